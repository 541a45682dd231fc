/* A text made of folded code points, and the way back to bytes and file. */
#include "text/text.h"

#include "base/memory.h"
#include "text/encoding.h"
#include "text/fold.h"

#include <stdlib.h>

static bool is_blank(uint32_t c) {
    return c == ' ' || c == '\t' || c == '\r' || c == 0x3000 || c == 0xa0 || c == 0xfeff || c == '\f' ||
           (c >= 0x2000 && c <= 0x200f) || c == 0x202f || c == 0x205f || c == 0x2060 || c == 0;
}

static void put(ter_text *t, uint32_t folded, size_t begin) {
    t->cp[t->count] = folded;
    t->begin[t->count++] = (uint32_t)begin;
}

/* One line end is a break, a blank line turns it into a paragraph; a text never begins with either. */
static void put_break(ter_text *t, size_t begin) {
    if (t->count == 0) return;
    uint32_t *last = &t->cp[t->count - 1];
    if (*last == TER_TEXT_BREAK || *last == TER_TEXT_PARAGRAPH) *last = TER_TEXT_PARAGRAPH;
    else put(t, TER_TEXT_BREAK, begin);
}

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

/* Blanks before the character at hand: from the byte `at`, `width` spaces wide, maybe with a tab. */
typedef struct gap {
    size_t at, width;
    bool tab;
} gap;

enum { WIDE_GAP = 2 };

/* What divides the cells of a row, or two numbers, is kept as one mark. */
static void put_cell(ter_text *t, const gap *g, uint32_t next) {
    uint32_t last = t->count ? t->cp[t->count - 1] : TER_TEXT_BREAK;
    if (last == TER_TEXT_BREAK || last == TER_TEXT_PARAGRAPH) return;
    if (g->tab || g->width >= WIDE_GAP || (g->width && is_digit(last) && is_digit(next))) put(t, TER_TEXT_CELL, g->at);
}

static void fill(ter_text *t) {
    uint32_t c;
    gap blanks = {0};
    for (size_t i = 0, n; i < t->byte_count; i += n) {
        for (; !blanks.width && !blanks.tab && (c = ter_utf8_han(t->bytes + i, t->byte_count - i)); i += 3)
            put(t, ter_fold_cp(c), i);
        if (i == t->byte_count) break;
        n = ter_utf8_next(t->bytes + i, t->byte_count - i, &c);
        if (c == '\n' || c == 0x2028 || c == 0x2029) {
            put_break(t, i);
            blanks = (gap){0};
        } else if (is_blank(c)) {
            if (!blanks.width && !blanks.tab) blanks.at = i;
            blanks.width += c == ' ';
            blanks.tab = blanks.tab || c == '\t';
        } else {
            uint32_t folded = ter_fold_cp(c);
            if (blanks.width || blanks.tab) put_cell(t, &blanks, folded);
            put(t, folded, i);
            blanks = (gap){0};
        }
    }
}

ter_status ter_text_read(ter_str file, const char *name, ter_text *out, ter_error *err) {
    *out = (ter_text){.format = "txt"};
    ter_buf bytes = {0};
    ter_status status = ter_encoding_decode(file, name, &bytes, &out->encoding, &out->file_at, err);
    if (status != TER_OK) {
        ter_buf_release(&bytes);
        return status;
    }
    out->byte_count = bytes.len;
    out->bytes = ter_buf_detach(&bytes);
    return ter_text_make(name, out, err);
}

ter_status ter_text_make(const char *name, ter_text *out, ter_error *err) {
    size_t most = out->byte_count + 1;
    out->cp = ter_realloc(NULL, most, sizeof *out->cp);
    out->begin = ter_realloc(NULL, most, sizeof *out->begin);
    fill(out);
    if (out->count == 0) {
        ter_text_release(out);
        return ter_error_set(err, TER_INPUT, "%s: the document has no text", name);
    }
    return TER_OK;
}

void ter_text_release(ter_text *t) {
    free(t->bytes);
    free(t->cp);
    free(t->begin);
    free(t->file_at);
    free(t->file_to);
    free(t->page_at);
    free(t->title);
    free(t->publisher);
    free(t->date);
    *t = (ter_text){0};
}

size_t ter_text_end(const ter_text *t, size_t i) {
    uint32_t c;
    return t->begin[i] + ter_utf8_next(t->bytes + t->begin[i], t->byte_count - t->begin[i], &c);
}

uint32_t ter_text_raw(const ter_text *t, size_t i) {
    uint32_t c;
    ter_utf8_next(t->bytes + t->begin[i], t->byte_count - t->begin[i], &c);
    return c;
}

size_t ter_text_file_offset(const ter_text *t, size_t byte) {
    return t->file_at ? t->file_at[byte] : byte;
}

size_t ter_text_file_end(const ter_text *t, size_t byte) {
    return t->file_to && byte ? t->file_to[byte - 1] : ter_text_file_offset(t, byte);
}

size_t ter_text_page(const ter_text *t, size_t byte) {
    size_t low = 0, high = t->page_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->page_at[middle] <= byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

ter_str ter_text_span(const ter_text *t, size_t from, size_t to) {
    if (from >= to || to > t->count) return (ter_str){"", 0};
    return (ter_str){t->bytes + t->begin[from], ter_text_end(t, to - 1) - t->begin[from]};
}

void ter_text_put(const ter_text *t, size_t from, size_t to, ter_buf *out) {
    for (size_t i = from; i < to && i < t->count; i++)
        if (t->cp[i] != TER_TEXT_BREAK && t->cp[i] != TER_TEXT_PARAGRAPH && t->cp[i] != TER_TEXT_CELL)
            ter_buf_put_cp(out, ter_text_raw(t, i));
}
