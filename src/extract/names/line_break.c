/* Names that a line end cuts in two. */
#include "extract/names/line_break.h"

#include "extract/names/part.h"

#include <string.h>

enum { LEAST_LINE = 12, MOST_HEAD = 6, MOST_TAIL = 24, MOST_MORE = 3 };

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

/* The name that the tokens before the break and those after it spell together, in what is known or named elsewhere. */
static bool spells(const ter_tokens *t, uint32_t head, uint32_t gap, uint32_t to, const ter_known_names **names,
                   uint32_t *value) {
    uint32_t word[MOST_HEAD + MOST_TAIL], n = 0;
    for (uint32_t i = tok(t, head)->from; i < tok(t, gap)->from; i++) word[n++] = t->text->cp[i];
    for (uint32_t i = tok(t, gap)->to; i < tok(t, to - 1)->to; i++) {
        if (n == MOST_HEAD + MOST_TAIL) return false;
        word[n++] = t->text->cp[i];
    }
    const ter_known_names *const sources[] = {t->names, t->local};
    for (size_t k = 0; k < 2; k++) {
        *names = sources[k];
        *value = sources[k] ? ter_trie_value(ter_known_names_trie(sources[k]), word, n) : TER_TRIE_NONE;
        if (*value != TER_TRIE_NONE) return true;
    }
    return false;
}

bool ter_line_break_cuts(const ter_tokens *t, uint32_t from) {
    return break_in_sentence(t, from) != 0;
}

static uint16_t kind_of(const ter_tokens *t, const ter_known_names *names, uint32_t value) {
    const char *kind = ter_known_names_string(names, ter_known_names_at(names, value)->kind);
    uint16_t i = 0;
    while (i + 1u < ter_lexicon_kind_count(t->lexicon) && strcmp(ter_lexicon_kind_at(t->lexicon, i), kind) != 0) i++;
    return i;
}

static bool join(const ter_tokens *t, ter_found_name *f, uint32_t gap) {
    for (uint32_t head = gap; head > 0 && tok(t, head - 1)->type != TER_TOKEN_BREAK;) {
        const ter_known_names *names;
        uint32_t value;
        head--;
        if (tok(t, gap)->from - tok(t, head)->from > MOST_HEAD) return false;
        uint32_t to = f->to + MOST_MORE < t->list.len ? f->to + MOST_MORE : (uint32_t)t->list.len;
        while (to >= f->to && !spells(t, head, gap, to, &names, &value)) to--; /* the longest */
        if (to < f->to) continue;
        f->from = head;
        f->to = to;
        f->kind = kind_of(t, names, value);
        f->part_to = ter_part_after(t, to, f->kind, &f->part_from);
        f->known = names == t->names ? value : TER_TRIE_NONE;
        f->rule = "joined over a line end";
        f->why = "the whole is known or named elsewhere";
        return true;
    }
    return false;
}

void ter_line_break_mend(const ter_tokens *t, ter_found_names *found) {
    size_t kept = 0;
    for (size_t i = 0; i < found->len; i++) {
        uint32_t gap = break_in_sentence(t, found->items[i].from);
        bool joined = gap && join(t, &found->items[i], gap);
        if (gap && !joined && found->items[i].weak && found->items[i].known == TER_TRIE_NONE) continue;
        found->items[kept++] = found->items[i];
    }
    found->len = kept;
}
