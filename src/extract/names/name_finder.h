/* Finding: which spans of tokens name a facility, of which kind, and which part of it. No statement is read here. */
#ifndef TER_EXTRACT_NAMES_NAME_FINDER_H
#define TER_EXTRACT_NAMES_NAME_FINDER_H

#include "extract/words/tokens.h"

typedef struct ter_find {
    uint32_t from, to;           /* tokens of the name */
    uint32_t part_from, part_to; /* tokens of the part after it; equal when there is none */
    uint32_t name_from,
        name_to; /* tokens that name it when its own do not (the 二期 of 翠湖公园一期、二期); else equal */
    uint32_t head_from,
        head_to;      /* code points of a head shared with a list (209、218 省道); equal when there is none */
    uint16_t kind;    /* index in the lexicon */
    uint32_t known;   /* a known name that covers it whole, TER_TRIE_NONE otherwise */
    bool inside_part; /* an endpoint inside another mention's part */
    bool area;        /* of kind admin */
    bool weak;        /* of a weak head, without a gazetteer's word for it */
    double confidence;
    const char *rule, *why; /* static */
} ter_find;

typedef TER_ARRAY(ter_find) ter_find_list;

/* Finds all kinds, in order of text. Caller releases the list. */
void ter_find_all(const ter_tokens *tokens, ter_find_list *out);

/* The part of the name that ends before token `at`: a phase, section, campus or extension, in brackets or not, maybe
 * after a word of works (河道治理（二期）). Returns its end and sets *from; both are `at` when there is none. */
uint32_t ter_find_part(const ter_tokens *tokens, uint32_t at, uint16_t kind, uint32_t *from);

#endif
