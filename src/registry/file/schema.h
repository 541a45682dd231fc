/* The tables of a registry file. What each holds is said beside its columns in schema.c. */
#ifndef TER_REGISTRY_FILE_SCHEMA_H
#define TER_REGISTRY_FILE_SCHEMA_H

#include "registry/file/store.h"

#define TER_REGISTRY_APPLICATION_ID 0x54657252 /* "TerR" */
#define TER_REGISTRY_VERSION        5          /* user_version */

/* The three typed tables that QGIS and GDAL open, by ter_geometry_type - 1. */
extern const char *const ter_registry_layers[3];

/* Makes all tables, views, spatial indexes and default styles in an empty database with SpatiaLite attached. */
ter_status ter_schema_make(ter_store *s, ter_error *err);

/* Makes the triggers by which an edit of a typed table in QGIS or any other program becomes an override; the table
 * exists. */
ter_status ter_triggers_make(ter_store *s, const char *table, ter_error *err);

/* TER_FORMAT when the file is no registry, TER_VERSION when it is older or newer than this program reads. */
ter_status ter_schema_verify(ter_store *s, ter_error *err);

#endif
