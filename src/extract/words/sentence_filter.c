/* Which sentences can hold a mention, asked before they are cut into tokens. */
#include "extract/words/sentence_filter.h"

enum { MOST = 8, NOUN_BACK = 3 };

/* Is the single character at `at` inside an ordinary word that began before it (the 路 of 道路)? */
static bool inside_noun(const ter_text *text, const ter_lexicon *l, size_t from, size_t at, size_t to) {
    ter_trie_match m[MOST];
    for (size_t back = 1; back <= NOUN_BACK && at >= from + back; back++) {
        size_t start = at - back, n = ter_trie_matches(ter_lexicon_trie(l), text->cp + start, to - start, m, MOST);
        for (size_t i = 0; i < n; i++) {
            const ter_word *w = ter_lexicon_word(l, m[i].value);
            if (m[i].len > back && !(w->classes & (TER_WORD_HEAD | TER_WORD_NAME | TER_WORD_WORD | TER_WORD_AREA)))
                return true;
        }
    }
    return false;
}

/* Does a head word begin at `at` that is not part of an ordinary word? */
static bool head_at(const ter_text *text, const ter_lexicon *l, size_t from, size_t at, size_t to) {
    ter_trie_match m[MOST];
    size_t n = ter_trie_matches(ter_lexicon_trie(l), text->cp + at, to - at, m, MOST);
    bool head = false;
    for (size_t i = 0; i < n; i++) {
        const ter_word *w = ter_lexicon_word(l, m[i].value);
        if (w->classes & TER_WORD_NOUN) head = false; /* 大学生: the longer word is not a head */
        else if (w->classes & (TER_WORD_HEAD | TER_WORD_NAME)) head = head || ter_lexicon_kind_is_core(l, w->kind);
    }
    return head && !inside_noun(text, l, from, at, to);
}

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

/* G317, S28: a road by its code. */
static bool code_at(const uint32_t *cp, size_t from, size_t at, size_t to) {
    bool letter = cp[at] == 'g' || cp[at] == 's' || cp[at] == 'x' || cp[at] == 'y';
    return letter && at + 2 < to && is_digit(cp[at + 1]) && is_digit(cp[at + 2]) && (at == from || cp[at - 1] > 'z');
}

static bool name_at(const ter_text *text, const ter_known_names *names, size_t at, size_t to) {
    ter_trie_match m;
    return at + 1 < to && ter_trie_may_begin(ter_known_names_trie(names), text->cp[at], text->cp[at + 1]) &&
           ter_trie_matches(ter_known_names_trie(names), text->cp + at, to - at, &m, 1) > 0;
}

bool ter_sentence_filter_holds_name(const ter_text *text, const ter_known_names *names, size_t from, size_t to) {
    for (size_t at = from; names && at < to; at++)
        if (name_at(text, names, at, to)) return true;
    return false;
}

bool ter_sentence_filter_may_name(const ter_text *text, const ter_lexicon *l, const ter_known_names *names, size_t from,
                                  size_t to) {
    for (size_t at = from; at < to; at++)
        if ((ter_lexicon_may_begin_head(l, text->cp[at]) && head_at(text, l, from, at, to)) ||
            code_at(text->cp, from, at, to))
            return true;
    return ter_sentence_filter_holds_name(text, names, from, to);
}
