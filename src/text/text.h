/* A document's text, ready to be read: folded code points with the byte span each came from.
 *
 * Encodings: UTF-8 (with or without BOM), UTF-16 (with BOM, or recognised by its NULs or by being all Han), GB18030;
 * what is none of these, or is empty or binary, is TER_INPUT. Malformed bytes inside mostly valid UTF-8 become U+FFFD.
 * Offsets are byte offsets in the file as given, so that every span can be shown in the original.
 *
 * Folding (tables made by ICU at build time): traditional to simplified Han, full width to ASCII, lower case; see
 * text/fold.h. Blanks between code points are dropped from the sequence (names are printed with stray blanks), but a
 * tab, a wide gap inside a line and a blank between digits become one TER_TEXT_CELL; a line end becomes one
 * TER_TEXT_BREAK, a blank line TER_TEXT_PARAGRAPH. */
#ifndef TER_TEXT_TEXT_H
#define TER_TEXT_TEXT_H

#include "base/error.h"
#include "base/str.h"

#define TER_TEXT_BREAK     ((uint32_t)'\n')
#define TER_TEXT_CELL      ((uint32_t)'\t')
#define TER_TEXT_PARAGRAPH ((uint32_t)0x2029)

typedef struct ter_text {
    char *bytes; /* the document, UTF-8 */
    size_t byte_count;
    const char *encoding; /* of the file: "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" */
    uint32_t *cp;         /* folded code points, blanks dropped */
    uint32_t *begin;      /* cp[i] begins at bytes[begin[i]]; see ter_text_end */
    size_t count;
    uint32_t *file_at; /* byte offset in the file of bytes[i]; NULL where both are the same */
    uint32_t *file_to; /* of a rendered page: where in the file bytes[i] ends; NULL: where the next one begins */

    /* Of what reader/ makes of other files; absent in a plain text. */
    const char *format; /* static: "txt", "html", "md", "pdf", "docx" */
    uint32_t *page_at;  /* where in `bytes` each page begins */
    size_t page_count;
    char *title, *publisher, *date; /* what the file says of the document apart from its text; date as YYYY-MM-DD */
} ter_text;

/* Reads `file` (any encoding above). `name` is for messages. Caller releases. */
ter_status ter_text_read(ter_str file, const char *name, ter_text *out, ter_error *err);
/* Frees what it holds. */
void ter_text_release(ter_text *t);

/* The same of text already in UTF-8: `out` holds bytes (with its count), encoding and maybe the fields after count; the
 * rest is made. Releases `out` on failure. */
ter_status ter_text_make(const char *name, ter_text *out, ter_error *err);

/* One past the last byte of cp[i]: of the one character it was folded from (a line end is one byte). */
size_t ter_text_end(const ter_text *t, size_t i);
/* The character that cp[i] was folded from. */
uint32_t ter_text_raw(const ter_text *t, size_t i);

/* The offset in the file of an offset in `bytes` at which a span begins. That of an end differs where tags stand
 * between. */
size_t ter_text_file_offset(const ter_text *t, size_t byte);
/* The same for the end of a span. */
size_t ter_text_file_end(const ter_text *t, size_t byte);
size_t ter_text_page(const ter_text *t, size_t byte); /* counted from 1; 0: the text has no pages */

ter_str ter_text_span(const ter_text *t, size_t from, size_t to);           /* the bytes of cp[from..to), borrowed */
void ter_text_put(const ter_text *t, size_t from, size_t to, ter_buf *out); /* same, blanks and breaks dropped */

#endif
