/* The cues around a list of names, also where only commas divide it. */
#include "extract/statements/list_cues.h"

#include "text/characters.h"

enum { MOST_FOLLOWING = 3, MOST_WORKS_CLAUSES = 6 };

static bool is_cell(const ter_token *k) {
    return ter_token_mark(k, '|') || ter_token_mark(k, TER_TEXT_CELL);
}

/* | 建成甲校 | 施工中 |: a verb that opens a cell governs that cell. */
static bool opens_cell(const ter_section_context *r, uint32_t cue) {
    return cue > 0 && is_cell(ter_section_token(r, cue - 1));
}

static uint32_t cell_end(const ter_section_context *r, uint32_t from, uint32_t end) {
    while (from < end && !is_cell(ter_section_token(r, from))) from++;
    return from;
}

static ter_list_cues look_at_clause(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    ter_list_cues a = {.begin = ter_clause_begin(r, s, f->from),
                       .end = ter_clause_end(r, s, ter_found_name_end(f)),
                       .before = ter_cue_none};
    a.place = ter_place_phrase_of_list(r, s, f->from, a.begin);
    a.after = ter_cue_after(r, s, ter_found_name_end(f), a.end, a.place == TER_PLACE_PHRASE_IN);
    if (!a.place) a.before = ter_cue_before(r, s, f->from, a.begin);
    if (a.before.at != UINT32_MAX && a.after.at != UINT32_MAX && opens_cell(r, a.before.at))
        a.after = ter_cue_after(r, s, ter_found_name_end(f), cell_end(r, ter_found_name_end(f), a.end), false);
    return a;
}

/* The end of the list that the name stands in. */
uint32_t ter_list_cues_list_end(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end = ter_found_name_end(f);
    while (end + 1 < s->to && (ter_token_mark(ter_section_token(r, end), U'、') ||
                               ter_token_is(ter_section_token(r, end), TER_WORD_JOIN))) {
        const ter_found_name *next = ter_clause_name_at(r, s, end + 1);
        if (!next) break;
        end = ter_found_name_end(next);
    }
    return end;
}

static bool is_comma(const ter_section_context *r, const ter_sentence *s, uint32_t i) {
    return i > s->from && i + 1 < s->to && ter_token_mark(ter_section_token(r, i), ',');
}

/* Past a list of names that begins at token `i`; `i` when none does. */
static uint32_t past_list(const ter_section_context *r, const ter_sentence *s, uint32_t i) {
    const ter_found_name *f = i < s->to ? ter_clause_name_at(r, s, i) : NULL;
    return f ? ter_list_cues_list_end(r, s, f) : i;
}

/* The name that ends the clause before the one that begins at `begin`, when the latter only goes on with its list:
 * 甲路、乙路，丙路 and 甲路，以及丙路. NULL otherwise. */
static const ter_found_name *list_before_comma(const ter_section_context *r, const ter_sentence *s, uint32_t begin,
                                               uint32_t end) {
    if (begin < s->from + 2 || !is_comma(r, s, begin - 1)) return NULL;
    bool joined = ter_token_is(ter_section_token(r, begin), TER_WORD_JOIN);
    uint32_t first = joined ? begin + 1 : begin;
    uint32_t past = past_list(r, s, first);
    if (past == first || (!joined && past < end)) return NULL;
    const ter_found_name *f = ter_clause_name_at(r, s, begin - 2);
    return f && ter_found_name_end(f) == begin - 1 ? f : NULL;
}

/* The first name of the clause after `end`, when the clause of [begin, from) says nothing but when and whether of its
 * list, and that one goes on with it: 今年力争甲路，乙路开工. */
static const ter_found_name *list_after_comma(const ter_section_context *r, const ter_sentence *s,
                                              const ter_list_cues *a, uint32_t from) {
    if (!is_comma(r, s, a->end) || a->place || a->before.at != UINT32_MAX || a->after.at != UINT32_MAX) return NULL;
    uint32_t head = from;
    while (head > a->begin &&
           (ter_token_mark(ter_section_token(r, head - 1), U'、') || ter_clause_name_at(r, s, head - 1)))
        head--;
    if (!ter_clause_has_no_subject(r, a->begin, head) || past_list(r, s, from) != a->end) return NULL;
    return ter_clause_name_at(r, s, a->end + 1);
}

/* 启动甲校迁建，乙校扩建，丙校等10所学校新建: a clause that names works only is governed by the verb of the clause
 * before it, when that one ends in works too. Where that clause begins, or `begin`; *last is its last name. */
static uint32_t works_before_comma(const ter_section_context *r, const ter_sentence *s, const ter_list_cues *a,
                                   const ter_found_name *f, const ter_found_name **last) {
    uint32_t end = ter_list_cues_list_end(r, s, f), head = f->from;
    if (a->begin < s->from + 2 || !is_comma(r, s, a->begin - 1)) return a->begin;
    while (head > a->begin &&
           (ter_clause_name_at(r, s, head - 1) || ter_token_is(ter_section_token(r, head - 1), TER_WORD_JOIN) ||
            ter_token_mark(ter_section_token(r, head - 1), U'、') ||
            ter_token_is(ter_section_token(r, head - 1), TER_WORD_WORKS)))
        head--;
    if (head > a->begin) return a->begin;
    for (uint32_t i = end; i < a->end; i++) { /* 等10所学校 新建、丙校扩建 */
        const ter_token *k = ter_section_token(r, i);
        if (ter_token_mark(k, '(')) { /* （防洪工程一期） */
            while (i + 1 < a->end && !ter_token_mark(ter_section_token(r, i), ')')) i++;
            continue;
        }
        bool total = k->cp == U'等' || k->type == TER_TOKEN_NUMBER || ter_token_mark(k, U'、') ||
                     ter_token_is(k, TER_WORD_WORKS | TER_WORD_GENERIC | TER_WORD_MEASURE | TER_WORD_CATEGORY |
                                         TER_WORD_JOIN | TER_WORD_HEAD);
        if (!total && !ter_clause_name_at(r, s, i)) return a->begin;
    }
    uint32_t before = a->begin - 2;
    if (!ter_token_is(ter_section_token(r, before), TER_WORD_WORKS) &&
        !ter_token_mark(ter_section_token(r, before), ')'))
        return a->begin;
    while (before > s->from && !ter_clause_name_at(r, s, before) &&
           !ter_token_ends_clause(ter_section_token(r, before)))
        before--;
    *last = ter_clause_name_at(r, s, before);
    return *last ? ter_clause_begin(r, s, (*last)->from) : ter_clause_begin(r, s, a->begin - 1);
}

/* The clause around a name; where only commas divide a list, the words before and after the whole of it. */
ter_list_cues ter_list_cues_read(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    ter_list_cues a = look_at_clause(r, s, f);
    const ter_found_name *g;
    for (int k = 0; k < MOST_FOLLOWING && (g = list_before_comma(r, s, a.begin, a.end)); k++) {
        ter_list_cues b = look_at_clause(r, s, g);
        a.begin = b.begin, a.place = b.place, a.before = b.before;
    }
    ter_list_cues link = a;
    const ter_found_name *of = f;
    for (int k = 0; k < MOST_WORKS_CLAUSES && !a.place && a.before.at == UINT32_MAX &&
                    (a.after.at == UINT32_MAX || !a.after.strong);
         k++) {
        uint32_t begin = works_before_comma(r, s, &link, of, &of);
        if (begin == link.begin) break;
        if (!of) { /* 进行环境整治提升，甲河治理 */
            ter_cue c = ter_cue_before(r, s, link.begin - 1, begin);
            if (c.at != UINT32_MAX) a.begin = begin, a.before = c;
            break;
        }
        link = look_at_clause(r, s, of);
        if (link.place || (link.after.at != UINT32_MAX && link.after.strong)) break;
        if (link.before.at == UINT32_MAX) continue;
        a.begin = link.begin, a.before = link.before;
    }
    if ((g = list_after_comma(r, s, &a, f->from))) {
        ter_list_cues b = look_at_clause(r, s, g);
        if (b.after.at != UINT32_MAX && b.after.strong && !b.place) a.after = b.after, a.end = b.end;
    }
    bool none = a.before.at == UINT32_MAX && a.after.at == UINT32_MAX && !a.place;
    if (none && a.begin > s->from + 1 && ter_token_mark(ter_section_token(r, a.begin - 1), ':') &&
        ter_clause_introduces(r, a.begin - 1)) {
        bool namely = ter_token_is_char(ter_section_token(r, a.begin - 2), U'即'); /* 建成“十大工程”，即：甲公园… */
        a.begin = ter_clause_begin(r, s, a.begin - 1);
        if (namely && a.begin > s->from + 1) a.begin = ter_clause_begin(r, s, a.begin - 1);
        a.before = ter_cue_before(r, s, f->from, a.begin);
    }
    return a;
}
