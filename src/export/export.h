/* Export: features of a registry as layer files by status and year.
 *
 * The program gathers features into layers (one per year, state, basis, kind and geometry type) and hands them to the
 * GIS module as one request; the module writes them through OGR. */
#ifndef TER_EXPORT_EXPORT_H
#define TER_EXPORT_EXPORT_H

#include "base/error.h"
#include "geo/geometry.h"

typedef enum ter_export_field_type { TER_FIELD_TEXT, TER_FIELD_INTEGER, TER_FIELD_REAL } ter_export_field_type;

typedef struct ter_export_field {
    const char *name;       /* full name */
    const char *short_name; /* for Shapefile, at most 10 bytes */
    ter_export_field_type type;
} ter_export_field;

typedef struct ter_export_row {
    const ter_geometry *geometry; /* NULL: none */
    const char *const *values;    /* as text, one per field; NULL: unset */
} ter_export_row;

/* One dataset file (or one layer of a container such as GeoPackage). */
typedef struct ter_export_layer {
    const char *path;  /* file to write */
    const char *name;  /* layer name */
    const char *title; /* for people */
    ter_geometry_type type; /* NONE: a table without geometry */
    const ter_export_row *rows;
    size_t row_count;
} ter_export_layer;

typedef struct ter_export_request {
    const char *driver; /* OGR driver name: "GeoJSON", "ESRI Shapefile", "GPKG", … */
    const char *crs;    /* "EPSG:4326", … of the output; input is WGS 84 LON,LAT */
    const char *date;   /* ISO day written where a format wants a date of its own; never the clock */
    const ter_export_field *fields;
    size_t field_count;
    const ter_export_layer *layers;
    size_t layer_count;
    const char *description; /* licence and attribution, where the format has a place for it; or NULL */
} ter_export_request;

#endif
