/* Lists of ids by key, the body of an index: keys are counted first, then the same keys are put again, each with its
 * id. What the keys are is the caller's; those of n-grams are made here. */
#ifndef TER_TEXT_POSTINGS_H
#define TER_TEXT_POSTINGS_H

#include "base/str.h"

typedef struct ter_ids {
    const uint32_t *ids;
    size_t count;
} ter_ids;

/* Start it zeroed, end it with release. */
typedef struct ter_postings {
    struct ter_posting *slots;
    size_t slot_count, key_count;
    uint32_t *ids;
    size_t id_count;
} ter_postings;

void ter_postings_count(ter_postings *p, uint64_t key); /* `key` is not 0 */
void ter_postings_lay_out(ter_postings *p);             /* after counting */
/* As often for a key as it was counted; the ids of a key stay in the order in which they are put. */
void ter_postings_put(ter_postings *p, uint64_t key, uint32_t id);
/* Frees what it holds. */
void ter_postings_release(ter_postings *p);

ter_ids ter_postings_of(const ter_postings *p, uint64_t key); /* borrowed */
/* Bytes allocated. */
size_t ter_postings_bytes(const ter_postings *p);

/* Sorts by key; ter_postings_of cannot be used after it. */
void ter_postings_sort(ter_postings *p);
/* The i-th key in order of keys, after sorting, and its ids. */
uint64_t ter_postings_at(const ter_postings *p, size_t i, ter_ids *ids);

/* The key of two characters in a row, or of one (`b` 0). */
uint64_t ter_gram(uint32_t a, uint32_t b);

/* The distinct keys of one and of two characters in a text, at most `most`. Returns how many. */
size_t ter_grams_of(ter_str text, uint64_t *out, size_t most);

/* The first place among ascending ids that is not below `id`. */
size_t ter_ids_not_below(ter_ids ids, uint32_t id);

#endif
