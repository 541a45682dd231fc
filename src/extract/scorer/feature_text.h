/* Putting a feature together: its key by mixing values, and its text when somebody wants to read it. Inside the scorer:
 * everything is inline, since millions are made. */
#ifndef TER_EXTRACT_SCORER_FEATURE_TEXT_H
#define TER_EXTRACT_SCORER_FEATURE_TEXT_H

#include "base/str.h"
#include "text/text.h"

#include <string.h>

/* Called for each feature of a span: its key, and its text when texts were asked for (valid until the call returns;
 * else NULL). */
typedef void (*ter_span_feature_fn)(uint32_t key, const char *text, void *context);

enum { TER_FEATURE_TEXT = 96 };

typedef struct ter_feature_emitter {
    uint32_t key;
    bool texts;
    char text[TER_FEATURE_TEXT];
    size_t len;
    ter_span_feature_fn fn;
    void *context;
} ter_feature_emitter;

/* FNV-1a, 32 bits (Fowler, Noll, Vo), of a name that is known when the program is compiled. */
static inline uint32_t ter_feature_seed(const char *name) {
    uint32_t h = 2166136261u;
    for (; *name; name++) h = (h ^ (unsigned char)*name) * 16777619u;
    return h;
}

static inline void ter_feature_mix(ter_feature_emitter *e, uint32_t value) { /* as FNV-1a, a value at a time */
    e->key = (e->key ^ value) * 0x9e3779b1u;                                 /* 2^32 over the golden ratio: odd */
    e->key ^= e->key >> 15;
}

/* Appends to the text alone. */
static inline void ter_feature_put_text(ter_feature_emitter *e, const char *text) {
    for (; e->texts && *text && e->len + 1 < TER_FEATURE_TEXT; text++) e->text[e->len++] = *text;
}

/* Begins a feature; `seed` is ter_feature_seed of its name. */
static inline void ter_feature_begin(ter_feature_emitter *e, uint32_t seed, const char *name) {
    e->key = seed;
    e->len = 0;
    ter_feature_put_text(e, name);
}

/* A word by its number: a kind, a part of speech, a rule. */
static inline void ter_feature_put_word(ter_feature_emitter *e, uint32_t number, const char *word) {
    ter_feature_mix(e, number + 1);
    ter_feature_put_text(e, " ");
    ter_feature_put_text(e, word);
}

/* A number below 100. */
static inline void ter_feature_put_number(ter_feature_emitter *e, uint32_t n) {
    ter_feature_mix(e, n + 0x100);
    if (!e->texts) return;
    char digits[4] = {' ', (char)('0' + n / 10 % 10), (char)('0' + n % 10), 0};
    if (n < 10) digits[1] = digits[2], digits[2] = 0;
    ter_feature_put_text(e, digits);
}

/* Characters [from, to) of a text. */
static inline void ter_feature_put_cps(ter_feature_emitter *e, const uint32_t *cp, uint32_t from, uint32_t to) {
    ter_feature_mix(e, to - from + 0x200);
    for (uint32_t i = from; i < to; i++) ter_feature_mix(e, cp[i]);
    if (!e->texts) return;
    ter_buf b = {0};
    ter_buf_puts(&b, " ");
    for (uint32_t i = from; i < to; i++) ter_buf_put_cp(&b, cp[i] <= ' ' || cp[i] == TER_TEXT_PARAGRAPH ? '_' : cp[i]);
    ter_feature_put_text(e, b.ptr);
    ter_buf_release(&b);
}

/* Hands the feature to the callback. */
static inline void ter_feature_end(ter_feature_emitter *e) {
    e->text[e->len] = 0;
    e->fn(e->key, e->texts ? e->text : NULL, e->context);
}

#endif
