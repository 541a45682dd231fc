/* Sentences that a document prints more than once (teasers, running heads, what a converter doubles). */
#ifndef TER_EXTRACT_STATEMENTS_REPEATED_SENTENCE_H
#define TER_EXTRACT_STATEMENTS_REPEATED_SENTENCE_H

#include "base/map.h"
#include "base/memory.h"
#include "extract/statements/section_context.h"

typedef struct ter_repeated_place { /* a mention's place in its sentence, and the first mention at that place */
    uint64_t key;
    size_t mention;
} ter_repeated_place;

/* Start it zeroed. */
typedef struct ter_repeated_sentences {
    TER_ARRAY(ter_repeated_place) places;
    ter_map map; /* from a place's key to the place */
} ter_repeated_sentences;

/* Takes away the statements of the last of `count` mentions that the same mention of an earlier, equal sentence made:
 * what is printed twice is said once. A mention left without any is a reference. Sentences are equal when their folded
 * letters and digits are; line ends, blanks and marks do not count. `s` is the mention's sentence, `f` its name. */
void ter_repeated_sentences_drop(ter_repeated_sentences *known, const ter_section_context *r, const ter_sentence *s,
                                 const ter_found_name *f, ter_mention *mentions, size_t count);
/* Frees what it holds. */
void ter_repeated_sentences_release(ter_repeated_sentences *known);

#endif
