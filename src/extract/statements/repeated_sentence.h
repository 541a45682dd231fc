/* Repeats: sentences that a document prints more than once (teasers, running heads, what a converter doubles). */
#ifndef TER_EXTRACT_STATEMENTS_REPEATED_SENTENCE_H
#define TER_EXTRACT_STATEMENTS_REPEATED_SENTENCE_H

#include "base/map.h"
#include "base/memory.h"
#include "extract/statements/statement.h"

typedef struct ter_repeat_place { /* a mention's place in its sentence, and the first mention at that place */
    uint64_t key;
    size_t mention;
} ter_repeat_place;

/* Start it zeroed. */
typedef struct ter_repeats {
    TER_ARRAY(ter_repeat_place) places;
    ter_map map; /* from a place's key to the place */
} ter_repeats;

/* Takes away the statements of the last mention of `e` that the same mention of an earlier, equal sentence made: what
 * is printed twice is said once. A mention left without any is a reference. Sentences are equal when their folded
 * letters and digits are; line ends, blanks and marks do not count. `s` is the mention's sentence, `f` its find. */
void ter_repeats_drop(ter_repeats *known, const ter_reading *r, const ter_sentence *s, const ter_find *f,
                      ter_extraction *e);
void ter_repeats_release(ter_repeats *known);

#endif
