/* Look-ups that read no file: an index of all names in memory, made at first need (1 s and some 90 MB for a million
 * names). Not for several threads at once. */
#ifndef TER_GAZETTEER_LOOKUP_H
#define TER_GAZETTEER_LOOKUP_H

#include "gazetteer/gazetteer.h"
#include "gazetteer/ngram.h"

/* Features that have this name (exactly as bytes, or after folding when `folded`), official names first, then by
 * position. Not found is TER_OK with *count == 0. Caller frees *hits with free(). */
ter_status ter_gazetteer_lookup(const ter_gazetteer *g, ter_str name, bool folded, ter_gazetteer_hit **hits,
                                size_t *count, ter_error *err);

/* A name that a look-up found. */
typedef struct ter_partial_hit {
    size_t position;
    ter_name_type type;
    const char *name; /* folded; borrowed for as long as the gazetteer is open */
} ter_partial_hit;

/* Names that hold `text` (folded), shortest first, then in order of their keys; at most `most`. One and two characters
 * work as well as ten. A feature may come several times, with different names. Nothing found is TER_OK with
 * *count == 0. Caller frees *hits. */
ter_status ter_gazetteer_lookup_partial(const ter_gazetteer *g, ter_str text, size_t most, ter_partial_hit **hits,
                                        size_t *count, ter_error *err);

/* Names whose pinyin (`initials`: whose first letters of it) without blanks is `latin`, of at most `most` keys. The
 * same rules. Readings are guesses: help, never a key. */
ter_status ter_gazetteer_lookup_pinyin(const ter_gazetteer *g, ter_str latin, bool initials, size_t most,
                                       ter_partial_hit **hits, size_t *count, ter_error *err);

/* A name that differs from the text in one character. */
typedef struct ter_alike_hit {
    ter_partial_hit hit;
    uint32_t from; /* the character of the text; 0: it lacks one */
    uint32_t to;   /* that of the name; 0: the text has one too many */
    size_t at;     /* where, counted in characters */
} ter_alike_hit;

/* Names one character away. Of names as long as the text all are found from four characters on (look-alikes, too, by
 * asking ter_gazetteer_lookup), of names one longer from three on. */
ter_status ter_gazetteer_lookup_alike(const ter_gazetteer *g, ter_str text, size_t most, ter_alike_hit **hits,
                                      size_t *count, ter_error *err);

/* Makes the index now instead of at first need; `*out` (may be NULL) is borrowed. */
ter_status ter_gazetteer_index(const ter_gazetteer *g, const ter_ngram **out, ter_error *err);

#endif
