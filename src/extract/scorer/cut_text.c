/* Which token each code point belongs to, and the cutting of stretches into words when somebody asks for them. */
#include "extract/scorer/cut_text.h"

#include <stdlib.h>

void ter_cut_text_init(const ter_tokens *tokens, const ter_dictionary *dictionary, ter_cut_text *out) {
    size_t n = tokens->text->count;
    *out = (ter_cut_text){.tokens = tokens, .dictionary = dictionary};
    out->words = ter_alloc((n + 1) * sizeof *out->words);
    out->token = ter_alloc((n + 1) * sizeof *out->token);
}

enum { AROUND = 48 }; /* tokens that are looked up together, on either side */

uint32_t ter_cut_text_token(const ter_cut_text *c, uint32_t at) {
    if (c->token[at]) return c->token[at] - 1;
    const ter_token *k = c->tokens->list.items;
    size_t n = c->tokens->list.len, low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k[middle].to <= at) low = middle + 1;
        else high = middle;
    }
    size_t first = low > AROUND ? low - AROUND : 0, last = low + AROUND < n ? low + AROUND : n - 1;
    for (size_t i = first; i <= last && i < n; i++) {
        if (k[i].type == TER_TOKEN_SKIPPED) continue;
        for (uint32_t cp = k[i].from; cp < k[i].to; cp++) c->token[cp] = (uint32_t)i + 1;
    }
    return (uint32_t)low;
}

void ter_cut_text_release(ter_cut_text *c) {
    free(c->words);
    free(c->token);
}

void ter_cut_text_cut(ter_cut_text *c, uint32_t at) {
    const uint32_t *cp = c->tokens->text->cp;
    uint32_t from = at, to = at, n = (uint32_t)c->tokens->text->count;
    while (from > 0 && at - from < TER_CUT_MOST / 2 && ter_cut_text_is_letter(cp[from - 1])) from--;
    if (c->words[from].length) return;
    while (to < n && to - from < TER_CUT_MOST && ter_cut_text_is_letter(cp[to])) to++;
    if (to > from) ter_dictionary_cut(c->dictionary, cp + from, to - from, c->words + from);
}
