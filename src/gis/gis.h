/* The GIS module: everything that needs OGR or an initialised SpatiaLite, in one shared object that only the commands
 * that need it load (dlopen). The program itself links neither, so that it starts in a few milliseconds.
 *
 * The table below is the whole surface between the two. sqlite3 handles cross it: both sides link the same libsqlite3.
 */
#ifndef TER_GIS_GIS_H
#define TER_GIS_GIS_H

#include "base/error.h"
#include "geo/geometry.h"
#include "gis/dataset.h"

#define TER_GIS_ABI 6

struct sqlite3;

/* One feature read from an OGR source. Everything is borrowed until the callback returns. */
typedef struct ter_gis_feature {
    const char *layer;
    size_t schema; /* features of one call with the same number have the same fields; 0: fields of its own */
    size_t field_count;
    const char *const *field_names;
    const char *const *field_values; /* as text, UTF-8; lists joined with '|', dates ISO 8601; NULL: unset */
    const ter_geometry *geometry;    /* WGS 84, LON,LAT; NULL where there is none */
    long long fid;
    /* Of the source, before it became WGS 84: "WGS 84", …; NULL where there is no geometry. "GCJ-02" or "BD-09", which
     * a GeoJSON file may state: then the geometry is in it. */
    const char *datum;
} ter_gis_feature;

/* Returns anything but TER_OK to stop; that status is passed on. */
typedef ter_status (*ter_gis_feature_fn)(const ter_gis_feature *feature, void *context, ter_error *err);

struct ter_dataset_writer;
struct ter_transform;

typedef struct ter_gis {
    int abi;

    /* "GDAL 3.6.2, SpatiaLite 5.0.1", static. */
    const char *(*versions)(void);

    /* Makes SpatiaLite's functions and triggers work on an open handle. `*cache` is given back to detach after
     * sqlite3_close. One per connection. */
    ter_status (*spatialite_attach)(struct sqlite3 *db, void **cache, ter_error *err);
    void (*spatialite_detach)(void *cache);

    /* Calls `fn` for every feature of every layer (or of `layer`, when not NULL) of an OGR source, transformed to
     * WGS 84. A source with no CRS is refused (TER_INPUT) unless its format fixes WGS 84 (GeoJSON, OSM, KML, GPX) or
     * `assume_crs` ("EPSG:4326", …) says what it is. OGR's messages come back in `err`; nothing is printed. */
    ter_status (*features_read)(const char *source, const char *layer, const char *assume_crs, ter_gis_feature_fn fn,
                                void *context, ter_error *err);

    /* Writing a dataset: open it with all its layers, put rows into them in any order, close it. `extents`, one per
     * layer in the dataset's CRS with the first axis east, may be NULL. Close frees the writer whatever it returns;
     * what was written before an error stays for the caller to remove. */
    ter_status (*dataset_open)(const ter_dataset *dataset, struct ter_dataset_writer **out, ter_error *err);
    ter_status (*dataset_put)(struct ter_dataset_writer *writer, size_t layer, const ter_dataset_row *row,
                              ter_error *err);
    ter_status (*dataset_close)(struct ter_dataset_writer *writer, ter_bbox *extents, ter_error *err);

    /* From WGS 84 to a CRS ("EPSG:n"), for writers that do not use OGR: apply changes a geometry's positions in place,
     * to first axis east; `*decimals` of them are worth keeping, to about a centimetre or better. TER_USAGE for a CRS
     * that PROJ cannot transform to, TER_INPUT for positions outside its range. */
    ter_status (*transform_open)(const char *crs, struct ter_transform **out, int *decimals, ter_error *err);
    ter_status (*transform_apply)(struct ter_transform *t, ter_geometry *g, ter_error *err);
    void (*transform_close)(struct ter_transform *t); /* NULL does nothing */
} ter_gis;

/* The module's table; loads it at the first call (next to the program, or in ../lib/terrier/). TER_UNSUPPORTED, with
 * the loader's reason, when it cannot be loaded. */
ter_status ter_gis_get(const ter_gis **out, ter_error *err);

#endif
