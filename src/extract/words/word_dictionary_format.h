/* The block that gen_word_dictionary writes and word_dictionary.c reads: a trie, its nodes in breadth-first order.
 *
 *   uint32 first[SPAN + 1]    per first character: where its children begin among the nodes of two characters
 *   uint16 values[SPAN]       the first characters that are words by themselves
 *   then for the nodes of two, three and four characters:
 *   uint32 count
 *   uint16 cp[count]          the last character; those of one parent ascend
 *   uint16 values[count]      0: not a word; else part of speech in the low 5 bits, the binary logarithm of the
 *                             frequency in eighths above
 *   uint32 bases[], uint16 offsets[count + 1]   not of four characters: the children of node i begin at
 *                             bases[i / STRIDE] + offsets[i]
 *
 * All in the machine's byte order, each array beginning at a multiple of 4 bytes. */
#ifndef TER_EXTRACT_WORDS_WORD_DICTIONARY_FORMAT_H
#define TER_EXTRACT_WORDS_WORD_DICTIONARY_FORMAT_H

#include <stdint.h>

enum {
    TER_DICTIONARY_LONGEST = 4,    /* characters of a word */
    TER_DICTIONARY_FIRST = 0x3000, /* first characters that are indexed: CJK signs and unified ideographs */
    TER_DICTIONARY_SPAN = 0xa000 - 0x3000,
    TER_DICTIONARY_STRIDE = 64,
};

#endif
