#include "extract/cut.h"

#include <string.h>

enum { LEAST_LINE = 12, MOST_HEAD = 6 };

static const ter_token *tok(const ter_tokens *t, uint32_t i) {
    return &t->list.items[i];
}

/* The break before token `i` when the line before it ends in mid-sentence, 0 otherwise. */
static uint32_t break_in_sentence(const ter_tokens *t, uint32_t i) {
    if (i < 2 || tok(t, i - 1)->type != TER_TOKEN_BREAK) return 0;
    const ter_token *last = tok(t, i - 2);
    if (last->type == TER_TOKEN_PUNCT || last->type == TER_TOKEN_BREAK) return 0;
    uint32_t begin = i - 1;
    while (begin > 0 && tok(t, begin - 1)->type != TER_TOKEN_BREAK) begin--;
    return last->to - tok(t, begin)->from >= LEAST_LINE ? i - 1 : 0;
}

/* Do tokens [head, head+…) before the break and [from, to) after it together spell the name of `other`? */
static bool spells(const ter_tokens *t, uint32_t head, uint32_t gap, const ter_find *f, const ter_find *other) {
    const uint32_t *cp = t->text->cp, *whole = cp + tok(t, other->from)->from;
    uint32_t a = tok(t, gap)->from - tok(t, head)->from, b = tok(t, f->to - 1)->to - tok(t, f->from)->from;
    if (tok(t, other->to - 1)->to - tok(t, other->from)->from != a + b) return false;
    return memcmp(whole, cp + tok(t, head)->from, a * sizeof *cp) == 0 &&
           memcmp(whole + a, cp + tok(t, f->from)->from, b * sizeof *cp) == 0;
}

static bool join(const ter_tokens *t, ter_find_list *finds, size_t index, uint32_t gap) {
    ter_find *f = &finds->items[index];
    for (uint32_t head = gap; head > 0 && tok(t, head - 1)->type != TER_TOKEN_BREAK;) {
        head--;
        if (tok(t, gap)->from - tok(t, head)->from > MOST_HEAD) return false;
        for (size_t k = 0; k < finds->len; k++) {
            if (k == index || !spells(t, head, gap, f, &finds->items[k])) continue;
            f->from = head;
            f->kind = finds->items[k].kind;
            f->known = finds->items[k].known;
            f->rule = "joined over a line end";
            f->why = "the text names the whole elsewhere";
            return true;
        }
    }
    return false;
}

void ter_find_mend_cut(const ter_tokens *t, ter_find_list *finds) {
    size_t kept = 0;
    for (size_t i = 0; i < finds->len; i++) {
        uint32_t gap = break_in_sentence(t, finds->items[i].from);
        bool joined = gap && join(t, finds, i, gap);
        if (gap && !joined && finds->items[i].weak && finds->items[i].known == TER_TRIE_NONE) continue;
        finds->items[kept++] = finds->items[i];
    }
    finds->len = kept;
}
