/* What a gazetteer is built with, and what became of its sources. */
#ifndef TER_GAZETTEER_BUILD_OPTIONS_H
#define TER_GAZETTEER_BUILD_OPTIONS_H

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
    const char *covers;          /* areas, with commas between; NULL: what follows from the sources' own areas */
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

/* Counts of features. */
typedef struct ter_gazetteer_build_report {
    size_t features, names; /* written */
    size_t unnamed;         /* left out: without a name */
    size_t placeless;       /* left out: without a geometry */
    size_t kindless;        /* left out: OSM elements of no kind */
    size_t joined;          /* taken together with another of the same name */
} ter_gazetteer_build_report;

#endif
