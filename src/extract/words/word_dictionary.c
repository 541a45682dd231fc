/* The general dictionary: look-up in sorted arrays, and the cutting of a stretch of text into words. */
#include "extract/words/word_dictionary.h"

#include "base/embedded.h"

#include <string.h>

enum { UNKNOWN_COST = 30 * 8, TOTAL = 26 * 8 }; /* eighths of a bit: the dictionary's frequencies add up to 2^26 */

static const unsigned char *aligned(const unsigned char *base, const unsigned char *p) {
    return base + ((size_t)(p - base) + 3) / 4 * 4;
}

bool ter_dictionary_embedded(ter_dictionary *out) {
    const char *path;
    ter_str data;
    if (!ter_embedded_at("generated/general.words", 0, &path, &data)) return false;
    const unsigned char *base = (const unsigned char *)data.ptr, *p = base;
    for (size_t i = 0; i < TER_DICTIONARY_LONGEST; i++) {
        memcpy(&out->of_length[i].count, p, sizeof(uint32_t));
        size_t count = out->of_length[i].count;
        p += sizeof(uint32_t);
        out->of_length[i].index = (const uint32_t *)(const void *)p;
        p += (TER_DICTIONARY_SPAN + 1) * sizeof(uint32_t);
        out->of_length[i].words = (const uint16_t *)(const void *)p;
        p = aligned(base, p + count * (i + 1) * sizeof(uint16_t));
        out->of_length[i].values = (const uint16_t *)(const void *)p;
        p = aligned(base, p + count * sizeof(uint16_t));
    }
    return true;
}

static int compare(const uint32_t *cp, const uint16_t *word, size_t n) {
    for (size_t i = 1; i < n; i++) /* the first is equal by the index */
        if (cp[i] != word[i]) return cp[i] < word[i] ? -1 : 1;
    return 0;
}

bool ter_dictionary_word(const ter_dictionary *d, const uint32_t *cp, size_t n, ter_cut_word *out) {
    if (n == 0 || n > TER_DICTIONARY_LONGEST || cp[0] < TER_DICTIONARY_FIRST ||
        cp[0] >= TER_DICTIONARY_FIRST + TER_DICTIONARY_SPAN)
        return false;
    const uint32_t *index = d->of_length[n - 1].index + (cp[0] - TER_DICTIONARY_FIRST);
    uint32_t low = index[0], high = index[1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare(cp, d->of_length[n - 1].words + (size_t)middle * n, n);
        if (order == 0) {
            uint16_t value = d->of_length[n - 1].values[middle];
            *out = (ter_cut_word){(uint8_t)n, value & 31, value >> 5};
            return true;
        }
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return false;
}

typedef struct step { /* the cheapest way to reach a position */
    uint32_t cost;
    ter_cut_word last;
} step;

static void offer(step *to, uint32_t cost, ter_cut_word word) {
    if (cost < to->cost) *to = (step){cost, word};
}

void ter_dictionary_cut(const ter_dictionary *d, const uint32_t *cp, size_t n, ter_cut_word *words) {
    step steps[TER_CUT_MOST + 1];
    for (size_t i = 1; i <= n; i++) steps[i].cost = UINT32_MAX;
    steps[0].cost = 0;
    for (size_t at = 0; at < n; at++) {
        offer(&steps[at + 1], steps[at].cost + UNKNOWN_COST, (ter_cut_word){1, TER_POS_UNKNOWN, 0});
        for (size_t len = 1; len <= TER_DICTIONARY_LONGEST && at + len <= n; len++) {
            ter_cut_word word;
            if (ter_dictionary_word(d, cp + at, len, &word))
                offer(&steps[at + len], steps[at].cost + TOTAL - (word.eighths < TOTAL ? word.eighths : TOTAL - 1),
                      word);
        }
    }
    for (size_t at = n; at > 0;) {
        ter_cut_word word = steps[at].last;
        size_t length = word.length;
        at -= length;
        for (size_t i = 0; i < length; i++, word.length = 0) words[at + i] = word;
    }
}
