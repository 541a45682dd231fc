#include "extract/statements/clause.h"

enum { MOST_NESTED = 6 };

const ter_token *ter_reading_token(const ter_reading *r, uint32_t i) {
    return &r->t->list.items[i];
}

uint32_t ter_reading_chars(const ter_reading *r, uint32_t from, uint32_t to) {
    return to > from ? ter_reading_token(r, to - 1)->to - ter_reading_token(r, from)->from : 0;
}

uint32_t ter_find_end(const ter_find *f) {
    return f->part_to > f->to ? f->part_to : f->to;
}

/* The find (not one inside a part) that covers token i, or NULL. Parts hold few names, so a few steps back suffice. */
const ter_find *ter_clause_find(const ter_reading *r, const ter_sentence *s, uint32_t i) {
    uint32_t low = s->first, high = s->last;
    while (low < high) { /* the first find that begins after i */
        uint32_t middle = low + (high - low) / 2;
        if (r->finds->items[middle].from <= i) low = middle + 1;
        else high = middle;
    }
    for (uint32_t m = low; m > s->first && low - m < MOST_NESTED; m--) {
        const ter_find *f = &r->finds->items[m - 1];
        if (!f->inside_part && i < ter_find_end(f)) return f;
    }
    return NULL;
}

uint32_t ter_clause_begin(const ter_reading *r, const ter_sentence *s, uint32_t i) {
    int depth = 0;
    while (i > s->from) {
        const ter_token *k = ter_reading_token(r, i - 1);
        if (ter_token_mark(k, ')')) depth++;
        if (ter_token_mark(k, '(')) depth--;
        if (depth <= 0 && ter_token_ends_clause(k)) break;
        i--;
    }
    return i;
}

uint32_t ter_clause_end(const ter_reading *r, const ter_sentence *s, uint32_t i) {
    int depth = 0;
    while (i < s->to) {
        const ter_token *k = ter_reading_token(r, i);
        if (ter_token_mark(k, '(')) depth++;
        if (ter_token_mark(k, ')')) depth--;
        if (depth <= 0 && ter_token_ends_clause(k)) break;
        i++;
    }
    return i;
}

uint32_t ter_clause_past_measure(const ter_reading *r, uint32_t i, uint32_t end) {
    if (i >= end) return i;
    const ter_token *k = ter_reading_token(r, i);
    if (k->cp != U'按' || !ter_token_is(k, TER_WORD_STOP)) return i; /* 按, 按照 */
    for (uint32_t j = i + 1; j < end; j++)
        if (ter_reading_token(r, j)->cp == U'的') return j + 1;
    return i;
}

bool ter_token_is_mark(const ter_token *k) {
    return k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK;
}

bool ter_token_is_to(const ter_token *k) {
    return k->to - k->from == 1 && (k->cp == U'至' || k->cp == U'到');
}
