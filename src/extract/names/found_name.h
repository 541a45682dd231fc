/* A name found in a text, with the part of the facility that follows it. */
#ifndef TER_EXTRACT_NAMES_FOUND_NAME_H
#define TER_EXTRACT_NAMES_FOUND_NAME_H

#include "extract/words/tokens.h"

typedef struct ter_found_name {
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
    bool doubtful;    /* less sure than a name has to be, see scorer/span_scorer.h */
    bool weak;        /* of a weak head, without a gazetteer's word for it */
    double confidence;
    const char *rule, *why; /* static */
    char *evidence;         /* what decided, when that was asked for; NULL: nothing. Whoever asked frees it */
} ter_found_name;

typedef TER_ARRAY(ter_found_name) ter_found_names;

/* The token after the name and its part. */
static inline uint32_t ter_found_name_end(const ter_found_name *f) {
    return f->part_to > f->to ? f->part_to : f->to;
}

#endif
