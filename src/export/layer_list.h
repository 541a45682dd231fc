/* Inside the export room: a plan's layers in the formats asked for, and the files they go into. */
#ifndef TER_EXPORT_LAYER_LIST_H
#define TER_EXPORT_LAYER_LIST_H

#include "export/formats/export_format.h"
#include "export/plan.h"
#include "export/sources.h"

/* One layer in one format, an entry of layers.json; neighbours in a list with the same path are layers of one
 * container. */
typedef struct ter_export_layer {
    const ter_export_format *format;
    const ter_export_group *group; /* borrowed from the plan */
    char *path;                    /* within the output folder */
    char *name;                    /* of the layer in the file */
    const char *crs;               /* NULL: `datum` has none */
    ter_datum datum;               /* GCJ-02 or BD-09, else WGS 84 or what `crs` says */
    ter_bbox extent;
    size_t rows; /* put so far */
    size_t cut_values;
} ter_export_layer;

typedef struct ter_export_layer_list {
    TER_ARRAY(ter_export_layer) list; /* by format in the order asked for, then as in the plan */
    size_t *of_group;                 /* [format * groups + group]: which layer */
    size_t formats;
} ter_export_layer_list;

typedef struct ter_export_job {
    const char *folder; /* to write into */
    const char *crs;    /* "EPSG:n"; NULL when `datum` is GCJ-02 or BD-09 */
    ter_datum datum;    /* to move coordinates to */
    const char *date;   /* ISO day */
    const ter_export_sources *sources;
    const ter_export_plan *plan;
} ter_export_job;

/* Whether the format is written in WGS 84 although something else is asked for. */
bool ter_export_keeps_wgs84(const ter_export_job *job, const ter_export_format *format);

/* The layers of a named plan in the formats (names ended by NULL; those without layers are skipped). Release the list.
 */
void ter_export_layers_make(const ter_export_job *job, const char *const *formats, ter_export_layer_list *out);

/* Frees what making the list gave. */
void ter_export_layers_release(ter_export_layer_list *layers);

#endif
