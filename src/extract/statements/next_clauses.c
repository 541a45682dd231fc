/* What the clauses after that of a found name say of it. */
#include "extract/statements/next_clauses.h"

#include "text/characters.h"

#include <string.h>

enum { MOST_FOLLOWING = 6, MOST_OF_ENTRY = 10, MOST_TOPIC_TEXT = 160, MOST_BUILDING = 6 };

/* 东至朝晖北路: a clause that names something, and only as a place. */
static bool only_places(const ter_section_context *r, const ter_sentence *s, uint32_t from, uint32_t to) {
    bool named = false;
    if (from >= to || !ter_token_is(ter_section_token(r, from), TER_WORD_AT)) return false;
    for (uint32_t i = from; i < to; i++) {
        const ter_found_name *f = ter_clause_name_at(r, s, i);
        named = named || f;
        if (f) i = ter_found_name_end(f) - 1;
    }
    return named;
}

static bool names_any(const ter_section_context *r, const ter_sentence *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (ter_clause_name_at(r, s, i)) return true;
    return false;
}

/* Does the clause name places only: 将在甲桥至乙桥之间新建步道? */
static bool names_places(const ter_section_context *r, const ter_sentence *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const ter_found_name *f = ter_clause_name_at(r, s, i);
        if (f && !ter_place_phrase_is_range_end(r, s, f) && !ter_place_phrase_of_list(r, s, f->from, from))
            return false;
        if (f) i = ter_found_name_end(f) - 1;
    }
    return true;
}

static bool has_component(const ter_section_context *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (ter_token_is(ter_section_token(r, i), TER_WORD_STAGE | TER_WORD_COMPONENT)) return true;
    return false;
}

/* Adds what the clause [from, to) says of the subject before it; false when it has a subject of its own. */
static bool read_clause(const ter_section_context *r, const ter_sentence *s, uint32_t from, uint32_t to, bool entry,
                        ter_statement *out, size_t *n) {
    ter_cue c = ter_cue_after(r, s, from, to, false);
    if (c.at == UINT32_MAX || !c.strong || ter_cue_is_bygone(r, from, c.at)) return true;
    bool own = !ter_clause_has_no_subject(r, from, c.at);
    bool part = entry && has_component(r, from, c.at);
    if (own && !entry && has_component(r, from, c.at)) return true; /* 海底隧道均已合龙，有望年底通车 */
    if (own && !part && !(entry && c.state != TER_STATE_COMPLETED)) return false;
    if (c.state == TER_STATE_COMPLETED && has_component(r, from, c.at)) { /* 教学楼已完工: not yet the school */
        if (*n > 0 && out[0].state == TER_STATE_COMPLETED) return true;
        c.state = TER_STATE_UNDER_CONSTRUCTION;
    }
    ter_statement more;
    ter_basis_year when = ter_basis_year_read(r, s, (ter_cue_scope){c.at, from, to, c.state, false});
    if (c.driven && when.basis == TER_BASIS_REPORTED) c.state = TER_STATE_UNDER_CONSTRUCTION;
    if (c.aimed && when.basis == TER_BASIS_REPORTED) return true;
    ter_statement_from_cue(r, &more, c, when, c.action);
    ter_statement_add(out, n, more);
    return true;
}

/* The clauses after the one of the name, as long as they name nothing else and begin with no new subject. The entry of
 * a list is followed wherever it leads. */
static void read_following(const ter_section_context *r, const ter_sentence *s, uint32_t end, bool entry,
                           ter_statement *out, size_t *n) {
    for (int k = 0; k < (entry ? MOST_OF_ENTRY : MOST_FOLLOWING) && end + 1 < s->to; k++) {
        uint32_t from = end + 1, to = ter_clause_end(r, s, from);
        end = to;
        if (only_places(r, s, from, to)) continue; /* 东至朝晖北路 */
        bool named = names_any(r, s, from, to);
        if (named && !entry && !names_places(r, s, from, to)) return;
        if (!named && !read_clause(r, s, from, to, entry, out, n) && !entry) return;
    }
}

void ter_next_clauses_read_aim(const ter_section_context *r, const ter_sentence *s, const ter_list_cues *a,
                               ter_statement *out, size_t *n) {
    uint32_t from = a->end + 1;
    if (from >= s->to || !ter_token_mark(ter_section_token(r, a->end), ',')) return;
    if (!ter_basis_year_is_aim(r, from)) return;
    uint32_t to = ter_clause_end(r, s, from);
    if (!names_any(r, s, from, to)) read_clause(r, s, from, to, false, out, n);
}

/* 名称：进展 — in a list of projects the words after the colon are said of the name before it. */
static bool is_entry(const ter_section_context *r, const ter_sentence *s, const ter_list_cues *a) {
    return a->end < s->to && ter_token_mark(ter_section_token(r, a->end), ':') && !a->place;
}

/* 1.青石小学。项目位于…，预计明年竣工。: a sentence that is only a name heads those after it in its line. */
static bool is_topic(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                     const ter_list_cues *a) {
    uint32_t end = ter_cue_skip_works(r, ter_found_name_end(f), s->to);
    while (end < s->to && ter_token_is(ter_section_token(r, end), TER_WORD_WORKS)) end++;
    while (end < s->to && ter_section_chars(r, ter_found_name_end(f), end + 1) <= MOST_BUILDING &&
           (ter_section_token(r, end)->type == TER_TOKEN_UNKNOWN ||
            ter_token_is(ter_section_token(r, end), TER_WORD_COMPONENT)))
        end++; /* 感染楼 */
    if (end < s->to || s->to >= r->t->list.len || ter_section_token(r, s->to)->cp != U'。') return false;
    for (uint32_t i = s->from; i < f->from; i++) {
        const ter_token *k = ter_section_token(r, i);
        if (!ter_token_is_mark(k) && k->type != TER_TOKEN_NUMBER && !ter_token_is(k, TER_WORD_AREA)) return false;
    }
    return f->from > s->from && !a->place;
}

/* What the clauses after that of the name say of it. */
void ter_next_clauses_read(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                           const ter_list_cues *a, ter_statement *out, size_t *n) {
    bool entry = is_entry(r, s, a);
    uint32_t colon = ter_clause_end(r, s, s->from);
    if (a->begin > colon && colon > s->from && ter_token_mark(ter_section_token(r, colon), ':') &&
        ter_clause_name_at(r, s, colon - 1))
        return; /* the entry is about the name before the colon */
    ter_sentence wide = *s;
    if (is_topic(r, s, f, a)) {
        const ter_tokens *t = r->t;
        entry = true;
        while (wide.to < t->list.len && wide.to - s->from < MOST_TOPIC_TEXT &&
               t->list.items[wide.to].type != TER_TOKEN_BREAK)
            wide.to++;
        while (wide.last < r->found->len && r->found->items[wide.last].from < wide.to) wide.last++;
    }
    read_following(r, &wide, a->end, entry, out, n);
}

/* What may stand for a facility that the sentence before is about. */
static const struct {
    const char32_t *word;
    const char *kind; /* NULL: any */
} stand_ins[] = {
    {U"项目", NULL},       {U"工程", NULL},       {U"全线", "road"},     {U"全桥", "road"},   {U"大桥", "road"},
    {U"隧道", "road"},     {U"高速", "road"},     {U"高速公路", "road"}, {U"道路", "road"},   {U"公路", "road"},
    {U"路段", "road"},     {U"通道", "road"},     {U"桥梁", "road"},     {U"桥", "road"},     {U"路", "road"},
    {U"线", "road"},       {U"医院", "hospital"}, {U"院区", "hospital"}, {U"院", "hospital"}, {U"学校", "school"},
    {U"校区", "school"},   {U"校", "school"},     {U"公园", "park"},     {U"园区", "park"},   {U"园", "park"},
    {U"河道", "waterway"}, {U"河", "waterway"},
};

/* 项目, 该大桥, 整个工程 at token `i`: the token behind a word that stands for a facility of the kind; `i` for none.
 * One of a single character needs a 该 before it. */
static uint32_t past_stand_in(const ter_section_context *r, uint32_t i, uint32_t end, const char *kind) {
    if (i >= end) return i;
    const uint32_t *cp = r->t->text->cp;
    uint32_t at = ter_section_token(r, i)->from, stop = ter_section_token(r, end - 1)->to, longest = 0;
    bool pointed = ter_cp_in(cp[at], U"该本此");
    if (pointed) at++;
    else if (ter_cp_begins(cp + at, stop - at, U"整个")) at += 2;
    for (size_t k = 0; k < sizeof stand_ins / sizeof *stand_ins; k++) {
        const char32_t *word = stand_ins[k].word;
        uint32_t n = 0;
        while (word[n]) n++;
        bool fits = (!stand_ins[k].kind || strcmp(stand_ins[k].kind, kind) == 0) && (n > 1 || pointed);
        if (fits && n > longest && ter_cp_begins(cp + at, stop - at, word)) longest = n;
    }
    if (!longest) return i;
    uint32_t past = i;
    while (past < end && ter_section_token(r, past)->to <= at + longest) past++;
    return past > i && ter_section_token(r, past - 1)->to == at + longest ? past : i;
}

/* 据悉, 目前, 预计: words of time and manner in front. */
static uint32_t past_opening(const ter_section_context *r, uint32_t i, uint32_t end) {
    while (i < end && ter_token_is(ter_section_token(r, i), TER_WORD_AIM | TER_WORD_FACT | TER_WORD_PROGRESS)) i++;
    return i;
}

void ter_next_clauses_read_about(const ter_section_context *r, const ter_sentence *s, const char *kind,
                                 ter_statement *out, size_t *n) {
    bool about = false;
    for (uint32_t from = s->from, to; from < s->to; from = to + 1) {
        to = ter_clause_end(r, s, from);
        uint32_t at = past_opening(r, from, to), past = past_stand_in(r, at, to, kind);
        about = about || past > at;
        if (about && !read_clause(r, s, past > at ? past : from, to, false, out, n)) return;
    }
}
