/* An index of names in memory: whole keys by hash, parts by 1- and 2-grams. Built once, then read only.
 *
 * Keys are folded names (text/fold.h). Key ids run from the shortest key to the longest (in characters; among equals in
 * the order they came), so that the first ids of a posting list are the closest answers. */
#ifndef TER_GAZETTEER_NGRAM_H
#define TER_GAZETTEER_NGRAM_H

#include "gazetteer/toponym.h"
#include "text/postings.h"

typedef struct ter_ngram ter_ngram;

enum { TER_NGRAM_MOST_LENGTH = 64 }; /* characters; longer keys count as this long */

/* An empty index; caller frees. It takes about 70 bytes a name. */
ter_ngram *ter_ngram_new(void);
/* Adds a name. Names come in order of key: all of one key together. */
void ter_ngram_add(ter_ngram *n, const char *key, const char *name, size_t position, ter_name_type type);
/* Builds the index after the last name; only then may it be asked. */
void ter_ngram_build(ter_ngram *n);
/* Frees it; NULL is allowed. */
void ter_ngram_free(ter_ngram *n);

/* How many keys it has; their ids are 0 .. count - 1. */
size_t ter_ngram_key_count(const ter_ngram *n);
/* How much memory it takes. */
size_t ter_ngram_bytes(const ter_ngram *n);
/* A key by its id; borrowed. */
const char *ter_ngram_key(const ter_ngram *n, uint32_t id);

/* The id of exactly this key; UINT32_MAX when there is none. */
uint32_t ter_ngram_find(const ter_ngram *n, ter_str key);

/* The i-th name of a key: false when there are no more. */
bool ter_ngram_name(const ter_ngram *n, uint32_t id, size_t i, const char **name, ter_gazetteer_hit *hit);

/* The same one after another: *at is 0 first, then what it was left at. */
bool ter_ngram_next(const ter_ngram *n, uint32_t id, size_t *at, const char **name, ter_gazetteer_hit *hit);

/* Ids of keys that hold `part`, shortest first, at most `most`. Returns how many. */
size_t ter_ngram_holding(const ter_ngram *n, ter_str part, uint32_t *out, size_t most);

/* The keys of `length` characters that hold the gram `a b` (`b` 0: the character alone), as a view. */
ter_ids ter_ngram_posting(const ter_ngram *n, uint32_t a, uint32_t b, size_t length);

#endif
