#include "extract/statement.h"

#include "extract/cue.h"
#include "extract/place.h"
#include "extract/setting.h"

enum { MOST_FOLLOWING = 3, WEI = 0x4e3a, DE = 0x5730, YIN = 0x56e0, SHOU = 0x53d7 };

static ter_action default_action(ter_state state, ter_action action) {
    if (action) return action;
    return state == TER_STATE_SUSPENDED || state == TER_STATE_CANCELLED ? TER_ACTION_NONE : TER_ACTION_CONSTRUCTION;
}

static void put(const ter_reading *r, ter_statement *out, ter_cue c, ter_setting when, ter_action action) {
    const ter_token *k = ter_reading_token(r, c.at);
    *out = (ter_statement){.state = c.state,
                           .basis = when.basis,
                           .action = default_action(c.state, action),
                           .when = when.when,
                           .cue_start = r->t->text->begin[k->from],
                           .cue_end = ter_text_end(r->t->text, k->to - 1),
                           .why = when.why,
                           .why_year = when.why_year};
}

static bool add(ter_statement *out, size_t *n, ter_statement s) {
    for (size_t i = 0; i < *n; i++)
        if (out[i].state == s.state && out[i].basis == s.basis && out[i].when.year == s.when.year) return false;
    if (*n == TER_MOST_STATEMENTS) return false;
    out[(*n)++] = s;
    return true;
}

static bool names_quantity_between(const ter_reading *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (ter_reading_token(r, i)->type == TER_TOKEN_NUMBER && i + 1 < to &&
            ter_token_is(ter_reading_token(r, i + 1), TER_WORD_MEASURE))
            return true;
    return false;
}

/* 其中, 包括, 比如 earlier in the sentence; its token, or UINT32_MAX. */
static uint32_t which_before(const ter_reading *r, const ter_sentence *s, uint32_t at) {
    for (uint32_t i = at; i > s->from; i--)
        if (ter_token_is(ter_reading_token(r, i - 1), TER_WORD_WHICH)) return i - 1;
    return UINT32_MAX;
}

/* The verb of a clause that counts: 完成10条…, 有7所…投用, 新开工6所. */
static ter_cue counted_cue(const ter_reading *r, uint32_t begin, uint32_t end) {
    bool counted = false;
    for (uint32_t i = end; i > begin; i--) {
        const ter_token *k = ter_reading_token(r, i - 1);
        if (k->type == TER_TOKEN_NUMBER && i < end && ter_token_is(ter_reading_token(r, i), TER_WORD_MEASURE))
            counted = true;
        bool after = k->word && k->word->after && ter_cue_closes(r, i - 1, end);
        if (after && names_quantity_between(r, begin, i)) return ter_cue_at(r, i - 1, begin, TER_ACTION_NONE);
        if (counted && k->word && k->word->before && k->type != TER_TOKEN_NAME)
            return (ter_cue){.at = i - 1, .state = k->word->before, .driven = k->word->driven, .aimed = k->word->aimed};
    }
    return ter_cue_none;
}

/* 计划完成10条道路建设，其中A、B已开工: the total's verb, before or after its number, holds for the named ones too. */
static ter_cue cue_of_total(const ter_reading *r, const ter_sentence *s, uint32_t which) {
    for (int k = 0; k < MOST_FOLLOWING; k++) {
        uint32_t end = which;
        while (end > s->from && ter_token_is_mark(ter_reading_token(r, end - 1))) end--;
        uint32_t begin = ter_clause_begin(r, s, end);
        ter_cue c = counted_cue(r, begin, end);
        if (c.at != UINT32_MAX || begin == s->from) return c;
        which = begin;
    }
    return ter_cue_none;
}

/* Do only words of time, aim and manner stand in [from, to), so that the subject is still that of the clause before? */
static bool has_no_subject(const ter_reading *r, uint32_t from, uint32_t to) {
    if (from < to && ter_reading_token(r, from)->cp == WEI) return false; /* 为保障项目推进: a purpose */
    if (from < to && (ter_reading_token(r, from)->cp == YIN || ter_reading_token(r, from)->cp == SHOU))
        return true; /* 因 …, 受 … */
    for (uint32_t i = from; i < to; i++) {
        const ter_token *k = ter_reading_token(r, i);
        if (k->type == TER_TOKEN_PUNCT && k->cp != '(') continue;
        bool date = k->type == TER_TOKEN_NUMBER || ter_token_is(k, TER_WORD_WORD) || k->cp == DE ||
                    k->cp == TER_CP_NIAN || k->cp == TER_CP_YUE || k->cp == TER_CP_RI;
        if (!date && !ter_token_is(k, TER_WORD_AIM | TER_WORD_FACT | TER_WORD_PROGRESS | TER_WORD_STOP | TER_WORD_CUE |
                                          TER_WORD_NEGATION))
            return false;
    }
    return true;
}

/* The clauses after the one of the find, as long as they name nothing else and begin with no new subject. The entry of
 * a list is followed wherever it leads. */
static void read_following(const ter_reading *r, const ter_sentence *s, uint32_t end, bool entry, ter_statement *out,
                           size_t *n) {
    for (int k = 0; k < MOST_FOLLOWING && end + 1 < s->to; k++) {
        uint32_t from = end + 1, to = ter_clause_end(r, s, from);
        for (uint32_t i = from; i < to; i++)
            if (ter_clause_find(r, s, i)) return;
        ter_cue c = ter_cue_after(r, s, from, to, false);
        if (c.at != UINT32_MAX && c.strong &&
            (entry && c.state != TER_STATE_COMPLETED ? true : has_no_subject(r, from, c.at))) {
            ter_statement more;
            ter_setting when = ter_setting_read(r, s, (ter_scope){c.at, from, to, c.state, false});
            if (c.driven && when.basis == TER_BASIS_REPORTED) c.state = TER_STATE_UNDER_CONSTRUCTION;
            if (!(c.aimed && when.basis == TER_BASIS_REPORTED)) {
                put(r, &more, c, when, c.action);
                add(out, n, more);
            }
        }
        end = to;
    }
}

typedef struct around {  /* the cues around a find in its clause */
    uint32_t begin, end; /* of the clause */
    ter_place_word place;
    ter_cue before, after;
} around;

static around look_around(const ter_reading *r, const ter_sentence *s, const ter_find *f) {
    around a = {
        .begin = ter_clause_begin(r, s, f->from), .end = ter_clause_end(r, s, ter_find_end(f)), .before = ter_cue_none};
    a.place = ter_place_of_list(r, s, f->from, a.begin);
    a.after = ter_cue_after(r, s, ter_find_end(f), a.end, a.place == TER_PLACE_IN);
    if (!a.place) a.before = ter_cue_before(r, s, f->from, a.begin);
    return a;
}

/* The cue that governs: a strong one after the list, else the verb before it. A place is not worked on, unless works go
 * on in it (在 … 开展) or the very next word says so (支持 … 筹建). */
static ter_cue governing(const ter_find *f, const around *a) {
    bool after = a->after.at != UINT32_MAX;
    if (a->place == TER_PLACE_IN) return after && !a->after.strong ? a->after : ter_cue_none;
    if (a->place == TER_PLACE_OF_VERB) return after && a->after.at == ter_find_end(f) ? a->after : ter_cue_none;
    return after && (a->after.strong || a->before.at == UINT32_MAX) ? a->after : a->before;
}

static bool read_own(const ter_reading *r, const ter_sentence *s, const around *a, ter_cue c, ter_statement *out) {
    bool told = c.at == a->after.at && c.strong && !c.driven && !c.aimed &&
                a->before.at == UINT32_MAX; /* a subject and its verb */
    ter_setting when = ter_setting_read(
        r, s,
        (ter_scope){c.at, a->begin, a->end, told ? c.state : TER_STATE_NONE, a->before.driven && c.at == a->after.at});
    if (when.basis == TER_BASIS_REPORTED && c.aimed) return false;
    if (when.basis == TER_BASIS_REPORTED && c.driven) c.state = TER_STATE_UNDER_CONSTRUCTION;
    put(r, out, c, when, a->after.action ? a->after.action : a->before.action);
    return true;
}

/* The end of the list that the find stands in. */
static uint32_t list_end(const ter_reading *r, const ter_sentence *s, const ter_find *f) {
    uint32_t end = ter_find_end(f);
    while (end + 1 < s->to && (ter_token_mark(ter_reading_token(r, end), TER_CP_ENUMERATION) ||
                               ter_token_is(ter_reading_token(r, end), TER_WORD_JOIN))) {
        const ter_find *next = ter_clause_find(r, s, end + 1);
        if (!next) break;
        end = ter_find_end(next);
    }
    return end;
}

/* 翠湖公园提升改造为体育公园, in a plan: works without a verb of their own are an aim. */
static bool read_works_alone(const ter_reading *r, const ter_sentence *s, const ter_find *f, const around *a,
                             ter_statement *out) {
    if (a->place || a->after.action != TER_ACTION_REHABILITATION) return false;
    uint32_t at = list_end(r, s, f);
    if (at >= s->to || ter_cue_skip_works(r, at, a->end) == at) return false;
    ter_setting when = ter_setting_read(r, s, (ter_scope){at, a->begin, a->end, TER_STATE_NONE, false});
    if (when.basis != TER_BASIS_TARGET) return false;
    put(r, out, (ter_cue){.at = at, .state = TER_STATE_PLANNED}, when, a->after.action);
    return true;
}

/* 名称：进展 — in a list of projects the words after the colon are said of the name before it. */
static bool is_entry(const ter_reading *r, const ter_sentence *s, const around *a) {
    return a->end < s->to && ter_token_mark(ter_reading_token(r, a->end), ':') && !a->place;
}

static bool read_total(const ter_reading *r, const ter_sentence *s, const ter_find *f, const around *a,
                       ter_statement *out) {
    uint32_t which = which_before(r, s, f->from);
    if (which == UINT32_MAX) return false;
    ter_cue total = cue_of_total(r, s, which);
    if (total.at == UINT32_MAX) return false;
    ter_scope of = {total.at, ter_clause_begin(r, s, total.at), ter_clause_end(r, s, total.at), TER_STATE_NONE, false};
    ter_setting when = ter_setting_read(r, s, of);
    if (when.basis == TER_BASIS_REPORTED && total.aimed) return false;
    if (when.basis == TER_BASIS_REPORTED && total.driven) total.state = TER_STATE_UNDER_CONSTRUCTION;
    put(r, out, total, when, a->after.action);
    return true;
}

/* An area that acts, or only says where the next name lies: 甲区推进乙路, 丙街道丁小区. */
static bool is_area_only(const ter_reading *r, const ter_sentence *s, const ter_find *f, const around *a) {
    return f->area && (a->before.at == UINT32_MAX || ter_clause_find(r, s, ter_find_end(f)));
}

size_t ter_statement_read(const ter_reading *r, const ter_sentence *s, uint32_t index, ter_statement *out) {
    const ter_find *f = &r->finds->items[index];
    size_t n = 0;
    if (f->inside_part || ter_place_is_label(r, s, f) || ter_place_is_range_end(r, s, f) ||
        ter_place_is_of_others(r, s, f))
        return 0;
    around a = look_around(r, s, f);
    if (is_area_only(r, s, f, &a)) return 0;
    ter_cue c = governing(f, &a);
    n = c.at != UINT32_MAX ? read_own(r, s, &a, c, out) : read_works_alone(r, s, f, &a, out);
    ter_statement inherited;
    if (!a.place && read_total(r, s, f, &a, &inherited)) add(out, &n, inherited);
    bool subject = a.before.at == UINT32_MAX && !a.place && !names_quantity_between(r, a.begin, f->from);
    if (subject) read_following(r, s, a.end, is_entry(r, s, &a), out, &n);
    return n;
}
