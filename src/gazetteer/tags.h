/* OpenStreetMap's tags to kinds, as geodata/osm/kinds.tsv (compiled in) says. Inside the room only. */
#ifndef TER_GAZETTEER_TAGS_H
#define TER_GAZETTEER_TAGS_H

#include "gis/gis.h"

typedef struct ter_tag_table ter_tag_table;

/* Reads the table. TER_INPUT with FILE:LINE for a row that cannot be read. Caller frees. */
ter_status ter_tag_table_new(ter_tag_table **out, ter_error *err);
/* Frees it; NULL is allowed. */
void ter_tag_table_free(ter_tag_table *t);

/* What a feature's tags say. Strings are borrowed from the table or static. */
typedef struct ter_tag_match {
    const char *kind;
    const char *name_tag;  /* the tag that holds its name; "" for the usual ones */
    const char *lifecycle; /* "", "construction" or "proposed" */
} ter_tag_match;

typedef const char *(*ter_tag_value_fn)(const char *key, void *context);
/* The row that decides for rows without a name tag, then each row that has one and whose tag is set: call with *row = 0
 * first, until it returns false. `value` gives a tag's value, NULL when unset. */
bool ter_tag_table_next(const ter_tag_table *t, ter_geometry_type shape, ter_tag_value_fn value, void *context,
                        size_t *row, ter_tag_match *out);

#endif
