#include "extract/statement.h"

#include "extract/dates.h"

#include <string.h>

enum { MOST_RIGHT = 60, MOST_LEFT = 90, MOST_HEADING = 45, DUNHAO = 0x3001, LE = 0x4e86, MOST_FOLLOWING = 3 };

static const ter_token *tok(const ter_reading *r, uint32_t i) {
    return &r->t->list.items[i];
}

static uint32_t chars(const ter_reading *r, uint32_t from, uint32_t to) {
    return to > from ? tok(r, to - 1)->to - tok(r, from)->from : 0;
}

static uint32_t find_end(const ter_find *f) {
    return f->part_to > f->to ? f->part_to : f->to;
}

/* The find (not one inside a part) that covers token i, or NULL. */
static const ter_find *find_over(const ter_reading *r, const ter_sentence *s, uint32_t i) {
    for (uint32_t m = s->first; m < s->last; m++) {
        const ter_find *f = &r->finds->items[m];
        if (!f->inside_part && f->from <= i && i < find_end(f)) return f;
    }
    return NULL;
}

static uint32_t clause_begin(const ter_reading *r, const ter_sentence *s, uint32_t i) {
    int depth = 0;
    while (i > s->from) {
        const ter_token *k = tok(r, i - 1);
        if (ter_token_mark(k, ')')) depth++;
        if (ter_token_mark(k, '(')) depth--;
        if (depth <= 0 && ter_token_ends_clause(k)) break;
        i--;
    }
    return i;
}

static uint32_t clause_end(const ter_reading *r, const ter_sentence *s, uint32_t i) {
    int depth = 0;
    while (i < s->to) {
        const ter_token *k = tok(r, i);
        if (ter_token_mark(k, '(')) depth++;
        if (ter_token_mark(k, ')')) depth--;
        if (depth <= 0 && ter_token_ends_clause(k)) break;
        i++;
    }
    return i;
}

/* ---- cues ---- */

typedef struct cue {
    uint32_t at; /* token; UINT32_MAX for none */
    ter_state state;
    bool strong;
    ter_action action;
} cue;

static const cue no_cue = {UINT32_MAX, TER_STATE_NONE, false, TER_ACTION_NONE};

static bool is_mark(const ter_token *k) {
    return k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK;
}

/* A cue that also governs what follows (开工, 建成) closes a list only when no object follows it. */
static bool closes(const ter_reading *r, uint32_t i, uint32_t end) {
    const ter_word *w = tok(r, i)->word;
    if (!w->before) {
        if (i + 1 >= end) return true;
        const ter_token *k = tok(r, i + 1);
        return k->type != TER_TOKEN_UNKNOWN || k->cp == LE;
    }
    if (i + 1 >= end) return true;
    const ter_token *k = tok(r, i + 1);
    if (is_mark(k)) return !ter_token_mark(k, '(') && !ter_token_mark(k, 0x201c) && !ter_token_mark(k, 0x300a);
    if (k->cp == LE && i + 2 >= end) return true;
    return ter_token_is(k, TER_WORD_JOIN) || (k->word && k->word->after && closes(r, i + 1, end));
}

static bool negated(const ter_reading *r, uint32_t i, uint32_t begin) {
    for (uint32_t j = i; j > begin && i - j < 3; j--) {
        if (ter_token_is(tok(r, j - 1), TER_WORD_NEGATION)) return true;
        if (is_mark(tok(r, j - 1))) return false;
    }
    return false;
}

/* The word after the list that closes it: 红领巾公园二期、凤冠公园 开工. Works on the way give the action. */
static cue cue_after(const ter_reading *r, const ter_sentence *s, uint32_t from, uint32_t end, bool place) {
    cue best = no_cue;
    ter_action action = TER_ACTION_NONE;
    for (uint32_t i = from; i < end && chars(r, from, i + 1) <= MOST_RIGHT; i++) {
        const ter_find *over = find_over(r, s, i);
        if (over) {
            i = find_end(over) - 1;
            continue;
        }
        const ter_token *k = tok(r, i);
        if (!k->word || k->type == TER_TOKEN_NAME) continue;
        if (k->word->action && !action) action = k->word->action;
        if (k->word->after && closes(r, i, end)) {
            ter_state state = negated(r, i, from) ? TER_STATE_PLANNED : k->word->after;
            return (cue){i, state, k->word->after_strong, action};
        }
        if (k->word->before && !(k->word->classes & TER_WORD_WORKS)) {
            if (place) return (cue){i, k->word->before, false, action};
            break;
        }
    }
    best.action = action;
    return best;
}

/* The verb before the list that governs it: 启动 亮马河…及坝河…. */
static cue cue_before(const ter_reading *r, const ter_sentence *s, uint32_t at, uint32_t begin) {
    for (uint32_t i = at; i > begin && chars(r, i - 1, at) <= MOST_LEFT; i--) {
        const ter_find *over = find_over(r, s, i - 1);
        if (over) {
            i = over->from + 1;
            continue;
        }
        const ter_token *k = tok(r, i - 1);
        if (!k->word || k->type == TER_TOKEN_NAME) continue;
        if (k->word->after && !k->word->before) break;
        if (k->word->before && (i < 2 || !ter_token_is(tok(r, i - 2), TER_WORD_AT)))
            return (cue){i - 1, negated(r, i - 1, begin) ? TER_STATE_PLANNED : k->word->before, false, k->word->action};
    }
    return no_cue;
}

/* A name alone in brackets is a label: AI+心脏（安贞医院）. */
static bool is_label(const ter_reading *r, const ter_sentence *s, const ter_find *f) {
    uint32_t end = find_end(f);
    return f->from > s->from && end < s->to && ter_token_mark(tok(r, f->from - 1), '(') && ter_token_mark(tok(r, end), ')');
}

/* Is the list that holds token `at` introduced by a word of place (在, 至, 西起, 连接)? */
static bool is_place(const ter_reading *r, const ter_sentence *s, uint32_t at, uint32_t begin) {
    bool in_member = false; /* of the list, one that is no find: its tokens are stepped over */
    for (uint32_t i = at; i > begin; i--) {
        const ter_find *over = find_over(r, s, i - 1);
        if (over) {
            i = over->from + 1;
            in_member = false;
            continue;
        }
        const ter_token *k = tok(r, i - 1);
        if (ter_token_is(k, TER_WORD_AT)) return true;
        if (ter_token_mark(k, DUNHAO) || ter_token_is(k, TER_WORD_JOIN))
            in_member = true;
        else if (!ter_token_is(k, TER_WORD_AREA) && !(in_member && !is_mark(k) && !ter_token_is(k, TER_WORD_STOP | TER_WORD_CUE)))
            return false;
    }
    return false;
}

/* ---- aim or fact, and when ---- */

typedef struct setting {
    ter_basis basis;
    ter_date when;
    const char *why;
} setting;

static ter_basis year_basis(const ter_reading *r, int year) {
    if (!year || !r->document.year) return TER_BASIS_NONE;
    return year < r->document.year ? TER_BASIS_REPORTED : year > r->document.year ? TER_BASIS_TARGET : TER_BASIS_NONE;
}

/* The nearest marker of aim or fact left of `cue`, back to `begin`. */
static ter_basis marker_before(const ter_reading *r, uint32_t cue, uint32_t begin) {
    for (uint32_t i = cue; i > begin; i--) {
        const ter_token *k = tok(r, i - 1);
        if (k->type == TER_TOKEN_NAME) continue;
        if (ter_token_is(k, TER_WORD_FACT | TER_WORD_PROGRESS)) return TER_BASIS_REPORTED;
        if (ter_token_is(k, TER_WORD_AIM)) return TER_BASIS_TARGET;
    }
    return TER_BASIS_NONE;
}

static ter_date date_between(const ter_reading *r, uint32_t from, uint32_t to, bool last) {
    ter_date best = {0};
    for (uint32_t i = from; i < to; i++) {
        ter_date found;
        uint32_t next = ter_date_at(r->t, i, r->document, &found);
        if (next == i) continue;
        best = found;
        if (!last) break;
        i = next - 1;
    }
    return best;
}

static int plan_between(const ter_reading *r, uint32_t from, uint32_t to) {
    int end = 0;
    for (uint32_t i = from; i < to; i++) {
        int year = ter_plan_end_at(r->t, i);
        if (year) end = year;
    }
    return end;
}

/* A fact told without a year in a text of January or February is most likely of the year before. */
static int default_year(const ter_reading *r, ter_basis basis) {
    int year = r->document.year;
    return basis == TER_BASIS_REPORTED && r->document.month >= 1 && r->document.month <= 2 ? year - 1 : year;
}

static setting setting_of(const ter_reading *r, const ter_sentence *s, uint32_t cue, uint32_t begin, uint32_t end,
                          bool under_way) {
    setting out = {TER_BASIS_NONE, {0}, "by default"};
    uint32_t right = cue + 1 < s->to ? cue + 1 : cue;
    ter_date near = date_between(r, begin, cue, true), sentence = date_between(r, s->from, begin, true);
    if (!near.year) near = date_between(r, right, end, false);
    ter_date stated = near.year ? near : sentence;
    int plan = plan_between(r, s->from, s->to);
    if (right < s->to && tok(r, right)->cp == LE) out.basis = TER_BASIS_REPORTED, out.why = "了 after the cue";
    if (!out.basis && (out.basis = marker_before(r, cue, begin))) out.why = "marker in the clause";
    if (!out.basis && stated.year && (out.basis = year_basis(r, stated.year))) out.why = "stated year";
    if (!out.basis && (out.basis = marker_before(r, begin, s->from))) out.why = "marker in the sentence";
    if (!out.basis && plan && plan < r->document.year) out.basis = TER_BASIS_REPORTED, out.why = "past plan period";
    if (!out.basis && under_way) out.basis = TER_BASIS_REPORTED, out.why = "told as under way";
    if (!out.basis && r->heading) out.basis = r->heading, out.why = "heading";
    if (!out.basis && s->headline) out.basis = TER_BASIS_REPORTED, out.why = "headline";
    if (!out.basis && r->carried) out.basis = r->carried, out.why = "earlier sentence";
    if (!out.basis) out.basis = TER_BASIS_REPORTED;
    out.when = stated;
    if (out.when.year) return out;
    if (out.basis == TER_BASIS_REPORTED && plan && plan <= r->document.year) out.when.year = plan;
    else if (r->heading == out.basis && r->heading_year) out.when.year = r->heading_year;
    else if (r->carried == out.basis && r->carried_year) out.when.year = r->carried_year;
    else out.when.year = default_year(r, out.basis);
    return out;
}

/* ---- one statement ---- */

static ter_action default_action(ter_state state, ter_action action) {
    if (action) return action;
    return state == TER_STATE_SUSPENDED || state == TER_STATE_CANCELLED ? TER_ACTION_NONE : TER_ACTION_CONSTRUCTION;
}

static void put(const ter_reading *r, ter_statement *out, cue c, setting when, ter_action action) {
    const ter_token *k = tok(r, c.at);
    *out = (ter_statement){.state = c.state,
                           .basis = when.basis,
                           .action = default_action(c.state, action),
                           .when = when.when,
                           .cue_start = r->t->text->begin[k->from],
                           .cue_end = r->t->text->end[k->to - 1],
                           .why = when.why};
}

static bool add(ter_statement *out, size_t *n, ter_statement s) {
    for (size_t i = 0; i < *n; i++)
        if (out[i].state == s.state && out[i].basis == s.basis && out[i].when.year == s.when.year) return false;
    if (*n == TER_MOST_STATEMENTS) return false;
    out[(*n)++] = s;
    return true;
}

/* 计划完成10条道路建设，其中A、B已开工: the total's verb holds for the named ones too. */
static cue cue_of_total(const ter_reading *r, const ter_sentence *s, uint32_t begin) {
    for (uint32_t i = begin; i > s->from; i--) {
        const ter_token *k = tok(r, i - 1);
        if (ter_token_ends_sentence(k)) break;
        if (k->word && k->word->before && i < s->to && tok(r, i)->type == TER_TOKEN_NUMBER)
            return (cue){i - 1, k->word->before, false, TER_ACTION_NONE};
    }
    return no_cue;
}

static bool says_of_which(const ter_reading *r, const ter_sentence *s, uint32_t from, uint32_t to) {
    (void)s;
    for (uint32_t i = from; i < to; i++) {
        const ter_token *k = tok(r, i);
        if (k->cp == 0x5176 && k->to - k->from == 2 && r->t->text->cp[k->from + 1] == 0x4e2d) return true; /* 其中 */
    }
    return false;
}

/* The clauses after the one of the find, as long as they name nothing else and begin with no new subject. */
static void read_following(const ter_reading *r, const ter_sentence *s, uint32_t end, ter_statement *out, size_t *n) {
    for (int k = 0; k < MOST_FOLLOWING && end + 1 < s->to; k++) {
        uint32_t from = end + 1, to = clause_end(r, s, from);
        for (uint32_t i = from; i < to; i++)
            if (find_over(r, s, i)) return;
        cue c = cue_after(r, s, from, to, false);
        if (c.at != UINT32_MAX && c.strong && chars(r, from, c.at) <= 10)
            add(out, n,
                (put(r, &out[TER_MOST_STATEMENTS], c, setting_of(r, s, c.at, from, to, false), c.action),
                 out[TER_MOST_STATEMENTS]));
        end = to;
    }
}

static bool names_quantity_between(const ter_reading *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (tok(r, i)->type == TER_TOKEN_NUMBER) return true;
    return false;
}

size_t ter_statement_read(const ter_reading *r, const ter_sentence *s, uint32_t index, ter_statement *result) {
    const ter_find *f = &r->finds->items[index];
    ter_statement out[TER_MOST_STATEMENTS + 1];
    size_t n = 0;
    if (f->inside_part) return 0;
    uint32_t begin = clause_begin(r, s, f->from), end = clause_end(r, s, find_end(f));
    if (is_label(r, s, f)) return 0;
    bool place = is_place(r, s, f->from, begin);
    cue after = cue_after(r, s, find_end(f), end, place), before = place ? no_cue : cue_before(r, s, f->from, begin);
    cue chosen = after.at != UINT32_MAX && (after.strong || before.at == UINT32_MAX) ? after : before;
    if (place && !(after.at != UINT32_MAX && !after.strong)) chosen = no_cue;
    bool works_alone = chosen.at == UINT32_MAX && !place && after.action == TER_ACTION_REHABILITATION;
    if (chosen.at != UINT32_MAX) {
        bool under_way =
            chosen.at == after.at && chosen.state == TER_STATE_UNDER_CONSTRUCTION && before.at == UINT32_MAX;
        setting when = setting_of(r, s, chosen.at, begin, end, under_way);
        ter_action action = after.action ? after.action : before.action;
        put(r, &out[n++], chosen, when, action);
    } else if (works_alone) {
        uint32_t at = find_end(f);
        setting when = setting_of(r, s, at, begin, end, false);
        if (when.basis == TER_BASIS_TARGET)
            put(r, &out[n++], (cue){at, TER_STATE_PLANNED, false, after.action}, when, after.action);
    }
    cue total = n > 0 && says_of_which(r, s, s->from, f->from) ? cue_of_total(r, s, begin) : no_cue;
    if (total.at != UINT32_MAX) {
        ter_statement inherited;
        uint32_t b = clause_begin(r, s, total.at), e = clause_end(r, s, total.at);
        put(r, &inherited, total, setting_of(r, s, total.at, b, e, false), after.action);
        add(out, &n, inherited);
    }
    bool subject = before.at == UINT32_MAX && !place && !names_quantity_between(r, begin, f->from);
    if (subject) read_following(r, s, end, out, &n);
    memcpy(result, out, n * sizeof *out);
    return n;
}

/* ---- what carries on ---- */

static bool line_says(const ter_reading *r, uint32_t from, uint32_t to, uint32_t classes) {
    for (uint32_t i = from; i < to; i++)
        if (ter_token_is(tok(r, i), classes)) return true;
    return false;
}

bool ter_reading_heading(ter_reading *r, uint32_t from, uint32_t to) {
    if (from >= to || chars(r, from, to) > MOST_HEADING) return false;
    const ter_token *last = tok(r, to - 1);
    if (ter_token_mark(last, 0x3002) || ter_token_mark(last, ';') || ter_token_mark(last, ',')) return false;
    bool review = line_says(r, from, to, TER_WORD_REVIEW), plan = line_says(r, from, to, TER_WORD_PLAN);
    if (!review && !plan) return true;
    ter_date year = date_between(r, from, to, false);
    r->heading = review ? TER_BASIS_REPORTED : TER_BASIS_TARGET;
    r->heading_year = year.year;
    if (!r->heading_year && review) r->heading_year = plan_between(r, from, to);
    r->carried = TER_BASIS_NONE;
    r->carried_year = 0;
    return true;
}

void ter_reading_carry(ter_reading *r, const ter_sentence *s) {
    ter_basis said = TER_BASIS_NONE;
    for (uint32_t i = s->from; i < s->to; i++) {
        const ter_token *k = tok(r, i);
        if (k->type == TER_TOKEN_NAME) continue;
        if (ter_token_is(k, TER_WORD_AIM)) said = TER_BASIS_TARGET;
        if (!said && ter_token_is(k, TER_WORD_FACT)) said = TER_BASIS_REPORTED;
    }
    ter_date year = date_between(r, s->from, s->to, false);
    if (!said) said = year_basis(r, year.year);
    if (!said) return;
    r->carried = said;
    r->carried_year = year.year;
}
