/* The general dictionary: words of the language with part of speech and frequency (geodata/words), and the cutting of
 * Han text into them. It knows nothing of facilities: it says what is an ordinary word. */
#ifndef TER_EXTRACT_WORDS_WORD_DICTIONARY_H
#define TER_EXTRACT_WORDS_WORD_DICTIONARY_H

#include "extract/words/part_of_speech.h"
#include "extract/words/word_dictionary_format.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ter_dictionary_level { /* the nodes of one length; see word_dictionary_format.h */
    const uint16_t *cp, *values, *offsets;
    const uint32_t *bases; /* NULL: no children */
} ter_dictionary_level;

typedef struct ter_dictionary { /* borrows the block that is embedded; small, copied freely */
    const uint32_t *first;
    const uint16_t *values;
    ter_dictionary_level levels[TER_DICTIONARY_LONGEST - 1]; /* of two characters, and so on */
} ter_dictionary;

/* A word of a cut text. */
typedef struct ter_cut_word {
    uint8_t length;  /* characters; 0: not the first of a word */
    uint8_t pos;     /* ter_pos */
    uint8_t eighths; /* binary logarithm of the frequency, in eighths */
} ter_cut_word;

/* The dictionary compiled into the program; false where there is none (programs that embed no data). */
bool ter_dictionary_embedded(ter_dictionary *out);

/* Looks up exactly cp[0..n); false when it is not a word. */
bool ter_dictionary_word(const ter_dictionary *d, const uint32_t *cp, size_t n, ter_cut_word *out);

/* Cuts cp[0..n), a stretch without punctuation, into words so that the product of their frequencies is greatest
 * (Viterbi over unigrams); a character that is no word stands alone. words[i] is filled for each character: those that
 * are not the first of a word have length 0 and the word's other values. `n` is at most TER_CUT_MOST. */
enum { TER_CUT_MOST = 512 };
void ter_dictionary_cut(const ter_dictionary *d, const uint32_t *cp, size_t n, ter_cut_word *words);

#endif
