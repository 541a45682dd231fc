/* Lines and headings that say what is done with the names in the lines below them. */
#include "extract/statements/list_heading.h"

#include "extract/statements/counted_list.h"
#include "extract/statements/statement_from_cue.h"

enum { MOST_BARE = 8 /* characters */, MOST_CUE = 5 };

/* Is the name the first thing that its line names: 1.云岭大道改造工程? */
static bool heads_entry(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    bool line = s->from == 0 || ter_section_token(r, s->from - 1)->type == TER_TOKEN_BREAK;
    for (uint32_t i = s->from; line && i < f->from; i++) {
        const ter_token *k = ter_section_token(r, i);
        line = ter_clause_name_at(r, s, i) || ter_token_is_mark(k) || k->type == TER_TOKEN_NUMBER ||
               k->type == TER_TOKEN_LATIN || ter_token_is(k, TER_WORD_AREA | TER_WORD_JOIN | TER_WORD_WORKS);
    }
    return line;
}

/* 今年将完成以下工程： and its lines: what has no verb of its own has that of the introduction. */
bool ter_list_heading_introduces(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                                 const ter_list_cues *a, ter_statement *out) {
    if (!r->intro.state || a->place) return false;
    uint32_t from = f->from;
    for (uint32_t i = s->from; i < from; i++)
        if (!ter_clause_name_at(r, s, i) && ter_section_token(r, i)->type == TER_TOKEN_WORD &&
            ter_token_is(ter_section_token(r, i), TER_WORD_STOP | TER_WORD_AT))
            return false;
    *out = r->intro.statement;
    if (a->after.action && out->action) out->action = a->after.action;
    return true;
}

bool ter_list_heading_heads(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                            const ter_list_cues *a, ter_statement *out) {
    if (!r->section.state || a->place || !heads_entry(r, s, f)) return false;
    *out = r->section.statement;
    if (a->after.action && out->action) out->action = a->after.action;
    return true;
}

/* 续建项目, 新开工工程: the state that the words before 项目 or 工程 at the end of a heading name. */
static ter_cue cue_of_heading(const ter_section_context *r, const ter_sentence *s) {
    uint32_t end = s->to;
    while (end > s->from && ter_token_is(ter_section_token(r, end - 1), TER_WORD_WORKS) &&
           !ter_section_token(r, end - 1)->word->before)
        end--; /* 项目, 工程 */
    if (end == s->to || end == s->from) return ter_cue_none;
    const ter_word *w = ter_section_token(r, end - 1)->word;
    if (!w || !(w->before || w->after) || w->len > MOST_CUE ||
        ter_section_token(r, end - 1)->cp == U'建' /* 建设项目 */ ||
        ter_section_token(r, end - 1)->type == TER_TOKEN_NAME)
        return ter_cue_none;
    return (ter_cue){.at = end - 1, .state = w->before ? w->before : w->after, .driven = w->driven, .aimed = w->aimed};
}

void ter_list_heading_take_section(ter_section_context *r, const ter_sentence *s) {
    bool entry = ter_section_token(r, s->from)->type == TER_TOKEN_NUMBER ||
                 ter_token_mark(ter_section_token(r, s->from), '(') ||
                 ter_token_mark(ter_section_token(r, s->from), '#');
    ter_cue c = cue_of_heading(r, s);
    if (s->last > s->first || (!entry && c.at == UINT32_MAX)) return;
    r->section = (ter_introduction){0};
    if (c.at == UINT32_MAX || c.aimed || (!entry && ter_section_chars(r, s->from, s->to) > MOST_BARE)) return;
    ter_basis_year when = ter_basis_year_read(r, s, (ter_cue_scope){c.at, s->from, s->to, TER_STATE_NONE, false});
    r->section.state = c.state;
    ter_statement_from_cue(r, &r->section.statement, c, when, c.action);
}

void ter_list_heading_take_introduction(ter_section_context *r, const ter_sentence *s) {
    uint32_t colon = s->to - 1;
    if (!ter_token_mark(ter_section_token(r, colon), ':') || colon == s->from) return;
    r->intro = (ter_introduction){.open = true, .first = true, .basis = r->carried, .year = r->carried_year};
    uint32_t begin = ter_clause_begin(r, s, colon);
    ter_cue c = ter_clause_introduces(r, colon) ? ter_cue_before(r, s, colon, begin) : ter_cue_none;
    if (c.at == UINT32_MAX) return;
    ter_basis_year when = ter_basis_year_read(r, s, (ter_cue_scope){c.at, begin, colon, TER_STATE_NONE, false});
    if (when.basis == TER_BASIS_REPORTED && c.aimed) return;
    if (when.basis == TER_BASIS_REPORTED && c.driven) c.state = TER_STATE_UNDER_CONSTRUCTION;
    r->intro.state = c.state;
    ter_statement_from_cue(r, &r->intro.statement, c, when, c.action);
}

/* 教育工程3项：: the colon behind a count that begins the sentence, or s->from when there is none. */
static uint32_t count_colon(const ter_section_context *r, const ter_sentence *s) {
    uint32_t colon = ter_clause_end(r, s, s->from);
    bool counts = colon < s->to && colon >= s->from + 2 && ter_token_mark(ter_section_token(r, colon), ':') &&
                  ter_token_is(ter_section_token(r, colon - 1), TER_WORD_MEASURE) &&
                  ter_section_token(r, colon - 2)->type == TER_TOKEN_NUMBER;
    return counts ? colon : s->from;
}

bool ter_list_heading_goes_on(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                              const ter_list_cues *a, ter_statement *out) {
    if (!r->total.state || a->place || f->from < count_colon(r, s) || count_colon(r, s) == s->from) return false;
    *out = r->total.statement;
    if (a->after.action && out->action) out->action = a->after.action;
    return true;
}

void ter_list_heading_take_total(ter_section_context *r, const ter_sentence *s) {
    uint32_t which = ter_counted_list_which(r, s, s->to);
    if (which == UINT32_MAX && count_colon(r, s) > s->from) return;
    r->total = (ter_introduction){0};
    ter_cue c = which == UINT32_MAX ? ter_cue_none : ter_counted_list_cue(r, s, which);
    if (c.at == UINT32_MAX) return;
    ter_cue_scope of = {c.at, ter_clause_begin(r, s, c.at), ter_clause_end(r, s, c.at), TER_STATE_NONE, false};
    ter_basis_year when = ter_basis_year_read(r, s, of);
    if (when.basis == TER_BASIS_REPORTED && c.aimed) return;
    if (when.basis == TER_BASIS_REPORTED && c.driven) c.state = TER_STATE_UNDER_CONSTRUCTION;
    r->total.state = c.state;
    ter_statement_from_cue(r, &r->total.statement, c, when, c.action);
}
