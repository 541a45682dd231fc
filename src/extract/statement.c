#include "extract/statement.h"

#include "extract/dates.h"

#include <string.h>

enum {
    MOST_RIGHT = 60,
    MOST_LEFT = 90,
    MOST_HEADING = 45,
    MOST_OPENING = 24,
    DUNHAO = 0x3001,
    LE = 0x4e86,
    ZHI = 0x81f3,
    NIAN = 0x5e74,
    YUE = 0x6708,
    RI = 0x65e5,
    WEI = 0x4e3a,
    YIN = 0x56e0,
    SHOU = 0x53d7,
    MOST_FOLLOWING = 3,
    MOST_NESTED = 6,
    TOPIC = 4
};

static const ter_token *tok(const ter_reading *r, uint32_t i) {
    return &r->t->list.items[i];
}

static uint32_t chars(const ter_reading *r, uint32_t from, uint32_t to) {
    return to > from ? tok(r, to - 1)->to - tok(r, from)->from : 0;
}

static uint32_t find_end(const ter_find *f) {
    return f->part_to > f->to ? f->part_to : f->to;
}

/* The find (not one inside a part) that covers token i, or NULL. Parts hold few names, so a few steps back suffice. */
static const ter_find *find_over(const ter_reading *r, const ter_sentence *s, uint32_t i) {
    uint32_t low = s->first, high = s->last;
    while (low < high) { /* the first find that begins after i */
        uint32_t middle = low + (high - low) / 2;
        if (r->finds->items[middle].from <= i) low = middle + 1;
        else high = middle;
    }
    for (uint32_t m = low; m > s->first && low - m < MOST_NESTED; m--) {
        const ter_find *f = &r->finds->items[m - 1];
        if (!f->inside_part && i < find_end(f)) return f;
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
    bool driven, aimed; /* of a verb that stands before what it governs; see the lexicon */
    ter_action action;
} cue;

static const cue no_cue = {.at = UINT32_MAX};

static bool is_mark(const ter_token *k) {
    return k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK;
}

static bool opens_object(const ter_token *k) {
    return ter_token_mark(k, '(') || ter_token_mark(k, 0x201c) || ter_token_mark(k, 0x300a);
}

/* 工程, 项目: what is worked on, not the working: 贯通工程 is not yet through. */
static bool is_undertaking(const ter_reading *r, uint32_t i) {
    uint32_t last = r->t->text->cp[tok(r, i)->to - 1];
    return last == 0x7a0b || last == 0x76ee;
}

/* Past words of works, each maybe described: 完成 景观 提升. */
static uint32_t after_works(const ter_reading *r, uint32_t i, uint32_t end) {
    for (uint32_t k = i; k < end && ter_token_is(tok(r, k), TER_WORD_WORKS | TER_WORD_GENERIC); k++)
        if (ter_token_is(tok(r, k), TER_WORD_WORKS) && !is_undertaking(r, k)) i = k + 1;
    return i;
}

/* Does a verb at `i` have no object of its own in its clause: 开工, 开工了, 开工并…, or only works: 完成 大修? */
static bool closes(const ter_reading *r, uint32_t i, uint32_t end) {
    uint32_t next = i + 1;
    if (next < end && tok(r, next)->cp == LE && tok(r, next)->to - tok(r, next)->from == 1) next++;
    next = after_works(r, next, end);
    if (next >= end) return true;
    const ter_token *k = tok(r, next);
    if (is_mark(k)) return !opens_object(k);
    bool last = ter_token_is(k, TER_WORD_STOP) && k->to - k->from > 1 && (next + 1 >= end || is_mark(tok(r, next + 1)));
    return last || ter_token_is(k, TER_WORD_JOIN) || (k->word && k->word->after && closes(r, next, end));
}

/* A cue that only follows may be part of a longer word that the lexicon lacks; it needs a clean end. */
static bool ends_cleanly(const ter_reading *r, uint32_t i, uint32_t end) {
    return i + 1 >= end || tok(r, i + 1)->type != TER_TOKEN_UNKNOWN || tok(r, i + 1)->cp == LE;
}

static bool negated(const ter_reading *r, uint32_t i, uint32_t begin) {
    for (uint32_t j = i; j > begin && i - j < 3; j--) {
        if (ter_token_is(tok(r, j - 1), TER_WORD_NEGATION)) return true;
        if (is_mark(tok(r, j - 1))) return false;
    }
    return false;
}

/* What is not done is still to do: not started is planned, not finished is under way. */
static ter_state negate(ter_state state) {
    return state == TER_STATE_COMPLETED ? TER_STATE_UNDER_CONSTRUCTION : TER_STATE_PLANNED;
}

/* 进行了整修: what was carried out is done. */
static bool is_done(const ter_reading *r, uint32_t i) {
    return i + 1 < r->t->list.len && tok(r, i + 1)->cp == LE && tok(r, i + 1)->to - tok(r, i + 1)->from == 1;
}

static bool has_unknown(const ter_reading *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (tok(r, i)->type == TER_TOKEN_UNKNOWN) return true;
    return false;
}

static cue cue_of_after(const ter_reading *r, uint32_t i, uint32_t from, ter_action action) {
    const ter_word *w = tok(r, i)->word;
    cue c = {.at = i, .strong = true, .action = action};
    c.state = w->after ? w->after : w->before;
    if (!w->after) c.driven = w->driven, c.aimed = w->aimed;
    if (w->after) c.strong = w->after_strong;
    if (negated(r, i, from)) c.state = negate(c.state), c.driven = c.aimed = false;
    if (c.driven && is_done(r, i)) c.state = TER_STATE_COMPLETED, c.driven = false;
    return c;
}

static bool is_to(const ter_token *k) { /* 至, 到 */
    return k->to - k->from == 1 && (k->cp == ZHI || k->cp == 0x5230);
}

/* Is the find at token `i` a further member of the list, not a new subject (陕西师范大学…游泳馆竣工)? */
static bool continues_list(const ter_reading *r, const ter_find *f, uint32_t i, uint32_t from) {
    if (i == from || f->area) return true;
    const ter_token *k = tok(r, i - 1);
    return ter_token_mark(k, DUNHAO) || ter_token_is(k, TER_WORD_JOIN) || is_mark(k) || is_to(k) ||
           ter_token_is(k, TER_WORD_AREA) || k->type == TER_TOKEN_NAME;
}

/* The bracket that closes the one at `i`, or `i` when none does before `end`. */
static uint32_t bracket_end(const ter_reading *r, uint32_t i, uint32_t end) {
    for (uint32_t k = i + 1; k < end; k++)
        if (ter_token_mark(tok(r, k), ')')) return k;
    return i;
}

/* The word after the list that closes it: 翠湖公园二期、凤鸣公园 开工. Works on the way give the action. */
static cue cue_after(const ter_reading *r, const ter_sentence *s, uint32_t from, uint32_t end, bool place) {
    cue none = no_cue;
    for (uint32_t i = from; i < end && chars(r, from, i + 1) <= MOST_RIGHT; i++) {
        const ter_find *over = ter_token_mark(tok(r, i), '(') ? NULL : find_over(r, s, i);
        if (over && !continues_list(r, over, i, from)) break;
        if (over) {
            i = find_end(over) - 1;
            continue;
        }
        const ter_token *k = tok(r, i);
        if (ter_token_mark(k, '(')) i = bracket_end(r, i, end);
        if (!k->word || k->type == TER_TOKEN_NAME) continue;
        if (i + 1 < end && is_undertaking(r, i + 1) && !k->word->after_strong) continue; /* 改建 工程 */
        const ter_token *next = i + 1 < end ? tok(r, i + 1) : NULL;
        bool yields = next && next->word && next->word->after && next->type != TER_TOKEN_NAME; /* 完成 立项 */
        if (k->word->after && !yields && (k->word->before ? closes(r, i, end) : ends_cleanly(r, i, end))) {
            /* 停靠站点临时撤销: what is given up must be the facility itself */
            if (k->word->after == TER_STATE_CANCELLED && has_unknown(r, from, i)) break;
            return cue_of_after(r, i, from, none.action);
        }
        if (k->word->action && !none.action) none.action = k->word->action;
        if (yields || !k->word->before || (k->word->classes & TER_WORD_WORKS)) continue;
        if (place && k->word->aimed) continue;
        if (place && is_done(r, i)) return (cue){.at = i, .state = TER_STATE_COMPLETED, .action = none.action};
        if (place) return (cue){.at = i, .state = k->word->before, .driven = k->word->driven, .action = none.action};
        if (closes(r, i, end)) return cue_of_after(r, i, from, none.action);
        break;
    }
    return none;
}

/* The verb before the list that governs it: 启动 清溪河…及白沙河…. What stands in brackets governs nothing. */
static cue cue_before(const ter_reading *r, const ter_sentence *s, uint32_t at, uint32_t begin) {
    int depth = 0;
    for (uint32_t i = at; i > begin && chars(r, i - 1, at) <= MOST_LEFT; i--) {
        const ter_find *over = find_over(r, s, i - 1);
        if (over) {
            i = over->from + 1;
            continue;
        }
        const ter_token *k = tok(r, i - 1);
        if (ter_token_mark(k, ')')) depth++;
        if (ter_token_mark(k, '(')) depth--;
        if (depth > 0 || !k->word || k->type == TER_TOKEN_NAME) continue;
        if (k->word->after && !k->word->before) break;
        bool of_member = (k->word->classes & TER_WORD_WORKS) && i >= 2 && find_over(r, s, i - 2); /* 甲扩建、乙 */
        if (!k->word->before || of_member || (i >= 2 && ter_token_is(tok(r, i - 2), TER_WORD_AT))) continue;
        bool no = negated(r, i - 1, begin);
        return (cue){.at = i - 1,
                     .state = no ? negate(k->word->before) : k->word->before,
                     .driven = k->word->driven && !no,
                     .aimed = k->word->aimed && !no,
                     .action = k->word->action};
    }
    return no_cue;
}

/* A name alone in brackets is a label: AI+心脏（平安医院）. */
static bool is_label(const ter_reading *r, const ter_sentence *s, const ter_find *f) {
    uint32_t end = find_end(f);
    return f->from > s->from && end < s->to && ter_token_mark(tok(r, f->from - 1), '(') &&
           ter_token_mark(tok(r, end), ')');
}

typedef enum place {
    NO_PLACE,
    PLACE_OF_VERB, /* 连接, 走进, 支持 … */
    PLACE_IN,      /* 在, 从, 至 … */
} place;

static place place_of(const ter_token *k) {
    return !ter_token_is(k, TER_WORD_AT) ? NO_PLACE : k->to - k->from == 1 ? PLACE_IN : PLACE_OF_VERB;
}

static bool begins_phrase(const ter_reading *r, uint32_t i, uint32_t begin) {
    return i == begin || is_mark(tok(r, i - 1)) || ter_token_is(tok(r, i - 1), TER_WORD_STOP);
}

/* Is the list that holds token `at` introduced by a word of place (在, 至, 西起, 连接)? */
static place list_place(const ter_reading *r, const ter_sentence *s, uint32_t at, uint32_t begin) {
    bool in_member = false; /* of the list, one that is no find: its tokens are stepped over */
    bool in_list = false;
    for (uint32_t i = at; i > begin; i--) {
        const ter_find *over = find_over(r, s, i - 1);
        if (over) {
            i = over->from + 1;
            in_member = false;
            continue;
        }
        const ter_token *k = tok(r, i - 1);
        if (place_of(k)) return !in_list || begins_phrase(r, i - 1, begin) ? place_of(k) : NO_PLACE;
        if (ter_token_mark(k, DUNHAO) || ter_token_is(k, TER_WORD_JOIN)) in_member = in_list = true;
        else if (!ter_token_is(k, TER_WORD_AREA) &&
                 !(in_member && !is_mark(k) && !ter_token_is(k, TER_WORD_STOP | TER_WORD_CUE)))
            return NO_PLACE;
    }
    return NO_PLACE;
}

/* 金湾、白沙江、月亮湖3个实验室: the total says that the members are something else. */
static bool is_member_of_others(const ter_reading *r, const ter_sentence *s, const ter_find *f) {
    uint32_t i = find_end(f);
    while (i < s->to && (ter_token_mark(tok(r, i), DUNHAO) || ter_token_is(tok(r, i), TER_WORD_JOIN))) {
        for (i++; i < s->to && !is_mark(tok(r, i)) && tok(r, i)->type != TER_TOKEN_NUMBER; i++) {
        }
    }
    if (i + 1 >= s->to || tok(r, i)->type != TER_TOKEN_NUMBER || !ter_token_is(tok(r, i + 1), TER_WORD_MEASURE))
        return false;
    for (uint32_t j = i + 2; j < s->to && j < i + 6 && !is_mark(tok(r, j)); j++)
        if (ter_token_is(tok(r, j), TER_WORD_ORG) && !ter_token_is(tok(r, j), TER_WORD_CATEGORY)) return true;
    return false;
}

/* 甲路至乙高速: the ends of a stretch. */
static bool is_range_end(const ter_reading *r, const ter_sentence *s, const ter_find *f) {
    uint32_t end = find_end(f);
    bool left = f->from > s->from + 1 && is_to(tok(r, f->from - 1)) && find_over(r, s, f->from - 2);
    return left || (end + 1 < s->to && is_to(tok(r, end)) && find_over(r, s, end + 1));
}

/* ---- aim or fact, and when ---- */

typedef struct setting {
    ter_basis basis;
    ter_date when;
    const char *why;
} setting;

/* What is dated before the document is a fact, what is dated after it an aim. */
static ter_basis date_basis(const ter_reading *r, ter_date date) {
    int known = r->document.year, later = date.year - known;
    if (!date.year || !known) return TER_BASIS_NONE;
    if (later == 0 && date.month && r->document.month) later = date.month - r->document.month;
    return later < 0 ? TER_BASIS_REPORTED : later > 0 ? TER_BASIS_TARGET : TER_BASIS_NONE;
}

/* The nearest marker of aim or fact left of `cue`, back to `begin`. */
static ter_basis marker_before(const ter_reading *r, uint32_t cue, uint32_t begin) {
    for (uint32_t i = cue; i > begin; i--) {
        const ter_token *k = tok(r, i - 1);
        if (k->type == TER_TOKEN_NAME) continue;
        bool day = k->cp == RI && i >= 2 && tok(r, i - 2)->type == TER_TOKEN_NUMBER; /* 9月1日前 is no 日前 */
        if (day) continue;
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

/* A fact told without a year in a text of January or February is most likely of the year before, unless a word (已, 正)
 * tells how things stand now. */
static int default_year(const ter_reading *r, ter_basis basis, bool present) {
    bool new_year = r->document.month >= 1 && r->document.month <= 2;
    return basis == TER_BASIS_REPORTED && new_year && !present ? r->document.year - 1 : r->document.year;
}

typedef struct scope { /* where a cue stands: its clause, and what kind of verb it is */
    uint32_t cue, begin, end;
    ter_state told; /* the state when the facility is the subject of the cue, else NONE */
} scope;

/* A subject under construction, stopped or given up is told as it stands, also in a plan. */
static bool tells_now(ter_state told) {
    return told == TER_STATE_UNDER_CONSTRUCTION || told == TER_STATE_SUSPENDED || told == TER_STATE_CANCELLED;
}

/* Aim or fact, from the nearest evidence to the farthest. */
static ter_basis basis_of(const ter_reading *r, const ter_sentence *s, scope c, ter_date stated, int plan,
                          const char **why) {
    bool le = c.cue + 1 < s->to && tok(r, c.cue + 1)->cp == LE;
    const struct {
        ter_basis basis;
        const char *why;
    } evidence[] = {
        {le ? TER_BASIS_REPORTED : TER_BASIS_NONE, "了 after the cue"},
        {marker_before(r, c.cue, c.begin), "a marker in the clause"},
        {date_basis(r, stated), "the stated year"},
        {marker_before(r, c.begin, s->from), "a marker in the sentence"},
        {plan && plan < r->document.year ? TER_BASIS_REPORTED : TER_BASIS_NONE, "a past plan period"},
        {c.told && s->headline ? TER_BASIS_REPORTED : TER_BASIS_NONE, "a headline"},
        {c.told == TER_STATE_SUSPENDED || c.told == TER_STATE_CANCELLED ? TER_BASIS_REPORTED : TER_BASIS_NONE,
         "told as it stands"},
        {r->heading, "the heading above"},
        {tells_now(c.told) ? TER_BASIS_REPORTED : TER_BASIS_NONE, "told as it stands"},
        {r->carried, "an earlier sentence"},
        {c.told ? TER_BASIS_NONE : r->lean, "the text as a whole"},
    };
    for (size_t i = 0; i < sizeof evidence / sizeof *evidence; i++) {
        if (!evidence[i].basis) continue;
        *why = evidence[i].why;
        return evidence[i].basis;
    }
    *why = "nothing says that it is an aim";
    return TER_BASIS_REPORTED;
}

static int year_of(const ter_reading *r, ter_basis basis, int plan, bool present) {
    bool over = plan && plan <= r->document.year; /* a plan that is over is a time of facts, one to come of aims */
    if (plan && over == (basis == TER_BASIS_REPORTED)) return plan;
    if (r->heading == basis && r->heading_year) return r->heading_year;
    if (r->carried == basis && r->carried_year) return r->carried_year;
    return default_year(r, basis, present);
}

static setting setting_of(const ter_reading *r, const ter_sentence *s, scope c) {
    setting out = {TER_BASIS_NONE, {0}, NULL};
    uint32_t right = c.cue + 1 < s->to ? c.cue + 1 : c.cue;
    out.when = date_between(r, c.begin, c.cue, true);
    if (!out.when.year) out.when = date_between(r, right, c.end, false);
    if (!out.when.year) out.when = date_between(r, s->from, c.begin, true);
    int plan = plan_between(r, s->from, s->to);
    out.basis = basis_of(r, s, c, out.when, plan, &out.why);
    bool present = marker_before(r, c.cue, c.begin) == TER_BASIS_REPORTED;
    if (!out.when.year) out.when.year = year_of(r, out.basis, plan, present);
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
                           .cue_end = ter_text_end(r->t->text, k->to - 1),
                           .why = when.why};
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
        if (tok(r, i)->type == TER_TOKEN_NUMBER && i + 1 < to && ter_token_is(tok(r, i + 1), TER_WORD_MEASURE))
            return true;
    return false;
}

/* 其中, 包括, 比如 earlier in the sentence; its token, or UINT32_MAX. */
static uint32_t which_before(const ter_reading *r, const ter_sentence *s, uint32_t at) {
    for (uint32_t i = at; i > s->from; i--)
        if (ter_token_is(tok(r, i - 1), TER_WORD_WHICH)) return i - 1;
    return UINT32_MAX;
}

/* The verb of a clause that counts: 完成10条…, 有7所…投用, 新开工6所. */
static cue counted_cue(const ter_reading *r, uint32_t begin, uint32_t end) {
    bool counted = false;
    for (uint32_t i = end; i > begin; i--) {
        const ter_token *k = tok(r, i - 1);
        if (k->type == TER_TOKEN_NUMBER && i < end && ter_token_is(tok(r, i), TER_WORD_MEASURE)) counted = true;
        bool after = k->word && k->word->after && closes(r, i - 1, end);
        if (after && names_quantity_between(r, begin, i)) return cue_of_after(r, i - 1, begin, TER_ACTION_NONE);
        if (counted && k->word && k->word->before && k->type != TER_TOKEN_NAME)
            return (cue){.at = i - 1, .state = k->word->before, .driven = k->word->driven, .aimed = k->word->aimed};
    }
    return no_cue;
}

/* 计划完成10条道路建设，其中A、B已开工: the total's verb, before or after its number, holds for the named ones too. */
static cue cue_of_total(const ter_reading *r, const ter_sentence *s, uint32_t which) {
    for (int k = 0; k < MOST_FOLLOWING; k++) {
        uint32_t end = which;
        while (end > s->from && is_mark(tok(r, end - 1))) end--;
        uint32_t begin = clause_begin(r, s, end);
        cue c = counted_cue(r, begin, end);
        if (c.at != UINT32_MAX || begin == s->from) return c;
        which = begin;
    }
    return no_cue;
}

/* Do only words of time, aim and manner stand in [from, to), so that the subject is still that of the clause before? */
static bool has_no_subject(const ter_reading *r, uint32_t from, uint32_t to) {
    if (from < to && tok(r, from)->cp == WEI) return false; /* 为保障项目推进: a purpose */
    if (from < to && (tok(r, from)->cp == YIN || tok(r, from)->cp == SHOU)) return true; /* 因 …, 受 … */
    for (uint32_t i = from; i < to; i++) {
        const ter_token *k = tok(r, i);
        if (k->type == TER_TOKEN_PUNCT && k->cp != '(') continue;
        bool date = k->type == TER_TOKEN_NUMBER || ter_token_is(k, TER_WORD_WORD) || k->cp == NIAN || k->cp == YUE ||
                    k->cp == RI;
        if (!date &&
            !ter_token_is(k, TER_WORD_AIM | TER_WORD_FACT | TER_WORD_PROGRESS | TER_WORD_STOP | TER_WORD_NEGATION))
            return false;
    }
    return true;
}

/* The clauses after the one of the find, as long as they name nothing else and begin with no new subject. The entry of
 * a list is followed wherever it leads. */
static void read_following(const ter_reading *r, const ter_sentence *s, uint32_t end, bool entry, ter_statement *out,
                           size_t *n) {
    for (int k = 0; k < MOST_FOLLOWING && end + 1 < s->to; k++) {
        uint32_t from = end + 1, to = clause_end(r, s, from);
        for (uint32_t i = from; i < to; i++)
            if (find_over(r, s, i)) return;
        cue c = cue_after(r, s, from, to, false);
        if (c.at != UINT32_MAX && c.strong &&
            (entry && c.state != TER_STATE_COMPLETED ? true : has_no_subject(r, from, c.at))) {
            ter_statement more;
            setting when = setting_of(r, s, (scope){c.at, from, to, c.state});
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
    place place;
    cue before, after;
} around;

static around look_around(const ter_reading *r, const ter_sentence *s, const ter_find *f) {
    around a = {.begin = clause_begin(r, s, f->from), .end = clause_end(r, s, find_end(f)), .before = no_cue};
    a.place = list_place(r, s, f->from, a.begin);
    a.after = cue_after(r, s, find_end(f), a.end, a.place == PLACE_IN);
    if (!a.place) a.before = cue_before(r, s, f->from, a.begin);
    return a;
}

/* The cue that governs: a strong one after the list, else the verb before it. A place is not worked on, unless works go
 * on in it (在 … 开展) or the very next word says so (支持 … 筹建). */
static cue governing(const ter_find *f, const around *a) {
    bool after = a->after.at != UINT32_MAX;
    if (a->place == PLACE_IN) return after && !a->after.strong ? a->after : no_cue;
    if (a->place == PLACE_OF_VERB) return after && a->after.at == find_end(f) ? a->after : no_cue;
    return after && (a->after.strong || a->before.at == UINT32_MAX) ? a->after : a->before;
}

static bool read_own(const ter_reading *r, const ter_sentence *s, const around *a, cue c, ter_statement *out) {
    bool told = c.at == a->after.at && a->before.at == UINT32_MAX; /* a subject and its verb */
    setting when = setting_of(r, s, (scope){c.at, a->begin, a->end, told ? c.state : TER_STATE_NONE});
    if (when.basis == TER_BASIS_REPORTED && c.aimed) return false;
    if (when.basis == TER_BASIS_REPORTED && c.driven) c.state = TER_STATE_UNDER_CONSTRUCTION;
    put(r, out, c, when, a->after.action ? a->after.action : a->before.action);
    return true;
}

/* The end of the list that the find stands in. */
static uint32_t list_end(const ter_reading *r, const ter_sentence *s, const ter_find *f) {
    uint32_t end = find_end(f);
    while (end + 1 < s->to && (ter_token_mark(tok(r, end), DUNHAO) || ter_token_is(tok(r, end), TER_WORD_JOIN))) {
        const ter_find *next = find_over(r, s, end + 1);
        if (!next) break;
        end = find_end(next);
    }
    return end;
}

/* 翠湖公园提升改造为体育公园, in a plan: works without a verb of their own are an aim. */
static bool read_works_alone(const ter_reading *r, const ter_sentence *s, const ter_find *f, const around *a,
                             ter_statement *out) {
    if (a->place || a->after.action != TER_ACTION_REHABILITATION) return false;
    uint32_t at = list_end(r, s, f);
    if (at >= s->to || after_works(r, at, a->end) == at) return false;
    setting when = setting_of(r, s, (scope){at, a->begin, a->end, TER_STATE_NONE});
    if (when.basis != TER_BASIS_TARGET) return false;
    put(r, out, (cue){.at = at, .state = TER_STATE_PLANNED}, when, a->after.action);
    return true;
}

/* 名称：进展 — in a list of projects the words after the colon are said of the name before it. */
static bool is_entry(const ter_reading *r, const ter_sentence *s, const around *a) {
    return a->end < s->to && ter_token_mark(tok(r, a->end), ':') && !a->place;
}

static bool read_total(const ter_reading *r, const ter_sentence *s, const ter_find *f, const around *a,
                       ter_statement *out) {
    uint32_t which = which_before(r, s, f->from);
    if (which == UINT32_MAX) return false;
    cue total = cue_of_total(r, s, which);
    if (total.at == UINT32_MAX) return false;
    scope of = {total.at, clause_begin(r, s, total.at), clause_end(r, s, total.at), TER_STATE_NONE};
    setting when = setting_of(r, s, of);
    if (when.basis == TER_BASIS_REPORTED && total.aimed) return false;
    if (when.basis == TER_BASIS_REPORTED && total.driven) total.state = TER_STATE_UNDER_CONSTRUCTION;
    put(r, out, total, when, a->after.action);
    return true;
}

size_t ter_statement_read(const ter_reading *r, const ter_sentence *s, uint32_t index, ter_statement *out) {
    const ter_find *f = &r->finds->items[index];
    size_t n = 0;
    if (f->inside_part || is_label(r, s, f) || is_range_end(r, s, f) || is_member_of_others(r, s, f)) return 0;
    around a = look_around(r, s, f);
    cue c = governing(f, &a);
    n = c.at != UINT32_MAX ? read_own(r, s, &a, c, out) : read_works_alone(r, s, f, &a, out);
    ter_statement inherited;
    if (!a.place && read_total(r, s, f, &a, &inherited)) add(out, &n, inherited);
    bool subject = a.before.at == UINT32_MAX && !a.place && !names_quantity_between(r, a.begin, f->from);
    if (subject) read_following(r, s, a.end, is_entry(r, s, &a), out, &n);
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
    uint32_t level = 0;
    while (from + level < to && ter_token_mark(tok(r, from + level), '#')) level++;
    bool ends_section = level > 0 && level <= (r->heading_level ? r->heading_level : level);
    if (!review && !plan && !ends_section) return true;
    ter_date year = date_between(r, from, to, false);
    ter_basis basis = !review && !plan ? TER_BASIS_NONE : !plan ? TER_BASIS_REPORTED : TER_BASIS_TARGET;
    if (review && plan) { /* 主要工作 heads both: the year decides */
        if (!year.year) return true;
        basis = year.year < r->document.year ? TER_BASIS_REPORTED : TER_BASIS_TARGET;
    }
    r->heading = basis;
    r->heading_level = level;
    r->heading_year = !basis ? 0 : year.year ? year.year : review ? plan_between(r, from, to) : 0;
    r->carried = TER_BASIS_NONE;
    r->carried_year = 0;
    return true;
}

void ter_reading_lean(ter_reading *r) {
    size_t aims = 0, facts = 0;
    for (uint32_t i = 0; i < r->t->list.len; i++) {
        if (tok(r, i)->type == TER_TOKEN_NAME) continue;
        aims += ter_token_is(tok(r, i), TER_WORD_AIM);
        facts += ter_token_is(tok(r, i), TER_WORD_FACT | TER_WORD_PROGRESS);
    }
    r->lean = aims > facts ? TER_BASIS_TARGET : TER_BASIS_NONE;
}

void ter_reading_opening(ter_reading *r, uint32_t from, uint32_t to) {
    bool names_year = date_between(r, from, to, false).year != 0;
    if (names_year && chars(r, from, to) <= MOST_OPENING && line_says(r, from, to, TER_WORD_REVIEW | TER_WORD_PLAN))
        ter_reading_heading(r, from, to);
}

bool ter_reading_carry(ter_reading *r, const ter_sentence *s) {
    ter_basis said = TER_BASIS_NONE;
    for (uint32_t i = s->from; i < s->to; i++) {
        const ter_token *k = tok(r, i);
        if (k->type == TER_TOKEN_NAME) continue;
        if (ter_token_is(k, TER_WORD_AIM)) said = TER_BASIS_TARGET;
        if (!said && ter_token_is(k, TER_WORD_FACT)) said = TER_BASIS_REPORTED;
    }
    uint32_t head = s->from + TOPIC < s->to ? s->from + TOPIC : s->to;
    ter_date year = date_between(r, s->from, head, false); /* a date at the head sets the topic */
    if (!said) said = date_basis(r, year);
    if (!said) return false;
    r->carried = said;
    r->carried_year = year.year;
    return true;
}
