/* The lines of a document as tokens, for those who read its head. */
#ifndef TER_EXTRACT_DOCUMENT_LINES_H
#define TER_EXTRACT_DOCUMENT_LINES_H

#include "extract/words/tokens.h"

typedef struct ter_line { /* tokens [from, to) of one line */
    uint32_t from, to;
} ter_line;

/* The next line that holds anything, from token `at`, which moves behind it; false at the end. */
bool ter_line_next(const ter_tokens *t, uint32_t *at, ter_line *out);

/* How many characters the line has. */
uint32_t ter_line_chars(const ter_tokens *t, ter_line l);

/* Where the text after `label` and a colon at the line's head begins, in code points; 0 when the line is not so
 * labelled. */
uint32_t ter_line_past_label(const ter_tokens *t, ter_line l, const char *label);

/* Does the line begin with `label` and a colon? */
static inline bool ter_line_is_labelled(const ter_tokens *t, ter_line l, const char *label) {
    return ter_line_past_label(t, l, label) > 0;
}

#endif
