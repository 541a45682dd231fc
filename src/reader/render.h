/* A rendered text: what a reader of a page sees, with where each byte came from. Breaks are asked for by whoever walks
 * the page and written when text follows, the strongest of them once. Used on both sides of the module. */
#ifndef TER_READER_RENDER_H
#define TER_READER_RENDER_H

#include "base/memory.h"
#include "base/str.h"

typedef enum ter_render_break {
    TER_RENDER_NONE,
    TER_RENDER_SPACE,
    TER_RENDER_CELL, /* " | " between the cells of a row */
    TER_RENDER_LINE,
    TER_RENDER_PARAGRAPH, /* a blank line */
} ter_render_break;

typedef struct ter_render {
    ter_buf text; /* UTF-8 */
    /* Source offsets of each byte of text: a character's bytes begin at `from` and its last one ends at `to`; what was
     * added (breaks, marks) is empty there, at the end of what came before. Both grow with the text. */
    TER_ARRAY(uint32_t) from, to;
    uint32_t last;                  /* the `to` of the last character */
    ter_render_break pending;       /* asked for, not written yet */
    char mark[8];                   /* to write before the next character: heading marks; "" */
    TER_ARRAY(uint32_t) pages;      /* where in `text` each page begins */
    size_t pages_due;               /* begun, without text so far */
    char *title, *publisher, *date; /* what the file says of the document; date as YYYY-MM-DD; NULL: nothing */
} ter_render;

/* Frees what it holds. */
void ter_render_release(ter_render *r);

/* Appends a character that stands at [from, to) of the source. A blank asks for a space. */
void ter_render_cp(ter_render *r, uint32_t cp, size_t from, size_t to);
/* The same for UTF-8 that stands in the source as it is, at `from`. */
void ter_render_str(ter_render *r, ter_str text, size_t from);

/* Asks for a break. One that opens a cell stays what it is until the cell has text. */
void ter_render_ask(ter_render *r, ter_render_break what);
/* A heading of this level (1 to 6) begins: a paragraph, and # marks before its first character. */
void ter_render_heading(ter_render *r, int level);
/* A cell of a table begins, ends; a row ends. Cells of a row are parted by " | ". */
void ter_render_cell_begin(ter_render *r);
void ter_render_cell_end(ter_render *r);
void ter_render_row_end(ter_render *r);
void ter_render_page(ter_render *r); /* a page begins with the next character */

/* "2026-03-05" of 2026-3-5 10:00, 2026/03/05, 2026年3月5日, 20260305 or an ISO 8601 time; NULL for other words. Caller
 * frees. */
char *ter_render_date(ter_str words);

#endif
