/* A document's text, ready to be read: folded code points with the byte span each came from.
 *
 * Encodings: UTF-8 (with or without BOM), UTF-16 (with BOM, or told by its NULs), GB18030; what is none of these, or is
 * empty or binary, is TER_INPUT. Malformed bytes inside mostly valid UTF-8 become U+FFFD. Offsets are byte offsets in
 * the file as given, so that every span can be shown in the original.
 *
 * Folding (tables made by ICU at build time): traditional to simplified Han, full width to ASCII, lower case; see
 * text/fold.h. Blanks between code points are dropped from the sequence (names are printed with stray blanks); a line
 * end becomes one TER_TEXT_BREAK, a blank line TER_TEXT_PARAGRAPH. */
#ifndef TER_TEXT_TEXT_H
#define TER_TEXT_TEXT_H

#include "base/error.h"
#include "base/str.h"

#define TER_TEXT_BREAK     ((uint32_t)'\n')
#define TER_TEXT_PARAGRAPH ((uint32_t)0x2029)

typedef struct ter_text {
    char *bytes; /* the document, UTF-8 */
    size_t byte_count;
    const char *encoding; /* of the file: "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" */
    uint32_t *cp;         /* folded code points, blanks dropped */
    uint32_t *begin;      /* cp[i] begins at bytes[begin[i]]; see ter_text_end */
    size_t count;
    uint32_t *file_at; /* byte offset in the file of bytes[i]; NULL where both are the same */
} ter_text;

/* Reads `file` (any encoding above). `name` is for messages. Caller releases. */
ter_status ter_text_read(ter_str file, const char *name, ter_text *out, ter_error *err);
void ter_text_release(ter_text *t);

/* One past the last byte of cp[i]: of the one character it was folded from (a line end is one byte). */
size_t ter_text_end(const ter_text *t, size_t i);
/* The character that cp[i] was folded from. */
uint32_t ter_text_raw(const ter_text *t, size_t i);

size_t ter_text_file_offset(const ter_text *t, size_t byte);                /* of an offset in `bytes` */
ter_str ter_text_span(const ter_text *t, size_t from, size_t to);           /* the bytes of cp[from..to), borrowed */
void ter_text_put(const ter_text *t, size_t from, size_t to, ter_buf *out); /* same, blanks and breaks dropped */

#endif
