/* The statements of one found name: every way in which a sentence can say something of it, in order of strength. */
#include "extract/statements/statement.h"

#include "extract/statements/basis_year.h"
#include "extract/statements/counted_list.h"
#include "extract/statements/list_cues.h"
#include "extract/statements/list_heading.h"
#include "extract/statements/next_clauses.h"
#include "extract/statements/river_policy.h"
#include "text/characters.h"

#include <string.h>

enum {
    MOST_TOPIC = 3, /* tokens: 上 20 世纪 */
    MOST_TOTAL = 5, /* 等 3 条 续建 项目 */
};

/* 完成甲路扫尾, 收尾: the last of the works. */
static bool is_finishing(const ter_section_context *r, uint32_t i) {
    const ter_token *k = ter_section_token(r, i);
    return ter_cp_in(k->cp, U"扫收") && r->t->text->cp[k->to - 1] == U'尾';
}

/* The cue that governs: a strong one after the list, else the verb before it. A place is not worked on, unless works go
 * on in it (在 … 开展) or the very next word says so (支持 … 筹建). */
static ter_cue governing(const ter_section_context *r, const ter_found_name *f, const ter_list_cues *a) {
    bool after = a->after.at != UINT32_MAX;
    if (after && a->before.state == TER_STATE_COMPLETED && is_finishing(r, a->after.at)) return a->before;
    if (a->place == TER_PLACE_PHRASE_WITH) return ter_cue_none;
    if (a->place == TER_PLACE_PHRASE_IN) return after && !a->after.strong ? a->after : ter_cue_none;
    if (a->place == TER_PLACE_PHRASE_OF_VERB)
        return after && a->after.at == ter_found_name_end(f) ? a->after : ter_cue_none;
    bool outer = a->before.at != UINT32_MAX && !a->before.driven && !a->before.aimed &&
                 (a->after.driven || a->after.aimed); /* 启动甲路风貌打造 */
    return after && ((a->after.strong && !outer) || a->before.at == UINT32_MAX) ? a->after : a->before;
}

/* 完成 甲校迁建主体工程: only that far. */
static bool names_stage(const ter_section_context *r, uint32_t from, uint32_t end) {
    for (uint32_t i = from; i < end && !ter_token_mark(ter_section_token(r, i), U'、'); i++) {
        const ter_token *next = i + 1 < end ? ter_section_token(r, i + 1) : NULL;
        bool works = next && next->word && next->word->action == TER_ACTION_REHABILITATION; /* 路面硬化 */
        if (!works && ter_token_is(ter_section_token(r, i), TER_WORD_STAGE)) return true;
    }
    return false;
}

/* 新建甲路，改造乙路, in the review of a report: a bare verb of works tells what was done. */
static bool is_built(const ter_section_context *r, ter_cue c) {
    const ter_token *k = ter_section_token(r, c.at);
    return ter_basis_year_part(r, c.at) == TER_BASIS_REPORTED && k->word->action && (c.driven || c.aimed);
}

/* 抓好甲路、乙路等续建项目: what the total says of its members. */
static ter_state state_of_total(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                                ter_state state) {
    uint32_t i = ter_list_cues_list_end(r, s, f), end = i + MOST_TOTAL < s->to ? i + MOST_TOTAL : s->to;
    for (; i < end && !ter_token_is_mark(ter_section_token(r, i)) && !ter_clause_name_at(r, s, i); i++) {
        const ter_token *k = ter_section_token(r, i);
        if (k->to - k->from != 2 || r->t->text->cp[k->from + 1] != U'建') continue;
        if (k->cp == U'续' || k->cp == U'在') return TER_STATE_UNDER_CONSTRUCTION; /* 续建 在建 */
    }
    return state;
}

static bool read_own(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                     const ter_list_cues *a, ter_cue c, ter_statement *out) {
    bool told = c.at == a->after.at && c.strong && !c.driven && !c.aimed &&
                a->before.at == UINT32_MAX; /* a subject and its verb */
    ter_basis_year when = ter_basis_year_read(
        r, s,
        (ter_cue_scope){c.at, a->begin, a->end, told || c.state == TER_STATE_CANCELLED ? c.state : TER_STATE_NONE,
                        a->before.driven && c.at == a->after.at});
    bool done = when.basis == TER_BASIS_REPORTED && c.at == a->before.at && is_built(r, c);
    if (when.basis == TER_BASIS_REPORTED && c.aimed && !done) return false;
    if (when.basis == TER_BASIS_REPORTED && c.driven) c.state = TER_STATE_UNDER_CONSTRUCTION;
    if (done) c.state = TER_STATE_COMPLETED;
    else if (c.driven || c.aimed) c.state = state_of_total(r, s, f, c.state);
    if (c.at == a->before.at && c.state == TER_STATE_COMPLETED && names_stage(r, ter_found_name_end(f), a->end))
        c.state = TER_STATE_UNDER_CONSTRUCTION;
    ter_statement_from_cue(r, out, c, when, a->after.action ? a->after.action : a->before.action);
    return true;
}

/* 翠湖公园提升改造为体育公园, in a plan: works without a verb of their own are an aim. */
static bool read_works_alone(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                             const ter_list_cues *a, ter_statement *out) {
    if (a->place || a->after.action != TER_ACTION_REHABILITATION) return false;
    uint32_t at = ter_list_cues_list_end(r, s, f);
    uint32_t past = ter_cue_skip_works(r, at, a->end);
    if (at >= s->to || past == at) return false;
    const ter_token *next = past < a->end ? ter_section_token(r, past) : NULL;
    if (next && ter_cp_in(r->t->text->cp[next->to - 1], U"后前时")) return false; /* 甲路改造完成后，将方便出行 */
    bool done = ter_basis_year_part(r, at) == TER_BASIS_REPORTED && past == a->end;
    ter_basis_year when = ter_basis_year_read(r, s, (ter_cue_scope){at, a->begin, a->end, TER_STATE_NONE, false});
    if (when.basis != TER_BASIS_TARGET && !done) return false;
    ter_state state = when.basis == TER_BASIS_TARGET ? TER_STATE_PLANNED : TER_STATE_COMPLETED;
    ter_statement_from_cue(r, out, (ter_cue){.at = at, .state = state}, when, a->after.action);
    return true;
}

static bool read_total(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                       const ter_list_cues *a, bool own, ter_statement *out) {
    uint32_t which = ter_counted_list_which(r, s, f->from);
    if (which == UINT32_MAX) return false;
    if (which == s->from && (own || ter_clause_begin(r, s, f->from) > ter_clause_end(r, s, which) + 1))
        return false; /* the sentence before speaks only of the list that follows */
    ter_cue total = ter_counted_list_cue(r, s, which);
    if (total.at == UINT32_MAX) return false;
    bool relative = ter_section_token(r, total.at + 1)->cp == U'的'; /* 集中开工的15个项目: stated as known */
    ter_cue_scope of = {total.at, ter_clause_begin(r, s, total.at), ter_clause_end(r, s, total.at),
                        relative ? total.state : TER_STATE_NONE, false};
    ter_basis_year when = ter_basis_year_read(r, s, of);
    if (when.basis == TER_BASIS_REPORTED && total.aimed) return false;
    if (when.basis == TER_BASIS_REPORTED && total.driven) total.state = TER_STATE_UNDER_CONSTRUCTION;
    ter_statement_from_cue(r, out, total, when, a->after.action);
    return true;
}

/* An area that acts, or only says where the next name lies: 甲区推进乙路, 丙街道丁小区. */
static bool is_area_only(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                         const ter_list_cues *a) {
    return f->area && (a->before.at == UINT32_MAX || ter_clause_name_at(r, s, ter_found_name_end(f)));
}

/* 推出 甲广场、乙广场等; not 推出 甲公园 夜游活动. */
static bool is_whole_object(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end = ter_list_cues_list_end(r, s, f);
    if (end >= s->to) return true;
    const ter_token *k = ter_section_token(r, end);
    return ter_token_is_mark(k) || k->cp == U'等' || k->type == TER_TOKEN_NUMBER ||
           ter_token_is(k, TER_WORD_WORKS | TER_WORD_JOIN);
}

/* 20世纪50年代建成; 20世纪90年代，甲路建成: what is said of a decade or century is not about works of today. */
static bool is_history(const ter_section_context *r, const ter_sentence *s, const ter_list_cues *a, uint32_t cue) {
    uint32_t topic = s->from + MOST_TOPIC < s->to ? s->from + MOST_TOPIC : s->to;
    return ter_basis_year_is_history(r, a->begin, cue) ||
           (ter_basis_year_is_history(r, s->from, topic) && !ter_basis_year_date(r, topic, cue, false).year);
}

/* 为进一步提升甲路通行能力: what something is done for is not done by that. */
static bool is_purpose(const ter_section_context *r, const ter_list_cues *a) {
    return a->before.at != UINT32_MAX && a->before.aimed && ter_section_token(r, a->begin)->cp == U'为' &&
           ter_token_is(ter_section_token(r, a->begin), TER_WORD_STOP);
}

static bool is_new(const ter_section_context *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (ter_section_token(r, i)->cp == U'新' || ter_section_token(r, i)->cp == U'刚') return true;
    return false;
}

/* 由甲公司施工的, 乙公司负责施工的: who builds it, not that it is built now. */
static bool names_builder(const ter_section_context *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const ter_token *k = ter_section_token(r, i);
        uint32_t second = k->to < r->t->text->count ? r->t->text->cp[k->from + 1] : 0;
        if (ter_token_is_char(k, U'由') || (k->cp == U'负' && second == U'责') || (k->cp == U'公' && second == U'司'))
            return true;
    }
    return false;
}

/* 经过综合整治的甲公园, 经改造的甲路: the works are over. */
static bool has_gone_through(const ter_section_context *r, uint32_t from, uint32_t cue) {
    for (uint32_t i = from; i < cue; i++)
        if (ter_section_token(r, i)->cp == U'经') return true;
    return false;
}

/* 已通车的福翔路 without a year only describes. 去年通车的宁杭大道, 正在施工的杏花岭医院: a clause in front of the name
 * is said of it. */
static bool read_relative(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                          ter_statement *out) {
    uint32_t begin = ter_clause_begin(r, s, f->from);
    if (f->from < begin + 2 || ter_section_token(r, f->from - 1)->cp != U'的') return false;
    const ter_token *k = ter_section_token(r, f->from - 2);
    if (k->type != TER_TOKEN_WORD || !(k->word->before || k->word->after)) return false;
    uint32_t from = f->from - 2;
    while (from > begin && !ter_clause_name_at(r, s, from - 1) && !ter_token_is_mark(ter_section_token(r, from - 1)))
        from--;
    ter_cue c = ter_cue_at(r, f->from - 2, from, TER_ACTION_NONE);
    if (ter_cue_is_bygone(r, from, c.at)) return false;
    bool through = c.aimed && has_gone_through(r, from, c.at);
    if (through) c.state = TER_STATE_COMPLETED, c.aimed = false;
    if (c.driven || c.aimed || c.state == TER_STATE_SUSPENDED) return false; /* 由…建设的; 一度停工的 */
    if (c.state == TER_STATE_UNDER_CONSTRUCTION && names_builder(r, from, c.at)) return false;
    ter_basis_year when = ter_basis_year_read(r, s, (ter_cue_scope){c.at, from, f->from, c.state, false});
    bool told = c.state == TER_STATE_COMPLETED && when.basis == TER_BASIS_REPORTED;
    bool dated = through || ter_basis_year_date(r, from, f->from, false).year || is_new(r, from, f->from);
    if (told && !dated) return false;
    ter_statement_from_cue(r, out, c, when, c.action);
    return true;
}

/* 新城学校（2027年建成）: what stands in brackets after a name is said of it alone. */
static bool read_bracket(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                         ter_statement *out) {
    uint32_t open = ter_found_name_end(f), close = open + 1;
    if (open >= s->to || !ter_token_mark(ter_section_token(r, open), '(')) return false;
    while (close < s->to && !ter_token_mark(ter_section_token(r, close), ')')) {
        if (ter_clause_name_at(r, s, close)) return false;
        close++;
    }
    if (close >= s->to || close == open + 1) return false;
    ter_cue c = ter_cue_after(r, s, open + 1, close, false);
    if (c.at == UINT32_MAX || !ter_clause_has_no_subject(r, open + 1, c.at)) return false;
    ter_basis_year when = ter_basis_year_read(r, s, (ter_cue_scope){c.at, open + 1, close, c.state, false});
    ter_statement_from_cue(r, out, c, when, c.action);
    return true;
}

/* 甲学校扩建, 甲路今年将同步整治: works to come, with the facility as their subject. */
static bool read_works_to_come(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                               const ter_list_cues *a, ter_statement *out) {
    uint32_t from = ter_list_cues_list_end(r, s, f), i = from;
    bool aim = false;
    if (a->place) return false;
    for (; i < a->end; i++) {
        const ter_token *k = ter_section_token(r, i);
        if (k->word && k->word->action && k->word->before && ter_cue_closes(r, i, a->end)) break;
        aim = aim || ter_token_is(k, TER_WORD_AIM);
    }
    if (i >= a->end || !ter_clause_has_no_subject(r, from, i)) return false;
    ter_action action = ter_section_token(r, i)->word->action;
    if (!aim && !(i == from && (action == TER_ACTION_EXPANSION || action == TER_ACTION_REPLACEMENT))) return false;
    ter_basis_year when = ter_basis_year_read(r, s, (ter_cue_scope){i, a->begin, a->end, TER_STATE_NONE, false});
    if (when.basis != TER_BASIS_TARGET) return false;
    ter_statement_from_cue(r, out, (ter_cue){.at = i, .state = TER_STATE_PLANNED}, when, action);
    return true;
}

/* 清溪河 支流 石河: only says whose branch the other one is. */
static bool is_named_by_branch(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end = ter_found_name_end(f);
    if (end >= s->to) return false;
    const uint32_t *cp = r->t->text->cp + ter_section_token(r, end)->from;
    return cp[0] == U'支' && ter_section_token(r, end)->to - ter_section_token(r, end)->from == 2 && cp[1] == U'流';
}

/* 甲高速 乙特大桥: the road only bears the bridge that the sentence is about. */
static bool is_bearer(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end = ter_found_name_end(f);
    if (end < s->to && ter_token_mark(ter_section_token(r, end), '(')) { /* （简称“甲高速”） */
        while (end < s->to && !ter_token_mark(ter_section_token(r, end), ')')) end++;
        end++;
    }
    const ter_found_name *next = ter_clause_name_at(r, s, end);
    bool road = strcmp(ter_lexicon_kind_at(r->t->lexicon, f->kind), "road") == 0;
    return road && next && next->from == end && next->kind == f->kind && f->part_to <= f->part_from;
}

/* 已完成招标，6月开工: what was prepared is overtaken by what has begun since. */
static void drop_overtaken(ter_statement *out, size_t *n) {
    bool begun = false;
    for (size_t i = 0; i < *n; i++)
        begun = begun || (out[i].basis == TER_BASIS_REPORTED &&
                          (out[i].state == TER_STATE_STARTED || out[i].state == TER_STATE_UNDER_CONSTRUCTION));
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++)
        if (!begun || out[i].state != TER_STATE_PLANNED || out[i].basis != TER_BASIS_REPORTED) out[kept++] = out[i];
    *n = kept;
}

/* 加快甲路建设，确保年内通车: an aim of the year that only leads to its end is told by the end. */
static void drop_led(ter_statement *out, size_t *n) {
    if (*n < 2 || out[0].basis != TER_BASIS_TARGET || out[0].state == TER_STATE_COMPLETED) return;
    for (size_t i = 1; i < *n; i++) {
        bool end = out[i].basis == TER_BASIS_TARGET && out[i].state == TER_STATE_COMPLETED;
        if (!end || out[i].when.year != out[0].when.year) continue;
        for (size_t k = 1; k < *n; k++) out[k - 1] = out[k];
        (*n)--;
        return;
    }
}

/* ---- what is no work on the facility: the first of these that holds makes its name a mere reference ---- */

static bool is_inside_part(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    (void)r, (void)s;
    return f->inside_part;
}

static const struct {
    const char *name; /* as --explain prints it */
    bool (*holds)(const ter_section_context *, const ter_sentence *, const ter_found_name *);
} references[] = {
    {"a name inside another's part", is_inside_part},
    {"named to say whose branch another is", is_named_by_branch},
    {"a label", ter_place_phrase_is_label},
    {"where something else is", ter_place_phrase_is_landmark},
    {"a model for something else", ter_place_phrase_is_model},
    {"what bears the thing named next", is_bearer},
    {"policy on a river", ter_river_policy_is},
    {"what something else is named after", ter_river_policy_is_bearer},
    {"an award that it strives for", ter_place_phrase_is_candidate},
    {"what something else crosses", ter_place_phrase_is_crossed},
    {"the end of a stretch", ter_place_phrase_is_range_end},
    {"named in a list of other things", ter_place_phrase_is_of_others},
};

/* ---- the rules that make statements ---- */

/* One found name and what is known of the words around it, for the rules. */
typedef struct subject {
    const ter_section_context *r;
    const ter_sentence *s;
    const ter_found_name *f;
    ter_list_cues a;
    ter_cue own;                    /* the cue that governs; none: at UINT32_MAX */
    bool relative, counted;         /* a clause in front says something of it; the total of its list does */
    ter_statement inherited, total; /* what they say */
} subject;

static bool has_own(const subject *u) {
    return u->own.at != UINT32_MAX;
}

static void rule_own(const subject *u, ter_statement *out, size_t *n) {
    if (has_own(u) && read_own(u->r, u->s, u->f, &u->a, u->own, out)) *n = 1;
}

static void rule_introduction(const subject *u, ter_statement *out, size_t *n) {
    if (has_own(u) || u->counted || u->relative) return;
    if (ter_list_heading_introduces(u->r, u->s, u->f, &u->a, out)) *n = 1;
}

static void rule_to_come(const subject *u, ter_statement *out, size_t *n) {
    if (has_own(u) || u->counted || *n > 0) return;
    if (read_works_to_come(u->r, u->s, u->f, &u->a, out)) *n = 1;
}

static void rule_relative(const subject *u, ter_statement *out, size_t *n) {
    if (u->relative) ter_statement_add(out, n, u->inherited);
}

static void rule_bracket(const subject *u, ter_statement *out, size_t *n) {
    ter_statement said;
    if (read_bracket(u->r, u->s, u->f, &said)) ter_statement_add(out, n, said);
}

static void rule_total(const subject *u, ter_statement *out, size_t *n) {
    if (u->counted) ter_statement_add(out, n, u->total);
}

static void rule_following(const subject *u, ter_statement *out, size_t *n) {
    const ter_list_cues *a = &u->a;
    const ter_token *before = u->f->from > a->begin ? ter_section_token(u->r, u->f->from - 1) : NULL;
    bool joined = before && (ter_token_is(before, TER_WORD_JOIN) || ter_token_mark(before, U'、'));
    bool is_subject =
        a->before.at == UINT32_MAX && !a->place && (joined || !ter_clause_counts(u->r, a->begin, u->f->from));
    if (is_subject) ter_next_clauses_read(u->r, u->s, u->f, a, out, n);
    else if (!a->place && *n > 0) ter_next_clauses_read_aim(u->r, u->s, a, out, n);
    drop_overtaken(out, n);
    if (has_own(u) && a->before.at != UINT32_MAX && u->own.state != TER_STATE_STARTED) drop_led(out, n);
}

static void rule_works_alone(const subject *u, ter_statement *out, size_t *n) {
    if (*n == 0 && !has_own(u) && !u->counted && read_works_alone(u->r, u->s, u->f, &u->a, out)) *n = 1;
}

static void rule_heading(const subject *u, ter_statement *out, size_t *n) {
    if (*n == 0 && !u->relative && ter_list_heading_heads(u->r, u->s, u->f, &u->a, out)) *n = 1;
}

static void rule_total_before(const subject *u, ter_statement *out, size_t *n) {
    if (*n == 0 && ter_list_heading_goes_on(u->r, u->s, u->f, &u->a, out)) *n = 1;
}

/* In this order; each adds to what those before it found. */
static const struct {
    const char *name; /* as --explain prints it */
    void (*read)(const subject *, ter_statement *, size_t *);
} rules[] = {
    {"the governing cue", rule_own},
    {"the line that introduces the list", rule_introduction},
    {"works to come of a subject", rule_to_come},
    {"a clause in front of the name", rule_relative},
    {"brackets behind the name", rule_bracket},
    {"the total of the list", rule_total},
    {"the clauses that follow", rule_following},
    {"works without a verb", rule_works_alone},
    {"the total of the list before", rule_total_before},
    {"the heading above", rule_heading},
};

/* Reads the words around the name; false when it is an area that only acts. */
static bool look_around(subject *u) {
    const ter_section_context *r = u->r;
    ter_list_cues *a = &u->a;
    const ter_found_name *f = u->f;
    *a = ter_list_cues_read(r, u->s, f);
    if ((a->before.whole && !is_whole_object(r, u->s, f)) || is_purpose(r, a)) a->before = ter_cue_none;
    if (is_area_only(r, u->s, f, a)) return false;
    if (a->before.at != UINT32_MAX && ter_cue_is_bygone(r, a->begin, a->before.at)) a->before = ter_cue_none;
    ter_cue c = governing(r, f, a);
    if (c.at != UINT32_MAX && ter_cue_is_bygone(r, a->begin, c.at)) c = ter_cue_none;
    u->relative = read_relative(r, u->s, f, &u->inherited);
    bool same_verb = c.at != UINT32_MAX && c.at < f->from && c.at + 2 >= f->from;
    if (u->relative && same_verb) c = ter_cue_none;
    if (c.at != UINT32_MAX && is_history(r, u->s, a, c.at)) c = ter_cue_none;
    u->counted = !a->place && read_total(r, u->s, f, a, c.at != UINT32_MAX, &u->total);
    u->own = c;
    return true;
}

size_t ter_statement_read(const ter_section_context *r, const ter_sentence *s, uint32_t index, ter_statement *out,
                          const char **why_none) {
    subject u = {.r = r, .s = s, .f = &r->found->items[index]};
    *why_none = "no words of works around it";
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        if (!references[i].holds(r, s, u.f)) continue;
        *why_none = references[i].name;
        return 0;
    }
    if (!look_around(&u)) return 0;
    if (u.a.place) *why_none = "a place where something happens";
    size_t n = 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        rules[i].read(&u, out, &n);
        for (size_t k = 0; k < n; k++)
            if (!out[k].rule) out[k].rule = rules[i].name;
    }
    return n;
}
