/* A rendered text: characters with their source offsets, and the breaks between them. */
#include "reader/render.h"

#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ter_render_release(ter_render *r) {
    ter_buf_release(&r->text);
    ter_array_release(&r->from);
    ter_array_release(&r->to);
    ter_array_release(&r->pages);
    free(r->title);
    free(r->publisher);
    free(r->date);
    *r = (ter_render){0};
}

static void map(ter_render *r, uint32_t from, uint32_t to) {
    while (r->from.len < r->text.len) {
        uint32_t end = r->from.len + 1 < r->text.len ? from : to;
        ter_array_push(&r->from, from);
        ter_array_push(&r->to, end);
    }
}

static void put_added(ter_render *r, const char *words) {
    ter_buf_puts(&r->text, words);
    map(r, r->last, r->last);
}

static void put_pending(ter_render *r) {
    static const char *const words[] = {"", " ", " | ", "\n", "\n\n"};
    if (r->text.len) put_added(r, words[r->pending]);
    r->pending = TER_RENDER_NONE;
    for (; r->pages_due; r->pages_due--) ter_array_push(&r->pages, (uint32_t)r->text.len);
    put_added(r, r->mark);
    r->mark[0] = 0;
}

static bool is_blank(uint32_t cp) {
    return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == '\f' || cp == 0xa0 || cp == 0;
}

void ter_render_cp(ter_render *r, uint32_t cp, size_t from, size_t to) {
    if (is_blank(cp)) {
        ter_render_ask(r, TER_RENDER_SPACE);
        return;
    }
    put_pending(r);
    ter_buf_put_cp(&r->text, cp);
    if (from < r->last) from = r->last; /* a parser that moves text: offsets never go back */
    if (to < from) to = from;
    r->last = (uint32_t)to;
    map(r, (uint32_t)from, (uint32_t)to);
}

void ter_render_str(ter_render *r, ter_str text, size_t from) {
    uint32_t cp;
    for (size_t i = 0, n; i < text.len; i += n) {
        n = ter_utf8_next(text.ptr + i, text.len - i, &cp);
        ter_render_cp(r, cp, from + i, from + i + n);
    }
}

void ter_render_ask(ter_render *r, ter_render_break what) {
    if (r->pending != TER_RENDER_CELL && what > r->pending) r->pending = what;
}

void ter_render_heading(ter_render *r, int level) {
    ter_render_ask(r, TER_RENDER_PARAGRAPH);
    if (level < 1 || level > 6 || r->pending == TER_RENDER_CELL) return; /* a cell's heading governs nothing */
    memset(r->mark, '#', (size_t)level);
    r->mark[level] = ' ';
    r->mark[level + 1] = 0;
}

void ter_render_cell_begin(ter_render *r) {
    if (r->pending < TER_RENDER_CELL) r->pending = TER_RENDER_CELL;
    r->mark[0] = 0;
}

void ter_render_cell_end(ter_render *r) {
    if (r->pending != TER_RENDER_CELL) r->pending = TER_RENDER_NONE;
    r->mark[0] = 0;
}

void ter_render_row_end(ter_render *r) {
    if (r->pending < TER_RENDER_LINE) r->pending = TER_RENDER_LINE;
}

void ter_render_page(ter_render *r) {
    r->pages_due++;
}

char *ter_render_date(ter_str words) {
    int part[3] = {0}, found = 0, digits = 0;
    for (size_t i = 0; i < words.len && found < 3; i++) {
        char c = words.ptr[i];
        bool digit = c >= '0' && c <= '9';
        if (digit) part[found] = part[found] * 10 + (c - '0');
        digits = digit ? digits + 1 : 0;
        bool ends = digits && (i + 1 == words.len || words.ptr[i + 1] < '0' || words.ptr[i + 1] > '9');
        bool full = digits == (found ? 2 : 4);
        if (ends || full) found++, digits = 0;
        if (found == 1 && !full && !(part[0] > 1900)) return NULL;
    }
    if (found < 3 || part[0] < 1900 || part[0] > 2199 || part[1] < 1 || part[1] > 12 || part[2] < 1 || part[2] > 31)
        return NULL;
    char out[TER_DATE_SIZE];
    ter_date_format((ter_date){part[0], part[1], part[2]}, out);
    return ter_strdup(out);
}
