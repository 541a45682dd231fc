/* Inside the export room: a plan's layers as requests to the GIS module, and the list of what was written. */
#ifndef TER_EXPORT_WRITE_H
#define TER_EXPORT_WRITE_H

#include "base/json.h"
#include "export/plan.h"
#include "geo/datum.h"

typedef struct ter_export_format {
    const char *name, *extension, *driver;
    bool container;   /* one file for all geometry types of a year and status */
    bool short_names; /* Shapefile: 10-byte names, texts of at most 254 bytes */
    bool wgs84;       /* its standard fixes WGS 84 */
    bool tables;      /* can hold features without a geometry; otherwise they go into a CSV file beside */
} ter_export_format;

/* NULL when `name` is none that is written. */
const ter_export_format *ter_export_format_find(const char *name);

/* One file, as layers.json tells it. */
typedef struct ter_export_file {
    const ter_export_format *format;
    const ter_export_group *group; /* borrowed from the plan */
    char *path;                    /* within the output folder */
    char *layer;                   /* name of the layer in the file */
    const char *crs;               /* NULL: `datum` has none */
    ter_datum datum;               /* GCJ-02 or BD-09, else WGS 84 or what `crs` says */
    ter_bbox extent;
    size_t cut_values;
} ter_export_file;

typedef TER_ARRAY(ter_export_file) ter_export_file_list;

typedef struct ter_export_job {
    const char *folder;      /* to write into */
    const char *crs;         /* "EPSG:n"; NULL when `datum` is GCJ-02 or BD-09 */
    ter_datum datum;         /* to move coordinates to */
    const char *date;        /* ISO day */
    const char *description; /* attribution, or NULL */
    const ter_export_plan *plan;
} ter_export_job;

/* Whether the format is written in WGS 84 although something else is asked for: KML always, GeoJSON for EPSG codes. */
bool ter_export_keeps_wgs84(const ter_export_job *job, const ter_export_format *format);

/* Writes all groups in one format and adds its files to the list (release each with ter_export_files_release). */
ter_status ter_export_write_format(const ter_export_job *job, const ter_export_format *format,
                                   ter_export_file_list *files, ter_error *err);
void ter_export_files_release(ter_export_file_list *files);

/* Bytes of `text` that fit into `most` without cutting a character of UTF-8. */
size_t ter_export_text_fit(const char *text, size_t most);

/* layers.json: `sources` is a JSON array of attribution. */
typedef struct ter_export_manifest {
    const ter_export_job *job;
    const ter_export_file_list *files;
    const ter_export_options *options;
    const ter_export_report *report;
    ter_str sources;
} ter_export_manifest;
void ter_export_manifest_put(const ter_export_manifest *m, ter_buf *out);

#endif
