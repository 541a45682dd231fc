/* Lines of a document as tokens, and their labels. */
#include "extract/document_lines.h"

#include <string.h>

bool ter_line_next(const ter_tokens *t, uint32_t *at, ter_line *out) {
    uint32_t n = (uint32_t)t->list.len;
    while (*at < n && t->list.items[*at].type == TER_TOKEN_BREAK) ++*at;
    if (*at >= n) return false;
    out->from = *at;
    while (*at < n && t->list.items[*at].type != TER_TOKEN_BREAK) ++*at;
    out->to = *at;
    return true;
}

uint32_t ter_line_chars(const ter_tokens *t, ter_line l) {
    return t->list.items[l.to - 1].to - t->list.items[l.from].from;
}

uint32_t ter_line_past_label(const ter_tokens *t, ter_line l, const char *label) {
    uint32_t from = t->list.items[l.from].from, to = t->list.items[l.to - 1].to, c;
    size_t n = strlen(label), i = 0;
    while (i < n && from < to) {
        i += ter_utf8_next(label + i, n - i, &c);
        if (ter_text_raw(t->text, from++) != c) return 0;
    }
    return i == n && from < to && t->text->cp[from] == ':' ? from + 1 : 0;
}
