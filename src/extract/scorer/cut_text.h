/* A text with the words of the general dictionary in the stretches where a name may stand, and the token of the lexicon
 * at each code point. */
#ifndef TER_EXTRACT_SCORER_CUT_TEXT_H
#define TER_EXTRACT_SCORER_CUT_TEXT_H

#include "extract/words/tokens.h"
#include "extract/words/word_dictionary.h"

enum { TER_CUT_STRIDE = 16 };

typedef struct ter_cut_text {
    const ter_tokens *tokens;
    const ter_dictionary *dictionary;
    ter_cut_word *words; /* a row for each code point; length 0 where no word begins, or nothing was cut yet */
    uint32_t *token;     /* index of the token at each TER_CUT_STRIDE-th code point */
} ter_cut_text;

/* Borrows both; nothing is cut yet. Caller releases. */
void ter_cut_text_init(const ter_tokens *tokens, const ter_dictionary *dictionary, ter_cut_text *out);
/* Frees the arrays. */
void ter_cut_text_release(ter_cut_text *c);

/* Index of the token at code point `at`. */
static inline uint32_t ter_cut_text_token(const ter_cut_text *c, uint32_t at) {
    const ter_token *k = c->tokens->list.items;
    uint32_t i = c->token[at / TER_CUT_STRIDE];
    while (k[i].to <= at) i++;
    return i;
}

/* Cuts the stretch of letters around code point `at` (between punctuation) into words, unless that was done. */
void ter_cut_text_cut(ter_cut_text *c, uint32_t at);

/* Where the word that covers code point `at`, in a stretch that was cut, begins. */
uint32_t ter_cut_text_word(const ter_cut_text *c, uint32_t at);

/* Is this a character that names are written with: a Han character, a digit, a letter, 〇 or ·? */
static inline bool ter_cut_text_is_letter(uint32_t cp) {
    return (cp >= 0x3400 && cp <= 0x9fff) || (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') || cp == U'〇' ||
           cp == U'·';
}

#endif
