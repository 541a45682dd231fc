/* Words looked for in running text, and the sentence around a place. */
#include "text/search.h"

#include "text/characters.h"
#include "text/fold.h"

#include <string.h>

static bool is_blank(uint32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000 || c == 0xa0 || c == 0x200b;
}

/* The next code point that is not a blank, folded; 0 at the end. */
static uint32_t next_sign(ter_str s, size_t *at) {
    uint32_t c = 0;
    while (*at < s.len) {
        *at += ter_utf8_next(s.ptr + *at, s.len - *at, &c);
        if (!is_blank(c)) return ter_fold_cp(c);
    }
    return 0;
}

static bool stands_at(ter_str text, ter_str word, size_t *at) {
    for (size_t w = 0;;) {
        uint32_t c = next_sign(word, &w);
        if (!c) return true;
        if (next_sign(text, at) != c) return false;
    }
}

bool ter_text_search(ter_str text, ter_str word, size_t from, ter_span *out) {
    size_t first = 0;
    uint32_t c, wanted = next_sign(word, &first);
    if (!wanted) return false;
    for (size_t at = from; at < text.len;) {
        size_t start = at;
        at += ter_utf8_next(text.ptr + at, text.len - at, &c);
        if (ter_fold_cp(c) != wanted) continue;
        size_t end = start;
        if (!stands_at(text, word, &end)) continue;
        *out = (ter_span){start, end};
        return true;
    }
    return false;
}

static bool ends_sentence(uint32_t c) {
    return ter_cp_in(c, U"。！？；");
}

/* The code point that ends at `end`. */
static uint32_t before(ter_str s, size_t end, size_t *start) {
    uint32_t c = 0;
    size_t at = end;
    while (at > 0 && ((unsigned char)s.ptr[--at] & 0xc0) == 0x80) continue;
    ter_utf8_next(s.ptr + at, s.len - at, &c);
    *start = at;
    return c;
}

static bool blank_line_at(ter_str s, size_t at) {
    return s.ptr[at] == '\n' && (at + 1 == s.len || s.ptr[at + 1] == '\n' || s.ptr[at + 1] == '\r');
}

ter_span ter_text_sentence(ter_str s, ter_span place) {
    ter_span out = place;
    uint32_t c;
    for (size_t start; out.start > 0; out.start = start) {
        c = before(s, out.start, &start);
        if (ends_sentence(c) || blank_line_at(s, start)) break;
    }
    while (out.end < s.len && !blank_line_at(s, out.end)) {
        out.end += ter_utf8_next(s.ptr + out.end, s.len - out.end, &c);
        if (ends_sentence(c)) break;
    }
    while (out.start < place.start) {
        size_t n = ter_utf8_next(s.ptr + out.start, s.len - out.start, &c);
        if (!is_blank(c)) break;
        out.start += n;
    }
    for (size_t start; out.end > place.end; out.end = start)
        if (!is_blank(before(s, out.end, &start))) break;
    return out;
}
