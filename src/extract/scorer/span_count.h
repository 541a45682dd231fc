/* How often each span of characters occurs among a document's candidates, and behind what; and what else of the
 * document its features need. */
#ifndef TER_EXTRACT_SCORER_SPAN_COUNT_H
#define TER_EXTRACT_SCORER_SPAN_COUNT_H

#include "extract/scorer/span.h"

typedef struct ter_span_count {
    uint32_t hash; /* of the characters; 0: a free slot */
    uint32_t count;
    uint32_t lefts; /* bits of the characters before it */
    uint32_t clean; /* times it stands behind punctuation, or where a line begins */
    uint32_t last;  /* the begin of the one counted last */
} ter_span_count;

/* How a span stands to the longest one of its end that occurs as often as any of them: 新市大桥, where 大桥 always
 * stands behind 新市, but not always behind 设新市. */
typedef enum ter_span_repeat {
    TER_REPEAT_NONE, /* nothing of this end occurs twice */
    TER_REPEAT_ITSELF,
    TER_REPEAT_LONGER,
    TER_REPEAT_SHORTER,
} ter_span_repeat;

typedef struct ter_span_counts {
    ter_span_count *slots; /* open addressing by hash */
    size_t mask;
} ter_span_counts;

/* A name of the rules: code points [from, to), and its index. */
typedef struct ter_span_found {
    uint32_t from, to, found;
} ter_span_found;

typedef struct ter_span_features {
    const ter_cut_text *text;
    const ter_found_names *found;
    const ter_spans *spans;
    ter_span_counts counts;
    unsigned char *repeats;          /* ter_span_repeat of each span */
    TER_ARRAY(ter_span_found) named; /* the rules' names of core kinds, by place */
    uint32_t kind_keys[32];          /* hashes of the names of the first kinds: their numbers may change */
    uint32_t self_at; /* where the document calls itself 我县 or 全市: the 县, the 市; UINT32_MAX: it does not */
} ter_span_features;

/* What the features of one document's spans need: how often each span occurs, and behind what. Borrows all three. */
ter_span_features *ter_span_features_new(const ter_cut_text *text, const ter_found_names *found,
                                         const ter_spans *spans);
/* NULL is allowed. */
void ter_span_features_free(ter_span_features *f);

/* Index + 1 of the rules' name of a core kind that covers code point `at`; 0: none. */
uint32_t ter_span_found_at(const ter_span_features *f, uint32_t at);
/* How many of them begin at or before code point `at`. */
size_t ter_span_named_until(const ter_span_features *f, uint32_t at);
/* As ter_span_found_at, for places that follow each other: *near is ter_span_named_until of a place nearby, and becomes
 * that of `at`. */
static inline uint32_t ter_span_found_near(const ter_span_features *f, uint32_t at, size_t *near) {
    size_t n = *near;
    while (n < f->named.len && f->named.items[n].from <= at) n++;
    while (n > 0 && f->named.items[n - 1].from > at) n--;
    *near = n;
    for (size_t back = 1; back <= 2 && back <= n; back++) /* one may lie inside another */
        if (at < f->named.items[n - back].to) return f->named.items[n - back].found + 1;
    return 0;
}

/* The count of a span that was counted. */
const ter_span_count *ter_span_counts_of(const ter_span_counts *c, const uint32_t *cp, const ter_span_candidate *span);

#endif
