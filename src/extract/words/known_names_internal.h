/* Inside the extract room: what a known name stands for. */
#ifndef TER_EXTRACT_WORDS_KNOWN_NAMES_INTERNAL_H
#define TER_EXTRACT_WORDS_KNOWN_NAMES_INTERNAL_H

#include "extract/words/known_names.h"
#include "text/trie.h"

typedef struct ter_known {
    uint32_t official, kind, area; /* offsets in the pool of strings */
} ter_known;

const ter_trie *ter_names_trie(const ter_names *n);
const ter_known *ter_names_at(const ter_names *n, uint32_t value);
const char *ter_names_string(const ter_names *n, uint32_t offset);

#endif
