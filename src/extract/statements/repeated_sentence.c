/* Sentences that a document prints more than once. */
#include "extract/statements/repeated_sentence.h"

#include "base/hash.h"
#include "extract/names/line_break.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 6 };

/* Does a sentence go on over the line end at token `i`? */
static bool runs_on(const ter_tokens *t, uint32_t i) {
    if (i == 0 || i + 1 >= t->list.len) return false;
    const ter_token *gap = &t->list.items[i], *last = gap - 1;
    if (gap->type != TER_TOKEN_BREAK || gap->cp == TER_TEXT_PARAGRAPH) return false;
    return ter_token_mark(last, ',') || ter_token_mark(last, U'、') || ter_line_break_cuts(t, i + 1);
}

/* The sentence with the lines that it runs over: a converter cuts the same sentence otherwise elsewhere. */
static ter_sentence whole_of(const ter_section_context *r, const ter_sentence *s) {
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

/* Of the sentence's letters and digits, and of how many of them stand before the name. */
static uint64_t key_of(const ter_section_context *r, const ter_sentence *sentence, const ter_found_name *f) {
    const ter_sentence whole = whole_of(r, sentence), *s = &whole;
    uint64_t key = TER_HASH_START;
    uint32_t letters = 0, before = 0;
    for (uint32_t i = s->from; i < s->to; i++) {
        const ter_token *k = ter_section_token(r, i);
        if (i == f->from) before = letters;
        if (ter_token_is_mark(k)) continue;
        for (uint32_t c = k->from; c < k->to; c++, letters++) key = ter_hash_step(key, r->t->text->cp[c]);
    }
    return ter_hash_step(ter_hash_step(key, letters), before);
}

static ter_str place_key(const void *known, uint32_t i) {
    const ter_repeated_place *place = &((const ter_repeated_sentences *)known)->places.items[i];
    return (ter_str){(const char *)&place->key, sizeof place->key};
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

void ter_repeated_sentences_drop(ter_repeated_sentences *known, const ter_section_context *r, const ter_sentence *s,
                                 const ter_found_name *f, ter_mention *mentions, size_t count) {
    ter_mention *m = &mentions[count - 1];
    if (m->statement_count == 0) return;
    const ter_repeated_place new = {key_of(r, s, f), count - 1};
    int64_t before = ter_map_find(&known->map, place_key, known, (ter_str){(const char *)&new.key, sizeof new.key});
    if (before != TER_MAP_NONE) {
        drop_said(&mentions[known->places.items[before].mention], m);
        return;
    }
    ter_array_push(&known->places, new);
    ter_map_put(&known->map, place_key, known, (uint32_t)known->places.len - 1);
}

void ter_repeated_sentences_release(ter_repeated_sentences *known) {
    ter_array_release(&known->places);
    ter_map_release(&known->map);
}
