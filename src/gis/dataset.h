/* What is asked of the GIS module's writer: one dataset (a file, or a container such as a GeoPackage) with its layers,
 * fields and rows. Plain values, borrowed during the call; the rooms that fill them in and the module that reads them
 * both stand on this header. */
#ifndef TER_GIS_DATASET_H
#define TER_GIS_DATASET_H

#include "geo/geometry.h"

enum { TER_DATASET_WIDTH_MOST = 254 }; /* bytes in a text field of fixed width, which is a DBF character field */

/* How OGR writes a format. */
typedef struct ter_dataset_driver {
    const char *name;             /* OGR's: "ESRI Shapefile", "GPKG", … */
    bool fixed_width;             /* short field names; text fields as wide as their longest value */
    bool typed;                   /* a layer states one geometry type: single and multi may not be mixed */
    bool transacted;              /* rows are put within one transaction */
    bool credits_as_metadata;     /* credits are GDAL metadata of the dataset */
    bool credits_as_table;        /* credits are a table "sources" */
    bool style_table;             /* styles of layers are kept in QGIS's table layer_styles */
    const char *title_option;     /* layer option for the title, next to DESCRIPTION; NULL: it has neither */
    const char *layer_options[8]; /* "KEY=VALUE", ended by NULL; a '%' stands for the dataset's date */
} ter_dataset_driver;

typedef enum ter_dataset_field_type { TER_FIELD_TEXT, TER_FIELD_INTEGER, TER_FIELD_REAL } ter_dataset_field_type;

typedef struct ter_dataset_field {
    const char *name;       /* full name */
    const char *short_name; /* for Shapefile, at most 10 bytes */
    ter_dataset_field_type type;
    const char *title_zh, *title_en; /* for people: aliases in QGIS, rows of a popup */
} ter_dataset_field;

/* Where a geometry comes from; NULL: not stated. */
typedef struct ter_dataset_credit {
    const char *source, *licence, *date;
} ter_dataset_credit;

typedef struct ter_dataset_row {
    const ter_geometry *geometry; /* NULL: none */
    const char *const *values;    /* as text, one per field; NULL: unset */
} ter_dataset_row;

/* One layer of a dataset: the only one, or one of a container such as GeoPackage. */
typedef struct ter_dataset_layer {
    const char *name;       /* layer name */
    const char *title;      /* for people */
    ter_geometry_type type; /* NONE: a table without geometry */
    bool multi;             /* some geometry has several members */
    size_t row_count;       /* rows that will be written */
    const size_t *widths;   /* of each field, the longest text in bytes, for formats of fixed width; NULL: not known */
    const char *style;      /* QML, kept in the file as the layer's default style (GeoPackage); or NULL */
} ter_dataset_layer;

/* What is written into one file. Everything is borrowed until the writer is closed. */
typedef struct ter_dataset {
    const char *path;
    const ter_dataset_driver *driver; /* NULL: written without OGR */
    const char *crs;   /* "EPSG:4326", … of the output; input is WGS 84 LON,LAT. NULL: written as they are, no CRS */
    const char *datum; /* with crs NULL: the name of the datum that the coordinates are in, for messages */
    int decimals;      /* of coordinates, where they are text */
    const char *date;  /* ISO day written where a format wants a date of its own; never the clock */
    const ter_dataset_field *fields;
    size_t field_count;
    const ter_dataset_layer *layers;
    size_t layer_count;
    const char *description; /* licence and attribution in one line, or NULL; and each source: */
    const ter_dataset_credit *credits;
    size_t credit_count;
} ter_dataset;

#endif
