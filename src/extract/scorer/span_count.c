/* Counting the spans of a document before their features are looked at. */
#include "extract/scorer/span_count.h"

#include "extract/scorer/feature_text.h"

#include "text/characters.h"

#include <stdlib.h>

static uint32_t span_hash(const uint32_t *cp, uint32_t from, uint32_t to) {
    uint32_t hash = 2166136261u; /* FNV-1a over code points */
    for (uint32_t i = from; i < to; i++) hash = (hash ^ cp[i]) * 16777619u;
    return hash ? hash : 1;
}

const ter_span_count *ter_span_counts_of(const ter_span_counts *c, const uint32_t *cp, const ter_span_candidate *span) {
    uint32_t hash = span_hash(cp, span->from, span->to);
    size_t i = hash & c->mask;
    while (c->slots[i].hash != hash) i = (i + 1) & c->mask;
    return &c->slots[i];
}

static void count_spans(ter_span_features *f) {
    const uint32_t *cp = f->text->tokens->text->cp;
    size_t cap = 64;
    while (cap < 2 * f->spans->len) cap *= 2;
    f->counts.slots = ter_alloc(cap * sizeof *f->counts.slots);
    f->counts.mask = cap - 1;
    for (size_t k = 0; k < f->spans->len; k++) {
        const ter_span_candidate *c = &f->spans->items[k];
        uint32_t hash = span_hash(cp, c->from, c->to), left = c->from ? cp[c->from - 1] : '\n';
        size_t i = hash & f->counts.mask;
        while (f->counts.slots[i].hash && f->counts.slots[i].hash != hash) i = (i + 1) & f->counts.mask;
        ter_span_count *o = &f->counts.slots[i];
        if (o->hash && o->last == c->from) continue; /* the same span as another kind */
        o->hash = hash, o->last = c->from, o->count++;
        o->lefts |= 1u << (left * 2654435761u >> 27); /* Knuth's multiplicative hash, five bits */
        o->clean += !ter_cut_text_is_letter(left) && left != U'、';
    }
}

/* The spans of one end, the longest first. */
static void mark_repeats(ter_span_features *f, size_t from, size_t to) {
    const uint32_t *cp = f->text->tokens->text->cp;
    uint32_t most = 0, begin = 0;
    for (size_t i = from; i < to; i++) {
        const ter_span_candidate *c = &f->spans->items[i];
        uint32_t count = ter_span_counts_of(&f->counts, cp, c)->count;
        if (count > most) most = count, begin = c->from;
    }
    for (size_t i = from; i < to && most > 1; i++) {
        uint32_t at = f->spans->items[i].from;
        f->repeats[i] = at == begin ? TER_REPEAT_ITSELF : at < begin ? TER_REPEAT_LONGER : TER_REPEAT_SHORTER;
    }
}

static void find_repeats(ter_span_features *f) {
    const ter_span_candidate *c = f->spans->items;
    f->repeats = ter_alloc(f->spans->len + 1);
    for (size_t i = 0, next; i < f->spans->len; i = next) {
        for (next = i + 1; next < f->spans->len && c[next].to == c[i].to;) next++;
        if (next - i > 1) mark_repeats(f, i, next);
    }
}

static int by_begin(const void *a, const void *b) {
    const ter_span_found *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->found < y->found ? -1 : x->found > y->found;
}

static void list_found(ter_span_features *f) {
    const ter_tokens *t = f->text->tokens;
    for (uint32_t i = 0; i < f->found->len; i++) {
        const ter_found_name *n = &f->found->items[i];
        if (!ter_lexicon_kind_is_core(t->lexicon, n->kind) || n->name_to > n->name_from) continue;
        ter_span_found place = {t->list.items[n->from].from, t->list.items[n->to - 1].to, i};
        ter_array_push(&f->named, place);
    }
    if (f->named.len) qsort(f->named.items, f->named.len, sizeof *f->named.items, by_begin);
}

size_t ter_span_named_until(const ter_span_features *f, uint32_t at) {
    size_t low = 0, high = f->named.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->named.items[middle].from <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

uint32_t ter_span_found_at(const ter_span_features *f, uint32_t at) {
    size_t near = ter_span_named_until(f, at);
    return ter_span_found_near(f, at, &near);
}

/* 我县, 全县: whose document it is. The most frequent level counts, the first one of it is shown. */
static uint32_t self_of(const ter_text *text) {
    static const char32_t levels[] = U"省市县区镇";
    uint32_t count[5] = {0}, first[5] = {0}, best = 0;
    for (uint32_t i = 1; i < text->count; i++) {
        if (text->cp[i - 1] != U'全' && text->cp[i - 1] != U'我') continue;
        for (uint32_t k = 0; k < 5; k++) {
            if (text->cp[i] != levels[k]) continue;
            if (count[k]++ == 0) first[k] = i;
            if (count[k] > count[best]) best = k;
        }
    }
    return count[best] ? first[best] : UINT32_MAX;
}

ter_span_features *ter_span_features_new(const ter_cut_text *text, const ter_found_names *found,
                                         const ter_spans *spans) {
    ter_span_features *f = ter_alloc(sizeof *f);
    *f = (ter_span_features){.text = text, .found = found, .spans = spans};
    count_spans(f);
    find_repeats(f);
    list_found(f);
    for (size_t i = 0; i < 32 && i < ter_lexicon_kind_count(text->tokens->lexicon); i++)
        f->kind_keys[i] = ter_feature_seed(ter_lexicon_kind_at(text->tokens->lexicon, i));
    f->self_at = self_of(text->tokens->text);
    return f;
}

void ter_span_features_free(ter_span_features *f) {
    if (!f) return;
    free(f->counts.slots);
    free(f->repeats);
    ter_array_release(&f->named);
    free(f);
}
