/* Clauses: their ends, the names in them, and a few questions that need no more than their words. */
#include "extract/statements/clause.h"

#include "extract/words/dates.h"
#include "text/characters.h"

enum { MOST_NESTED = 6 };

/* Parts hold few names, so a few steps back suffice. */
const ter_found_name *ter_clause_name_at(const ter_section_context *r, const ter_sentence *s, uint32_t i) {
    uint32_t low = s->first, high = s->last;
    while (low < high) { /* the first name that begins after i */
        uint32_t middle = low + (high - low) / 2;
        if (r->found->items[middle].from <= i) low = middle + 1;
        else high = middle;
    }
    for (uint32_t m = low; m > s->first && low - m < MOST_NESTED; m--) {
        const ter_found_name *f = &r->found->items[m - 1];
        if (!f->inside_part && i < ter_found_name_end(f)) return f;
    }
    return NULL;
}

/* A dash between the ends of a stretch or two names of one thing ends no clause: 甲镇—乙镇公路, 甲医院——乙医院. */
static bool ends_clause(const ter_section_context *r, const ter_sentence *s, uint32_t i) {
    const ter_token *k = ter_section_token(r, i);
    if (!ter_token_ends_clause(k)) return false;
    if (k->type != TER_TOKEN_PUNCT || k->cp != U'—') return true;
    uint32_t from = i, to = i + 1;
    while (from > s->from && ter_section_token(r, from - 1)->cp == U'—') from--;
    while (to < s->to && ter_section_token(r, to)->cp == U'—') to++;
    if (from == s->from || to >= s->to) return true;
    bool single = ter_section_token(r, to - 1)->to - ter_section_token(r, from)->from == 1;
    return !single && !(ter_clause_name_at(r, s, from - 1) && ter_clause_name_at(r, s, to));
}

uint32_t ter_clause_begin(const ter_section_context *r, const ter_sentence *s, uint32_t i) {
    int depth = 0;
    while (i > s->from) {
        const ter_token *k = ter_section_token(r, i - 1);
        if (ter_token_mark(k, ')')) depth++;
        if (ter_token_mark(k, '(')) depth--;
        if (depth <= 0 && ends_clause(r, s, i - 1)) break;
        i--;
    }
    return i;
}

uint32_t ter_clause_end(const ter_section_context *r, const ter_sentence *s, uint32_t i) {
    int depth = 0;
    while (i < s->to) {
        const ter_token *k = ter_section_token(r, i);
        if (ter_token_mark(k, '(')) depth++;
        if (ter_token_mark(k, ')')) depth--;
        if (depth <= 0 && ends_clause(r, s, i)) break;
        i++;
    }
    return i;
}

uint32_t ter_clause_past_measure(const ter_section_context *r, uint32_t i, uint32_t end) {
    if (i >= end) return i;
    const ter_token *k = ter_section_token(r, i);
    if (k->cp != U'按' || !ter_token_is(k, TER_WORD_STOP)) return i; /* 按, 按照 */
    for (uint32_t j = i + 1; j < end; j++)
        if (ter_section_token(r, j)->cp == U'的') return j + 1;
    return i;
}

bool ter_clause_has_no_subject(const ter_section_context *r, uint32_t from, uint32_t to) {
    if (from < to && ter_section_token(r, from)->cp == U'为') return false; /* 为保障项目推进: a purpose */
    if (from < to && (ter_section_token(r, from)->cp == U'因' || ter_section_token(r, from)->cp == U'受'))
        return true; /* 因 …, 受 … */
    for (uint32_t i = from; i < to; i++) {
        const ter_token *k = ter_section_token(r, i);
        ter_date stated;
        uint32_t past = ter_dates_at(r->t, i, r->document, &stated);
        if (past > i) {
            i = past - 1;
            continue;
        }
        if (k->type == TER_TOKEN_PUNCT && k->cp != '(') continue;
        bool date = k->type == TER_TOKEN_NUMBER || ter_token_is(k, TER_WORD_WORD) || ter_cp_in(k->cp, U"地起现年月日");
        if (!date && !ter_token_is(k, TER_WORD_AIM | TER_WORD_FACT | TER_WORD_PROGRESS | TER_WORD_STOP | TER_WORD_CUE |
                                          TER_WORD_NEGATION | TER_WORD_STAGE | TER_WORD_COMPONENT))
            return false;
    }
    return true;
}

bool ter_clause_counts(const ter_section_context *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (ter_section_token(r, i)->type == TER_TOKEN_NUMBER && i + 1 < to &&
            ter_token_is(ter_section_token(r, i + 1), TER_WORD_MEASURE))
            return true;
    return false;
}

bool ter_clause_introduces(const ter_section_context *r, uint32_t colon) {
    const ter_token *k = ter_section_token(r, colon - 1);
    uint32_t last = r->t->text->cp[k->to - 1];
    if (k->type == TER_TOKEN_WORD && (k->word->before || k->word->after)) return true;
    if (ter_token_is(k, TER_WORD_CATEGORY | TER_WORD_WORKS | TER_WORD_WHICH | TER_WORD_AIM)) return true;
    return ter_cp_in(last, U"有为是下即");
}
