/* Putting a feature together: its key by mixing values, and its text when somebody wants to read it. Inside the scorer:
 * everything is inline, since millions are made. */
#ifndef TER_EXTRACT_SCORER_FEATURE_TEXT_H
#define TER_EXTRACT_SCORER_FEATURE_TEXT_H

#include "base/str.h"
#include "text/text.h"

#include <string.h>

/* Where features go. Of `text` and `keys` one is set: making texts is slow. */
typedef struct ter_feature_sink {
    void (*text)(uint32_t key, const char *text, void *context); /* one feature; the text is valid until it returns */
    void (*keys)(const uint32_t *keys, size_t n, void *context); /* the next n features, in order */
    void *context;
} ter_feature_sink;

enum { TER_FEATURE_TEXT = 96, TER_FEATURE_BATCH = 128 };

typedef struct ter_feature_emitter {
    uint32_t key;
    bool texts;
    size_t len, count;
    ter_feature_sink sink;
    char text[TER_FEATURE_TEXT];
    uint32_t keys[TER_FEATURE_BATCH];
} ter_feature_emitter;

/* FNV-1a, 32 bits (Fowler, Noll, Vo), of a name. */
static inline uint32_t ter_feature_seed(const char *name) {
    uint32_t h = 2166136261u;
    for (; *name; name++) h = (h ^ (unsigned char)*name) * 16777619u;
    return h;
}

/* The same of a literal of up to 48 bytes, as an expression that the compiler folds: it does not fold the loop. */
#define TER_FEATURE_SEED(s) TER_SEED_48_(2166136261u, s)
#define TER_SEED_1_(h, s, i)                                                                                           \
    (((h) ^ (unsigned char)((i) + 1 < sizeof(s) ? (s)[(i) % sizeof(s)] : 0)) * ((i) + 1 < sizeof(s) ? 16777619u : 1u))
#define TER_SEED_4_(h, s, i)                                                                                           \
    TER_SEED_1_(TER_SEED_1_(TER_SEED_1_(TER_SEED_1_(h, s, i), s, (i) + 1), s, (i) + 2), s, (i) + 3)
#define TER_SEED_16_(h, s, i)                                                                                          \
    TER_SEED_4_(TER_SEED_4_(TER_SEED_4_(TER_SEED_4_(h, s, i), s, (i) + 4), s, (i) + 8), s, (i) + 12)
#define TER_SEED_48_(h, s) TER_SEED_16_(TER_SEED_16_(TER_SEED_16_(h, s, 0), s, 16), s, 32)

static inline void ter_feature_mix(ter_feature_emitter *e, uint32_t value) { /* as FNV-1a, a value at a time */
    e->key = (e->key ^ value) * 0x9e3779b1u;                                 /* 2^32 over the golden ratio: odd */
    e->key ^= e->key >> 15;
}

/* Appends to the text alone. */
static inline void ter_feature_put_text(ter_feature_emitter *e, const char *text) {
    for (; *text && e->len + 1 < TER_FEATURE_TEXT; text++) e->text[e->len++] = *text;
}

/* Begins a feature; `seed` is that of its name. */
static inline void ter_feature_begin(ter_feature_emitter *e, uint32_t seed, const char *name) {
    e->key = seed;
    if (!e->texts) return;
    e->len = 0;
    ter_feature_put_text(e, name);
}

/* A word by its number: a kind, a part of speech, a rule. */
static inline void ter_feature_put_word(ter_feature_emitter *e, uint32_t number, const char *word) {
    ter_feature_mix(e, number + 1);
    if (!e->texts) return;
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

/* Hands on the keys that were not yet handed on. */
static inline void ter_feature_flush(ter_feature_emitter *e) {
    if (e->count) e->sink.keys(e->keys, e->count, e->sink.context);
    e->count = 0;
}

/* Ends a feature. */
static inline void ter_feature_end(ter_feature_emitter *e) {
    if (!e->texts) {
        if (e->count == TER_FEATURE_BATCH) ter_feature_flush(e);
        e->keys[e->count++] = e->key;
        return;
    }
    e->text[e->len] = 0;
    e->sink.text(e->key, e->text, e->sink.context);
}

#endif
