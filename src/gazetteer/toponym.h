/* A toponym, one feature of a gazetteer, and the names that lead to it. */
#ifndef TER_GAZETTEER_TOPONYM_H
#define TER_GAZETTEER_TOPONYM_H

#include "geo/geometry.h"

typedef enum ter_name_type {
    TER_NAME_OFFICIAL,
    TER_NAME_ALIAS,  /* stated by the source */
    TER_NAME_FORMER, /* stated by the source */
    TER_NAME_RULE,   /* made by a general rule from another name */
} ter_name_type;

/* One feature. Strings are borrowed for as long as the gazetteer is open; ter_gazetteer_geometry reads the geometry. */
typedef struct ter_toponym {
    long long id;     /* within this file */
    const char *key;  /* stable id: kind, canonical name and area, the same on every machine */
    const char *name; /* official */
    const char *kind;
    const char *area;      /* name of the parent area, "" when unknown */
    const char *lifecycle; /* "", or what its source says of the works: "construction" or "proposed" */
    ter_position point;    /* a point on or in the geometry */
    ter_bbox bbox;
    bool cut;          /* a line that ends at the edge of its source's extract: it goes on, nobody knows how far */
    double accuracy_m; /* positional accuracy of the source; 0: not stated */
    const char *source, *licence, *date;
    const char *datum; /* of the source, before it became WGS 84 */
} ter_toponym;

/* A feature, and the type of the name that it was found by. */
typedef struct ter_gazetteer_hit {
    size_t position;
    ter_name_type type;
} ter_gazetteer_hit;

#endif
