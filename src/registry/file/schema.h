/* The tables of a registry file. sql/schema.sql says what each of them holds. */
#ifndef TER_REGISTRY_FILE_SCHEMA_H
#define TER_REGISTRY_FILE_SCHEMA_H

#include "registry/file/store.h"

#define TER_REGISTRY_APPLICATION_ID 0x54657252 /* "TerR" */
#define TER_REGISTRY_VERSION        6          /* user_version */
#define TER_REGISTRY_OLDEST         5          /* that can be upgraded, see upgrade.h */

/* The three typed tables that QGIS and GDAL open, by ter_geometry_type - 1. */
extern const char *const ter_registry_layers[3];

/* Makes all tables, views, spatial indexes and default styles in an empty database with SpatiaLite attached. */
ter_status ter_schema_make(ter_store *s, ter_error *err);

/* TER_FORMAT when the file is not a registry, TER_VERSION when it is older or newer than this program reads. */
ter_status ter_schema_verify(ter_store *s, ter_error *err);

#endif
