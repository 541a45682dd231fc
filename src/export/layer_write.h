/* Inside the export room: the formats, a plan's layers as files of them, their writing, and the list of what was
 * written. */
#ifndef TER_EXPORT_LAYER_WRITE_H
#define TER_EXPORT_LAYER_WRITE_H

#include "base/json.h"
#include "export/plan.h"
#include "export/sources.h"
#include "export/text_out.h"

typedef struct ter_export_format {
    const char *name, *extension, *driver; /* driver NULL: */
    const ter_text_format *text;           /* written without OGR */
    bool container;                        /* one file for all geometry types of a year and status */
    bool short_names;                      /* Shapefile: 10-byte names, texts of at most TER_EXPORT_DBF_MOST bytes */
    bool wgs84;                            /* its standard fixes WGS 84 */
    bool tables;       /* can hold features without a geometry; otherwise they go into a CSV file beside */
    bool cells;        /* a workbook: positions are two columns, texts of at most 32,767 UTF-16 units */
    bool style_beside; /* a style lies beside the file, as NAME.qml */
} ter_export_format;

/* NULL when `name` is none that is written. */
const ter_export_format *ter_export_format_find(const char *name);

/* One layer as layers.json tells it; neighbours in a list with the same path are layers of one container. */
typedef struct ter_export_file {
    const ter_export_format *format;
    const ter_export_group *group; /* borrowed from the plan */
    char *path;                    /* within the output folder */
    char *layer;                   /* name of the layer in the file */
    const char *crs;               /* NULL: `datum` has none */
    ter_datum datum;               /* GCJ-02 or BD-09, else WGS 84 or what `crs` says */
    ter_bbox extent;
    size_t rows; /* put so far */
    size_t cut_values;
} ter_export_file;

typedef struct ter_export_file_list {
    TER_ARRAY(ter_export_file) list; /* by format in the order asked for, then as in the plan */
    size_t *of_group;                /* [format * groups + group]: which file */
    size_t formats;
} ter_export_file_list;

typedef struct ter_export_job {
    const char *folder; /* to write into */
    const char *crs;    /* "EPSG:n"; NULL when `datum` is GCJ-02 or BD-09 */
    ter_datum datum;    /* to move coordinates to */
    const char *date;   /* ISO day */
    const ter_export_sources *sources;
    const ter_export_plan *plan;
} ter_export_job;

/* Whether the format is written in WGS 84 although something else is asked for: KML always, GeoJSON and XLSX for EPSG
 * codes. */
bool ter_export_keeps_wgs84(const ter_export_job *job, const ter_export_format *format);

/* The files of a named plan in the formats (names ended by NULL; those of no layers are passed over). Release them with
 * the second. */
void ter_export_files_make(const ter_export_job *job, const char *const *formats, ter_export_file_list *out);
void ter_export_files_release(ter_export_file_list *files);

/* Writes them, reading the source, which must give what the plan was made from; what was cut goes into `cut.csv` of the
 * folder. Memory holds one feature and the writers that are open: at most 64 files, more are written by reading again.
 */
ter_status ter_export_files_write(const ter_export_job *job, ter_export_source source, ter_export_file_list *files,
                                  ter_error *err);

/* A full day for formats that keep one, whatever the newest document states; no document: the Unix epoch. */
void ter_export_day(const char *date, char out[16]);

/* layers.json: `sources` is a JSON array of attribution. */
typedef struct ter_export_manifest {
    const ter_export_job *job;
    const ter_export_file_list *files;
    const ter_export_options *options;
    const ter_export_report *report;
} ter_export_manifest;
void ter_export_manifest_put(const ter_export_manifest *m, ter_buf *out);

#endif
