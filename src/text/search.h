/* Looking for words in running text, whatever their script, width and case, and though a line ends within them. */
#ifndef TER_TEXT_SEARCH_H
#define TER_TEXT_SEARCH_H

#include "base/str.h"

typedef struct ter_span {
    size_t start, end; /* bytes */
} ter_span;

/* The first place from `from` on where `word` stands in `text`, both folded, blanks and line ends in the text left
 * out. False when there is none, or `word` has nothing but blanks. */
bool ter_text_search(ter_str text, ter_str word, size_t from, ter_span *out);

/* The sentence around a place: to the sign that ends it (。！？；), or an empty line, on either side;
 * without blanks around it. */
ter_span ter_text_sentence(ter_str text, ter_span place);

#endif
