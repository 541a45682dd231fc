/* The general dictionary: look-up in its trie, and the cutting of a stretch of text into words. */
#include "extract/words/word_dictionary.h"

#include "base/embedded.h"

#include <string.h>

enum { UNKNOWN_COST = 30 * 8, TOTAL = 26 * 8 }; /* eighths of a bit: the dictionary's frequencies add up to 2^26 */

/* ---- the block ---- */

typedef struct block {
    const char *base;
    size_t at;
} block;

/* The next `count` values of `size` bytes. */
static const void *take(block *b, size_t count, size_t size) {
    const void *p = b->base + b->at;
    b->at = (b->at + count * size + 3) / 4 * 4;
    return p;
}

bool ter_dictionary_embedded(ter_dictionary *out) {
    const char *path;
    ter_str data;
    if (!ter_embedded_at("generated/general.words", 0, &path, &data)) return false;
    block b = {data.ptr, 0};
    *out = (ter_dictionary){0};
    out->first = take(&b, TER_DICTIONARY_SPAN + 1, sizeof(uint32_t));
    out->values = take(&b, TER_DICTIONARY_SPAN, sizeof(uint16_t));
    for (size_t i = 0; i < TER_DICTIONARY_LONGEST - 1; i++) {
        uint32_t count;
        memcpy(&count, take(&b, 1, sizeof count), sizeof count);
        out->levels[i].cp = take(&b, count, sizeof(uint16_t));
        out->levels[i].values = take(&b, count, sizeof(uint16_t));
        if (i + 2 == TER_DICTIONARY_LONGEST) break;
        out->levels[i].bases = take(&b, count / TER_DICTIONARY_STRIDE + 1, sizeof(uint32_t));
        out->levels[i].offsets = take(&b, count + 1, sizeof(uint16_t));
    }
    return true;
}

/* ---- walking ---- */

typedef struct range { /* of nodes: the children of one */
    uint32_t from, to;
} range;

static inline uint32_t begin_of(const ter_dictionary_level *l, uint32_t node) {
    return l->bases[node / TER_DICTIONARY_STRIDE] + l->offsets[node];
}

/* The children of a first character, which is one that is indexed. */
static inline range children_of_first(const ter_dictionary *d, uint32_t first) {
    return (range){d->first[first], d->first[first + 1]};
}

/* Goes to the child by `cp`: *r becomes its children (none for the last level); false: there is no such child. The
 * search has no branch but its loop, so that it does not stall. */
static inline bool step_to(const ter_dictionary *d, size_t level, uint32_t cp, range *r, uint16_t *value) {
    const ter_dictionary_level *l = &d->levels[level];
    uint32_t low = r->from, n = r->to - low;
    if (n == 0) return false;
    while (n > 1) {
        uint32_t half = n / 2;
        low += l->cp[low + half - 1] < cp ? half : 0;
        n -= half;
    }
    if (l->cp[low] != cp) return false;
    *value = l->values[low];
    if (l->bases) *r = (range){begin_of(l, low), begin_of(l, low + 1)};
    return true;
}

static inline ter_cut_word word_of(size_t length, uint16_t value) {
    return (ter_cut_word){(uint8_t)length, value & 31, (uint8_t)(value >> 5)};
}

bool ter_dictionary_word(const ter_dictionary *d, const uint32_t *cp, size_t n, ter_cut_word *out) {
    if (n == 0 || n > TER_DICTIONARY_LONGEST) return false;
    uint32_t first = cp[0] - TER_DICTIONARY_FIRST; /* large when below */
    if (first >= TER_DICTIONARY_SPAN) return false;
    range r = children_of_first(d, first);
    uint16_t value = d->values[first];
    for (size_t i = 1; i < n; i++)
        if (!step_to(d, i - 1, cp[i], &r, &value)) return false;
    if (value) *out = word_of(n, value);
    return value != 0;
}

/* ---- cutting ---- */

typedef struct step { /* the cheapest way to reach a position */
    uint32_t cost;
    ter_cut_word last;
} step;

static inline void offer(step *to, uint32_t cost, ter_cut_word word) {
    if (cost < to->cost) *to = (step){cost, word};
}

static inline void offer_word(step *steps, size_t length, uint16_t value) {
    if (!value) return;
    ter_cut_word word = word_of(length, value);
    offer(&steps[length], steps[0].cost + TOTAL - (word.eighths < TOTAL ? word.eighths : TOTAL - 1), word);
}

/* The words that begin at cp[0], with `n` characters left. */
static inline void offer_words(const ter_dictionary *d, const uint32_t *cp, size_t n, step *steps) {
    uint32_t first = cp[0] - TER_DICTIONARY_FIRST;
    if (first >= TER_DICTIONARY_SPAN) return;
    range r = children_of_first(d, first);
    uint16_t value = d->values[first];
    offer_word(steps, 1, value);
    for (size_t i = 1; i < TER_DICTIONARY_LONGEST && i < n && step_to(d, i - 1, cp[i], &r, &value); i++)
        offer_word(steps, i + 1, value);
}

void ter_dictionary_cut(const ter_dictionary *d, const uint32_t *cp, size_t n, ter_cut_word *words) {
    step steps[TER_CUT_MOST + 1];
    for (size_t i = 1; i <= n; i++) steps[i].cost = UINT32_MAX;
    steps[0].cost = 0;
    for (size_t at = 0; at < n; at++) {
        offer(&steps[at + 1], steps[at].cost + UNKNOWN_COST, (ter_cut_word){1, TER_POS_UNKNOWN, 0});
        offer_words(d, cp + at, n - at, steps + at);
    }
    for (size_t at = n; at > 0;) {
        ter_cut_word word = steps[at].last;
        size_t length = word.length;
        at -= length;
        for (size_t i = 0; i < length; i++, word.length = 0) words[at + i] = word;
    }
}
