#include "extract/statements/repeated_sentence.h"

#include "extract/names/line_break.h"
#include "extract/statements/clause.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_PLACES = 64, MOST_LINES = 6 };

static const uint64_t FNV_OFFSET = 14695981039346656037u, FNV_PRIME = 1099511628211u;

static uint64_t mix(uint64_t key, uint32_t value) {
    return (key ^ value) * FNV_PRIME;
}

/* Does a sentence go on over the line end at token `i`? */
static bool runs_on(const ter_tokens *t, uint32_t i) {
    if (i == 0 || i + 1 >= t->list.len) return false;
    const ter_token *gap = &t->list.items[i], *last = gap - 1;
    if (gap->type != TER_TOKEN_BREAK || gap->cp == TER_TEXT_PARAGRAPH) return false;
    return ter_token_mark(last, ',') || ter_token_mark(last, U'、') || ter_find_is_cut(t, i + 1);
}

/* The sentence with the lines that it runs over: a converter cuts the same sentence otherwise elsewhere. */
static ter_sentence whole_of(const ter_reading *r, const ter_sentence *s) {
    ter_sentence w = *s;
    const ter_tokens *t = r->t;
    for (int lines = 0; lines < MOST_LINES && w.from > 0 && runs_on(t, w.from - 1); lines++) {
        w.from--;
        while (w.from > 0 && !ter_token_ends_sentence(&t->list.items[w.from - 1])) w.from--;
    }
    for (int lines = 0; lines < MOST_LINES && !w.headline && w.to < t->list.len && runs_on(t, w.to); lines++) {
        w.to++;
        while (w.to < t->list.len && !ter_token_ends_sentence(&t->list.items[w.to])) w.to++;
    }
    return w;
}

/* Of the sentence's letters and digits, and of how many of them stand before the find. */
static uint64_t key_of(const ter_reading *r, const ter_sentence *sentence, const ter_find *f) {
    const ter_sentence whole = whole_of(r, sentence), *s = &whole;
    uint64_t key = FNV_OFFSET;
    uint32_t letters = 0, before = 0;
    for (uint32_t i = s->from; i < s->to; i++) {
        const ter_token *k = ter_reading_token(r, i);
        if (i == f->from) before = letters;
        if (ter_token_is_mark(k)) continue;
        for (uint32_t c = k->from; c < k->to; c++, letters++) key = mix(key, r->t->text->cp[c]);
    }
    return mix(mix(key, letters), before);
}

static ter_repeat_place *place_of(const ter_repeats *known, uint64_t key) {
    size_t at = (size_t)(key ^ key >> 32) & (known->size - 1);
    while (known->places[at].used && known->places[at].key != key) at = (at + 1) & (known->size - 1);
    return &known->places[at];
}

static void grow(ter_repeats *known) {
    ter_repeats larger = {.size = known->size ? known->size * 2 : LEAST_PLACES, .count = known->count};
    larger.places = ter_alloc(larger.size * sizeof *larger.places);
    for (size_t i = 0; i < known->size; i++)
        if (known->places[i].used) *place_of(&larger, known->places[i].key) = known->places[i];
    free(known->places);
    *known = larger;
}

static bool same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool says(const ter_mention *m, const ter_statement *s) {
    for (size_t i = 0; i < m->statement_count; i++) {
        const ter_statement *t = &m->statements[i];
        if (t->state == s->state && t->basis == s->basis && t->when.year == s->when.year) return true;
    }
    return false;
}

static void drop_said(const ter_mention *first, ter_mention *m) {
    size_t kept = 0;
    if (first->kind != m->kind || !same_text(first->name, m->name) || !same_text(first->part, m->part)) return;
    for (size_t i = 0; i < m->statement_count; i++)
        if (!says(first, &m->statements[i])) m->statements[kept++] = m->statements[i];
    m->statement_count = kept;
    m->repeats = kept == 0;
    if (m->repeats) m->role = TER_ROLE_REFERENCE;
}

void ter_repeats_drop(ter_repeats *known, const ter_reading *r, const ter_sentence *s, const ter_find *f,
                      ter_extraction *e) {
    ter_mention *m = &e->mentions[e->mention_count - 1];
    if (m->statement_count == 0) return;
    if (known->count * 2 >= known->size) grow(known);
    uint64_t key = key_of(r, s, f);
    ter_repeat_place *place = place_of(known, key);
    if (place->used) {
        drop_said(&e->mentions[place->mention], m);
        return;
    }
    *place = (ter_repeat_place){key, e->mention_count - 1, true};
    known->count++;
}

void ter_repeats_release(ter_repeats *known) {
    free(known->places);
    *known = (ter_repeats){0};
}
