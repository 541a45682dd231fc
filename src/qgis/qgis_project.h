/* A QGIS project over the GeoPackage of a registry: a group for each year and in it one for each status, names shown
 * once, a quiet map below, a page to print; QGIS's time controller plays the years. */
#ifndef TER_QGIS_QGIS_PROJECT_H
#define TER_QGIS_QGIS_PROJECT_H

#include "base/error.h"
#include "export/folder.h"

struct ter_gazetteer;
struct ter_registry;

/* The folder that `terrier qgis` writes: terrier.qgs, map.gpkg and registry.gpkg. */
extern const ter_folder_kind ter_qgis_folder;

typedef struct ter_qgis_options {
    const char *registry; /* the registry's file, relative to the project's folder, when both move together: its tables
                           * stand in the project too, to be edited there; NULL: they do not */
    struct ter_gazetteer *const *gazetteers; /* their roads, waterways and areas are the map below */
    size_t gazetteer_count;                  /* 0: none */
    bool overwrite;                          /* write into a folder that is not ours */
} ter_qgis_options;

/* Writes terrier.qgs and map.gpkg into `folder`, which exists. `package` is the GeoPackage of ter_export_geopackage,
 * relative to that folder ("../registry.gpkg"). Paths are relative, and all dates are those of documents. */
ter_status ter_qgis_project_write(struct ter_registry *registry, const char *package, const char *folder,
                                  const ter_qgis_options *options, ter_error *err);

/* Writes the folder `out` with project and GeoPackage; overwriting as in export/folder.h. */
ter_status ter_qgis_write(struct ter_registry *registry, const char *out, const ter_qgis_options *options,
                          ter_error *err);

#endif
