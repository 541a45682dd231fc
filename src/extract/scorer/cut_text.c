/* Which token each code point belongs to, and the cutting of stretches into words when somebody asks for them. */
#include "extract/scorer/cut_text.h"

#include <stdlib.h>

void ter_cut_text_init(const ter_tokens *tokens, const ter_dictionary *dictionary, ter_cut_text *out) {
    size_t n = tokens->text->count;
    *out = (ter_cut_text){.tokens = tokens, .dictionary = dictionary};
    out->words = ter_alloc((n + 1) * sizeof *out->words);
    out->token = ter_realloc(NULL, n / TER_CUT_STRIDE + 1, sizeof *out->token);
    const ter_token *k = tokens->list.items; /* side by side: each code point lies in one */
    for (size_t i = 0, stride = 0; i < tokens->list.len; i++)
        for (; stride * TER_CUT_STRIDE < k[i].to; stride++) out->token[stride] = (uint32_t)i;
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

uint32_t ter_cut_text_word(const ter_cut_text *c, uint32_t at) {
    for (uint32_t back = 0; back < TER_DICTIONARY_LONGEST && back <= at; back++)
        if (c->words[at - back].length) return at - back;
    return at;
}
