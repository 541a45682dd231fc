/* The block that gen_word_dictionary writes and word_dictionary.c reads. */
#ifndef TER_EXTRACT_WORDS_WORD_DICTIONARY_FORMAT_H
#define TER_EXTRACT_WORDS_WORD_DICTIONARY_FORMAT_H

#include <stdint.h>

enum {
    TER_DICTIONARY_LONGEST = 4,    /* characters of a word */
    TER_DICTIONARY_FIRST = 0x3000, /* first characters that are indexed: CJK signs and unified ideographs */
    TER_DICTIONARY_SPAN = 0xa000 - 0x3000,
};

#endif
