/* Build: registry, layers, map and QGIS project from documents, in one folder that is replaced as a whole or not at
 * all.
 */
#ifndef TER_PIPELINE_BUILD_H
#define TER_PIPELINE_BUILD_H

#include "export/export.h"
#include "pipeline/ingest_batch.h"
#include "web/web_map.h"

typedef struct ter_build_options {
    const ter_inputs *documents; /* none: the documents compiled into the program */
    const ter_document_context *context;
    ter_ingest_options ingest;
    size_t jobs;    /* as in ter_ingest_batch */
    bool overwrite; /* write into a folder that build did not make */

    /* Called after each document; may be NULL. When no document could be read, the last error is returned instead of
     * reported; when it returns false, the error is TER_STOPPED. */
    ter_ingest_batch_watch watch;
    void *watcher;
} ter_build_options;

typedef struct ter_build_report {
    ter_ingest_batch_report read;
    ter_export_report exported;
    ter_map_report map;
    bool map_left_out; /* this program was built without MapLibre GL JS */
} ter_build_report;

/* Writes `out`: registry.sqlite, registry.gpkg, layers/, qgis/terrier.qgs, map/index.html. The registry of a folder
 * made before is kept: the same documents change nothing in it, the outputs are written again. On failure, also when no
 * document could be read, the folder is unchanged; TER_EXISTS for a folder not made by build without `overwrite`. */
ter_status ter_build_run(const char *out, const ter_build_options *options, ter_build_report *report, ter_error *err);

#endif
