/* What headings and earlier sentences settle for the text that follows. */
#include "extract/statements/context_update.h"

#include "extract/statements/basis_year.h"
#include "extract/words/dates.h"
#include "text/characters.h"

#include <string.h>

enum { MOST_OPENING = 24, TOPIC = 4, MOST_NUMBER = 3 };

static bool line_says(const ter_section_context *r, uint32_t from, uint32_t to, uint32_t classes) {
    for (uint32_t i = from; i < to; i++)
        if (ter_token_is(ter_section_token(r, i), classes)) return true;
    return false;
}

/* 重点任务半年进展: is the last of its words of review and plan one of review only? */
static bool ends_in_review(const ter_section_context *r, uint32_t from, uint32_t to) {
    for (uint32_t i = to; i > from; i--) {
        const ter_token *k = ter_section_token(r, i - 1);
        if (ter_token_is(k, TER_WORD_PLAN)) return false;
        if (ter_token_is(k, TER_WORD_REVIEW)) return true;
    }
    return false;
}

/* Does a heading state that something began or was done? */
static bool tells_event(const ter_section_context *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const ter_token *k = ter_section_token(r, i);
        if (ter_basis_year_is_aim(r, i)) return false;
        if (k->type == TER_TOKEN_WORD && k->word->after_strong && k->word->after != TER_STATE_PLANNED) return true;
    }
    return false;
}

bool ter_context_update_heading(ter_section_context *r, uint32_t from, uint32_t to) {
    if (from >= to || ter_section_chars(r, from, to) > TER_MOST_HEADING) return false;
    const ter_token *last = ter_section_token(r, to - 1);
    if (ter_token_mark(last, U'。') || ter_token_mark(last, ';') || ter_token_mark(last, ',')) return false;
    bool review = line_says(r, from, to, TER_WORD_REVIEW), plan = line_says(r, from, to, TER_WORD_PLAN);
    if (plan && !review && tells_event(r, from, to)) plan = false; /* 甲区举行重点项目开工仪式 */
    uint32_t level = 0;
    while (from + level < to && ter_token_mark(ter_section_token(r, from + level), '#')) level++;
    bool ends_section = level > 0 && level <= (r->heading_level ? r->heading_level : level);
    if (!review && !plan && !ends_section) return true;
    ter_date year = ter_basis_year_date(r, from, to, false);
    ter_basis basis = !review && !plan ? TER_BASIS_NONE : !plan ? TER_BASIS_REPORTED : TER_BASIS_TARGET;
    if (review && plan && ends_in_review(r, from, to)) basis = TER_BASIS_REPORTED, plan = false;
    if (review && plan) { /* 主要工作 heads both: the year decides */
        if (!year.year) return true;
        if (ter_basis_year_date(r, from, to, true).year != year.year) return true; /* 甲年总结和乙年要点: a title */
        basis = year.year < r->document.year ? TER_BASIS_REPORTED : TER_BASIS_TARGET;
    }
    r->heading = basis;
    r->heading_level = level;
    r->heading_year = !basis ? 0 : year.year ? year.year : review ? ter_basis_year_plan(r, from, to) : 0;
    r->heading_period = basis ? ter_basis_year_period(r, from, to) : (ter_period){0, 0};
    r->carried = TER_BASIS_NONE;
    r->carried_year = 0;
    r->carried_period = (ter_period){0, 0};
    return true;
}

/* 1. （二） 三、 一是 - •: the entry of a list. */
static bool is_entry(const ter_text *text, uint32_t at) {
    const uint32_t *cp = text->cp + at;
    size_t n = text->count - at, i = 0;
    if (cp[0] == '(' || cp[0] == '-' || cp[0] == '*' || cp[0] == '|' || cp[0] == U'•' || cp[0] == U'·') return true;
    while (i < n && i < MOST_NUMBER && ter_cp_is_numeral(cp[i])) i++;
    if (i == 0 || i == n) return false;
    if (cp[0] > '9') return cp[i] == U'、' || cp[i] == U'是' || cp[i] == '.'; /* 一、 一是 */
    return cp[i] != U'年' && cp[i] != U'月' && cp[i] != U'日';
}

void ter_context_update_line(ter_section_context *r, uint32_t at) {
    bool entry = r->intro.open && (r->intro.first || is_entry(r->t->text, at));
    if (!entry) memset(&r->intro, 0, sizeof r->intro);
    r->intro.first = false;
    memset(&r->total, 0, sizeof r->total);
    r->carried = r->intro.basis;
    r->carried_year = r->intro.year;
    r->carried_period = (ter_period){0, 0};
}

void ter_context_update_lean(ter_section_context *r) {
    size_t aims = 0, facts = 0;
    for (uint32_t i = 0; i < r->t->list.len; i++) {
        if (ter_section_token(r, i)->type == TER_TOKEN_NAME) continue;
        aims += ter_basis_year_is_aim(r, i);
        facts += ter_token_is(ter_section_token(r, i), TER_WORD_FACT | TER_WORD_PROGRESS);
    }
    r->lean = aims > facts ? TER_BASIS_TARGET : TER_BASIS_NONE;
}

void ter_context_update_opening(ter_section_context *r, uint32_t from, uint32_t to) {
    bool names_year = ter_basis_year_date(r, from, to, false).year != 0;
    if (names_year && ter_section_chars(r, from, to) <= MOST_OPENING &&
        line_says(r, from, to, TER_WORD_REVIEW | TER_WORD_PLAN))
        ter_context_update_heading(r, from, to);
}

bool ter_context_update_carry(ter_section_context *r, const ter_sentence *s) {
    ter_basis said = TER_BASIS_NONE;
    uint32_t end = s->last > s->first ? r->found->items[s->first].from : s->to; /* 甲校预计年底竣工: of that one only */
    for (uint32_t i = s->from; i < end; i++) {
        const ter_token *k = ter_section_token(r, i);
        if (k->type == TER_TOKEN_NAME) continue;
        if (ter_basis_year_is_aim(r, i)) said = TER_BASIS_TARGET;
        if (!said && ter_token_is(k, TER_WORD_FACT)) said = TER_BASIS_REPORTED;
    }
    uint32_t head = s->from + TOPIC < s->to ? s->from + TOPIC : s->to;
    ter_date year = ter_basis_year_date(r, s->from, head, false); /* a date at the head sets the topic */
    for (uint32_t i = s->from; year.year && i < head; i++)
        if (ter_dates_lacks_year(r->t, i) && ter_basis_year_of_month(r, s->from, i)) {
            year.year = ter_basis_year_of_month(r, s->from, i);
            break;
        }
    if (!said) said = ter_basis_year_of_date(r, year);
    if (!said) return false;
    r->carried = said;
    r->carried_year = year.year;
    r->carried_period = ter_basis_year_period(r, s->from, head);
    return true;
}
