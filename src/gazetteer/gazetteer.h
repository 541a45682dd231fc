/* The gazetteer: a read-only collection of toponyms in one plain SQLite file (application_id "TerG").
 *
 * Readers need neither GDAL nor SpatiaLite. The curated gazetteer is compiled into the program and opened from memory.
 */
#ifndef TER_GAZETTEER_GAZETTEER_H
#define TER_GAZETTEER_GAZETTEER_H

#include "base/error.h"
#include "geo/geometry.h"

typedef struct ter_gazetteer ter_gazetteer;

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
    double accuracy_m; /* positional accuracy of the source; 0: not stated */
    const char *source, *licence, *date;
    const char *datum; /* of the source, before it became WGS 84 */
} ter_toponym;

/* Opens a file. TER_FORMAT when it is not a gazetteer, TER_VERSION when it is newer. Caller frees. */
ter_status ter_gazetteer_open(const char *path, ter_gazetteer **out, ter_error *err);

/* Opens the bytes of such a file in memory; `bytes` must outlive the gazetteer. */
ter_status ter_gazetteer_open_bytes(const void *bytes, size_t size, const char *title, ter_gazetteer **out,
                                    ter_error *err);

/* The gazetteer compiled into the program (weak: absent in the program that builds it, then TER_UNSUPPORTED). */
ter_status ter_gazetteer_open_embedded(ter_gazetteer **out, ter_error *err);

/* Closes it; NULL is allowed. */
void ter_gazetteer_free(ter_gazetteer *g);

/* Its path, or "embedded". */
const char *ter_gazetteer_title(const ter_gazetteer *g);
/* How many features it has; their positions are 0 .. count - 1. */
size_t ter_gazetteer_count(const ter_gazetteer *g);

/* Reads the feature when it is asked for first. One that a damaged file does not give has an empty name and kind. */
const ter_toponym *ter_gazetteer_at(const ter_gazetteer *g, size_t position);
/* Reads the feature's geometry. Caller releases. */
ter_status ter_gazetteer_geometry(const ter_gazetteer *g, size_t position, ter_geometry *out, ter_error *err);

typedef void (*ter_gazetteer_name_fn)(size_t position, const char *name, ter_name_type type, void *context);
/* Calls `fn` for every name (official, alias, former, rule) of every feature, in a fixed order. */
ter_status ter_gazetteer_each_name(const ter_gazetteer *g, ter_gazetteer_name_fn fn, void *context, ter_error *err);

typedef void (*ter_gazetteer_key_fn)(size_t position, const char *key, const char *name, ter_name_type type,
                                     void *context);
/* The same in order of the folded names (`key`), which is the order of the file. */
ter_status ter_gazetteer_each_key(const ter_gazetteer *g, ter_gazetteer_key_fn fn, void *context, ter_error *err);

typedef struct ter_gazetteer_hit {
    size_t position;
    ter_name_type type;
} ter_gazetteer_hit;

/* Features that have this name (exactly as bytes, or after folding when `folded`), official names first, then by
 * position. Not found is TER_OK with *count == 0. Caller frees *hits with free(). */
ter_status ter_gazetteer_lookup(const ter_gazetteer *g, ter_str name, bool folded, ter_gazetteer_hit **hits,
                                size_t *count, ter_error *err);

#endif
