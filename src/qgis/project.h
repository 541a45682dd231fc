/* A QGIS project over the GeoPackage of a registry: a group for each year, a styled layer for each geometry type. */
#ifndef TER_QGIS_PROJECT_H
#define TER_QGIS_PROJECT_H

#include "base/error.h"
#include "export/folder.h"

struct ter_registry;

/* The folder that `terrier qgis` writes: terrier.qgs and registry.gpkg. */
extern const ter_folder_kind ter_qgis_folder;

/* Writes the project file `path`. `package` is the GeoPackage of ter_export_geopackage, relative to the project's
 * folder ("../registry.gpkg"). The project keeps relative paths and no date. */
ter_status ter_qgis_project_write(struct ter_registry *registry, const char *package, const char *path, ter_error *err);

/* Writes the folder `out` with project and GeoPackage; overwriting as in export/folder.h. */
ter_status ter_qgis_write(struct ter_registry *registry, const char *out, bool overwrite, ter_error *err);

#endif
