/* The gazetteer: a read-only collection of toponyms in one plain SQLite file (application_id "TerG").
 *
 * Readers need neither GDAL nor SpatiaLite. The curated gazetteer is compiled into the program and opened from memory.
 */
#ifndef TER_GAZETTEER_GAZETTEER_H
#define TER_GAZETTEER_GAZETTEER_H

#include "base/error.h"
#include "gazetteer/toponym.h"

typedef struct ter_gazetteer ter_gazetteer;

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

typedef void (*ter_gazetteer_covered_fn)(const char *name, uint32_t code, void *context);
/* Calls `fn` for each area that the file says it covers; *stated is false when it is of a version that does not say. */
ter_status ter_gazetteer_each_covered(const ter_gazetteer *g, ter_gazetteer_covered_fn fn, void *context, bool *stated,
                                      ter_error *err);

/* Features of one kind stand together: their positions are *from .. *to - 1. */
void ter_gazetteer_kind_range(const ter_gazetteer *g, const char *kind, size_t *from, size_t *to);

typedef void (*ter_gazetteer_position_fn)(size_t position, void *context);
/* Calls `fn` for the features of one kind whose extent overlaps the box, in order of their positions. Reads all of the
 * kind: 0.1 s for half a million. */
ter_status ter_gazetteer_each_in(const ter_gazetteer *g, const char *kind, ter_bbox box, ter_gazetteer_position_fn fn,
                                 void *context, ter_error *err);

/* Features that have this name, as the file's own index finds them; lookup.h is faster when many names are asked for.
 * `key` is `name` folded; `folded`: every spelling of the key, else the name's bytes only. Official names first, then
 * by position. Not found is TER_OK with *count == 0. Caller frees *hits with free(). */
ter_status ter_gazetteer_read_hits(const ter_gazetteer *g, ter_str key, ter_str name, bool folded,
                                   ter_gazetteer_hit **hits, size_t *count, ter_error *err);

/* The statement that gives the house numbers of a road, NULL when the file has none. For address.c. */
struct sqlite3_stmt *ter_gazetteer_addresses(const ter_gazetteer *g);

/* What look-ups keep in memory for this gazetteer; freed with it. For lookup.c. */
struct ter_name_cache *ter_gazetteer_cache(const ter_gazetteer *g);

#endif
