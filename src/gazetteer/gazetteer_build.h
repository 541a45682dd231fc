/* Building a gazetteer file from OGR sources. Needs the GIS module. */
#ifndef TER_GAZETTEER_GAZETTEER_BUILD_H
#define TER_GAZETTEER_GAZETTEER_BUILD_H

#include "gazetteer/gazetteer.h"
#include "geo/datum.h"

/* What holds where a feature does not say; NULL (0 for accuracy) means not stated. */
typedef struct ter_gazetteer_build_options {
    const char *kind;           /* of features that have no kind of their own */
    const char *source;         /* default: the file's name */
    const char *licence, *date; /* default: "not stated" */
    double accuracy_m;
    const char *datum;           /* name of the datum to record; NULL: the one the coordinates are in */
    ter_datum shift;             /* the coordinates are in this datum, whatever the source's format says */
    const char *crs;             /* of sources that state none, such as CSV: "EPSG:4326" */
    const char *layer;           /* only this layer of each source */
    const char *const *mappings; /* "field=column": the column to read name, kind, aliases, area … from */
    size_t mapping_count;
    bool (*kind_known)(const char *kind, void *context); /* NULL: any word of a-z and _ is a kind */
    void *context;
    void (*progress)(size_t features, void *context); /* now and then while reading; NULL: none */
    bool overwrite;                                   /* replace an output that is not a gazetteer */
} ter_gazetteer_build_options;

/* Sets crs, datum and shift by name: wgs84, cgcs2000, gcj02, bd09. False for another word, `o` untouched. */
bool ter_gazetteer_build_set_datum(ter_gazetteer_build_options *o, ter_str word);

typedef struct ter_gazetteer_build_report {
    size_t features, names; /* written */
    size_t unnamed;         /* left out: without a name */
    size_t placeless;       /* left out: without a geometry */
    size_t kindless;        /* left out: OSM elements of no kind */
    size_t joined;          /* taken together with another of the same name */
} ter_gazetteer_build_report;

/* A source whose name ends in .manifest is a list of sources with options of their own:
 *
 *     # a comment
 *     [source]
 *     path = roads.shp             relative to the manifest
 *     kind = road
 *     map = name=ROAD_NAME         a column, as in `mappings`; any number of these
 *     datum = cgcs2000             wgs84, gcj02, bd09, cgcs2000 or EPSG:n
 *     source = …, licence = …, date = …, accuracy = metres, layer = …
 *
 * Coordinates in GCJ-02 or BD-09 are moved to WGS 84. A GeoJSON collection that states one of these in a member
 * "datum", as `export` writes it, is believed; any other source that does not say its CRS, and whose format does not
 * fix WGS 84, is refused.
 *
 * What a section leaves out holds as `options` says. Errors name FILE:LINE.
 *
 * Reads every source, then writes `out` at once (to a file next to it, which is then renamed): on failure what was
 * there stays. The same sources give the same bytes. TER_INPUT, naming source and feature, for a source without a name
 * column, an unknown kind or coordinates that are not LON,LAT; TER_EXISTS when `out` is something other than a
 * gazetteer. */
ter_status ter_gazetteer_build(const char *out, const char *const *sources, size_t source_count,
                               const ter_gazetteer_build_options *options, ter_gazetteer_build_report *report,
                               ter_error *err);

#endif
