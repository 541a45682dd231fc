/* Inside the export room: layers.json, the index of an export. */
#ifndef TER_EXPORT_LAYERS_JSON_H
#define TER_EXPORT_LAYERS_JSON_H

#include "export/layer_list.h"

typedef struct ter_export_manifest {
    const ter_export_job *job;
    const ter_export_layer_list *layers;
    const ter_export_options *options;
    const ter_export_report *report;
} ter_export_manifest;

/* Appends the text of layers.json. */
void ter_export_manifest_put(const ter_export_manifest *m, ter_buf *out);

#endif
