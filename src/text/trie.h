/* A trie over folded code points: words in, the longest (or every) word at a position out. Built once, then read-only
 * and shared between threads. A node is 12 bytes; children of a node lie together, sorted, found by binary search; the
 * root has a direct table for the BMP. */
#ifndef TER_TEXT_TRIE_H
#define TER_TEXT_TRIE_H

#include "base/str.h"

typedef struct ter_trie ter_trie;

#define TER_TRIE_NONE UINT32_MAX

ter_trie *ter_trie_new(void);    /* caller frees */
void ter_trie_free(ter_trie *t); /* NULL is fine */

/* Adds a word of code points with a value below TER_TRIE_NONE. An empty word is ignored. */
void ter_trie_add(ter_trie *t, const uint32_t *word, size_t len, uint32_t value);

/* Ends building. When one word was added with several values, the first added is kept. */
void ter_trie_finish(ter_trie *t);

/* Memory held. */
size_t ter_trie_bytes(const ter_trie *t);

typedef struct ter_trie_match {
    uint32_t value;
    uint32_t len;
} ter_trie_match;
/* Every prefix of text[0..len) that is a word, shortest first: values and lengths, at most `most`. Returns how many. */
size_t ter_trie_matches(const ter_trie *t, const uint32_t *text, size_t len, ter_trie_match *out, size_t most);

/* May a word of two or more code points begin with these two? False is sure; true may be a collision of the filter. */
bool ter_trie_may_begin(const ter_trie *t, uint32_t first, uint32_t second);

/* The value of exactly this word, or TER_TRIE_NONE. */
uint32_t ter_trie_value(const ter_trie *t, const uint32_t *word, size_t len);

#endif
