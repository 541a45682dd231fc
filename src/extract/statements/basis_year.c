/* Aim or fact, and of which year: the evidence from the nearest to the farthest. */
#include "extract/statements/basis_year.h"

#include "extract/statements/clause.h"
#include "extract/statements/cue.h"
#include "extract/words/dates.h"
#include "text/characters.h"

enum {
    PLAN_YEARS = 4, /* a plan begins four years before its last */
    HALF_YEAR = 6,  /* months */
};

/* What is dated before the document is a fact, what is dated after it an aim. */
ter_basis ter_basis_year_of_date(const ter_section_context *r, ter_date date) {
    int known = r->document.year, later = date.year - known;
    if (!date.year || !known) return TER_BASIS_NONE;
    bool same_month = later == 0 && date.month && date.month == r->document.month;
    if (same_month && date.day && r->document.day)
        return date.day <= r->document.day ? TER_BASIS_REPORTED : TER_BASIS_TARGET;
    if (later == 0 && date.month && r->document.month) later = date.month - r->document.month;
    else if (later == 0 && r->document.month >= 11) later = -1; /* a year that is almost over is reported on */
    return later < 0 ? TER_BASIS_REPORTED : later > 0 ? TER_BASIS_TARGET : TER_BASIS_NONE;
}

bool ter_basis_year_is_aim(const ter_section_context *r, uint32_t i) {
    const ter_token *k = ter_section_token(r, i);
    bool object = ter_token_is_char(k, U'将') && i + 1 < r->t->list.len &&
                  ter_section_token(r, i + 1)->type == TER_TOKEN_NUMBER; /* 将7所学校移交 */
    return ter_token_is(k, TER_WORD_AIM) && !object;
}

/* 2022年底, said in 2023: no end of a year to come. */
static bool is_past_year_end(const ter_section_context *r, uint32_t i) {
    if (ter_section_token(r, i)->cp != U'年' || i == 0 || ter_section_token(r, i - 1)->type != TER_TOKEN_NUMBER)
        return false;
    long year = ter_token_number(r->t, ter_section_token(r, i - 1));
    return year > 0 && year < r->document.year;
}

/* The nearest marker of aim or fact left of `cue`, back to `begin`. */
static ter_basis marker_before(const ter_section_context *r, uint32_t cue, uint32_t begin) {
    for (uint32_t i = cue; i > begin; i--) {
        const ter_token *k = ter_section_token(r, i - 1);
        if (k->type == TER_TOKEN_NAME) continue;
        bool day = k->cp == U'日' && i >= 2 &&
                   ter_section_token(r, i - 2)->type == TER_TOKEN_NUMBER; /* 9月1日前 is not 日前 */
        if (day) continue;
        if (ter_token_is(k, TER_WORD_FACT | TER_WORD_PROGRESS)) return TER_BASIS_REPORTED;
        if (ter_basis_year_is_aim(r, i - 1) && !is_past_year_end(r, i - 1)) return TER_BASIS_TARGET;
    }
    return TER_BASIS_NONE;
}

static bool names_any(const ter_section_context *r, const ter_sentence *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (ter_clause_name_at(r, s, i)) return true;
    return false;
}

/* The nearest marker in the clauses before that of the cue. 甲路即将完工，乙路启动: an aim behind one name is not one
 * of the next. */
static ter_basis marker_of_sentence(const ter_section_context *r, const ter_sentence *s, ter_cue_scope c) {
    bool own = names_any(r, s, c.begin, c.end);
    for (uint32_t end = c.begin; end > s->from;) {
        uint32_t begin = ter_clause_begin(r, s, end - 1);
        if (begin >= end) begin = end - 1;
        ter_basis said = marker_before(r, end, begin);
        uint32_t at = begin;
        while (at < end && !ter_basis_year_is_aim(r, at)) at++;
        if (said && !(own && said == TER_BASIS_TARGET && names_any(r, s, begin, at))) return said;
        end = begin;
    }
    return TER_BASIS_NONE;
}

/* Of what stands in brackets only the brackets speak: （2027年建成）. The token after the one that closes. */
static uint32_t past_bracket(const ter_section_context *r, uint32_t open, uint32_t to) {
    for (uint32_t i = open + 1; i < to; i++)
        if (ter_token_mark(ter_section_token(r, i), ')')) return i + 1;
    return open;
}

static bool is_comparison(const ter_token *k) {
    return k->to - k->from == 1 && ter_cp_in(k->cp, U"比较");
}

/* ter_basis_year_date, with the token at which the date stands. */
static ter_date date_in(const ter_section_context *r, uint32_t from, uint32_t to, bool last, uint32_t *at) {
    ter_date best = {0};
    for (uint32_t i = from; i < to; i++) {
        ter_date found;
        if (ter_token_mark(ter_section_token(r, i), '(')) i = past_bracket(r, i, to);
        i = ter_clause_past_measure(r, i, to);
        if (i >= to) break;
        uint32_t next = ter_dates_at(r->t, i, r->document, &found);
        if (next == i) continue;
        if (i > from && is_comparison(ter_section_token(r, i - 1))) { /* 比2020年增长 */
            i = next - 1;
            continue;
        }
        best = found;
        *at = i;
        if (!last) break;
        i = next - 1;
    }
    return best;
}

ter_date ter_basis_year_date(const ter_section_context *r, uint32_t from, uint32_t to, bool last) {
    uint32_t at;
    return date_in(r, from, to, last, &at);
}

int ter_basis_year_of_month(const ter_section_context *r, uint32_t from, uint32_t at) {
    for (uint32_t i = at; i > from; i--) {
        ter_date found;
        if (ter_dates_at(r->t, i - 1, r->document, &found) > i - 1 && !ter_dates_lacks_year(r->t, i - 1))
            return found.year;
    }
    return r->carried_year ? r->carried_year : r->heading_year;
}

/* The last year that is over, or all but over, when the document appears. */
static int year_over(const ter_section_context *r) {
    if (r->report.review_year) return r->report.review_year;
    bool new_year = r->document.month >= 1 && r->document.month <= 2;
    return r->document.year && new_year ? r->document.year - 1 : r->document.year;
}

ter_period ter_basis_year_period(const ter_section_context *r, uint32_t from, uint32_t to) {
    ter_period last = {0, 0};
    int now = r->report.review_year ? r->report.review_year : r->document.year;
    for (uint32_t i = from; i < to; i++) {
        ter_period p = ter_dates_period(r->t, i, year_over(r), now);
        if (p.from) last = p;
    }
    return last;
}

bool ter_basis_year_is_history(const ter_section_context *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (ter_dates_is_era(r->t, i)) return true;
    return false;
}

int ter_basis_year_plan(const ter_section_context *r, uint32_t from, uint32_t to) {
    int end = 0;
    for (uint32_t i = from; i < to; i++) {
        int year = ter_dates_plan_end(r->t, i);
        if (year) end = year;
    }
    return end;
}

ter_basis ter_basis_year_part(const ter_section_context *r, uint32_t i) {
    if (!r->report.is) return TER_BASIS_NONE;
    return ter_section_token(r, i)->from < r->report.turn ? TER_BASIS_REPORTED : TER_BASIS_TARGET;
}

/* The year of what nothing dates: a work report's review tells of the year before its plan; another text of its own
 * year, unless it is headed as a review and appeared in January or February. */
static int default_year(const ter_section_context *r, ter_basis basis, bool present, ter_basis part, const char **why) {
    *why = "the year that the report looks back on";
    if (part == TER_BASIS_REPORTED && basis == TER_BASIS_REPORTED && r->report.review_year)
        return r->report.review_year;
    *why = "the year that the report plans for";
    if (part && r->report.plan_year) return r->report.plan_year;
    bool new_year = r->document.month >= 1 && r->document.month <= 2;
    bool review = basis == TER_BASIS_REPORTED && r->heading == TER_BASIS_REPORTED && new_year && !present;
    *why = review             ? "the year before the document's January or February"
           : r->document.year ? "the document's own year"
                              : "nothing says when";
    return review ? r->document.year - 1 : r->document.year;
}

/* A subject under construction, stopped or given up is stated as it is now, also in a plan. */
static bool tells_now(ter_state told) {
    return told == TER_STATE_UNDER_CONSTRUCTION || told == TER_STATE_SUSPENDED || told == TER_STATE_CANCELLED;
}

/* 今年实施, said in the first half of the year: still to be done. */
static bool is_this_year(const ter_section_context *r, ter_cue_scope c, ter_date stated) {
    return !c.told && stated.year && stated.year == r->document.year && !stated.month && r->document.month &&
           r->document.month <= 6;
}

/* | 建成云岭小学 |: a verb that opens a cell names what is to be done. */
static bool is_task(const ter_section_context *r, ter_cue_scope c) {
    if (c.told || c.cue == 0) return false;
    const ter_token *before = ter_section_token(r, c.cue - 1);
    return ter_token_mark(before, '|') || ter_token_mark(before, TER_TEXT_CELL);
}

/* 推进甲路建设，确保年底前通车: works with an aim after them are an aim. */
static bool aim_follows(const ter_section_context *r, const ter_sentence *s, ter_cue_scope c) {
    return !c.told && c.end + 1 < s->to && ter_token_mark(ter_section_token(r, c.end), ',') &&
           ter_basis_year_is_aim(r, c.end + 1);
}

/* 随着甲路通车，出行将更方便: what something else follows from has come about. */
static bool has_come_about(const ter_section_context *r, ter_cue_scope c) {
    const ter_token *k = ter_section_token(r, c.begin);
    return k->cp == U'随' && r->t->text->cp[k->from + 1] == U'着' && ter_basis_year_part(r, c.cue) != TER_BASIS_TARGET;
}

/* Aim or fact, from the nearest evidence to the farthest. */
static ter_basis basis_of(const ter_section_context *r, const ter_sentence *s, ter_cue_scope c, ter_date stated,
                          int plan, const char **why) {
    bool le = (c.cue + 1 < s->to && ter_section_token(r, c.cue + 1)->cp == U'了') ||
              r->t->text->cp[ter_section_token(r, c.cue)->to - 1] == U'了'; /* 打造了 */
    /* a fact of last year does not make one of what is dated otherwise */
    bool other_year = stated.year && r->carried_year && stated.year != r->carried_year;
    ter_basis carried = other_year ? TER_BASIS_NONE : r->carried;
    const struct {
        ter_basis basis;
        const char *why;
    } evidence[] = {
        {le ? TER_BASIS_REPORTED : TER_BASIS_NONE, "了 after the cue"},
        {ter_cue_is_goal(r, c.cue, c.end) ? TER_BASIS_TARGET : TER_BASIS_NONE, "a goal"},
        {ter_basis_year_is_aim(r, c.cue) ? TER_BASIS_TARGET : marker_before(r, c.cue, c.begin),
         "a marker in the clause"}, /* 将建 */
        {is_task(r, c) ? TER_BASIS_TARGET : TER_BASIS_NONE, "a task of a table"},
        {ter_basis_year_of_date(r, stated), "the stated year"},
        {is_this_year(r, c, stated) ? TER_BASIS_TARGET : TER_BASIS_NONE, "this year, early in it"},
        {has_come_about(r, c) ? TER_BASIS_REPORTED : TER_BASIS_NONE, "what something follows from"},
        {marker_of_sentence(r, s, c), "a marker in the sentence"},
        {aim_follows(r, s, c) ? TER_BASIS_TARGET : TER_BASIS_NONE, "an aim in the next clause"},
        {plan && plan < r->document.year ? TER_BASIS_REPORTED : TER_BASIS_NONE, "a past plan period"},
        {plan - PLAN_YEARS >= r->document.year && r->document.year ? TER_BASIS_TARGET : TER_BASIS_NONE,
         "a plan period to come"},
        {c.told && s->headline ? TER_BASIS_REPORTED : TER_BASIS_NONE, "a headline"},
        {c.told == TER_STATE_SUSPENDED || c.told == TER_STATE_CANCELLED ? TER_BASIS_REPORTED : TER_BASIS_NONE,
         "told as it stands"},
        {r->heading, "the heading above"},
        {ter_basis_year_part(r, c.cue), "the report's part"},
        {tells_now(c.told) ? TER_BASIS_REPORTED : TER_BASIS_NONE, "told as it stands"},
        {carried, "an earlier sentence"},
        {c.told ? TER_BASIS_NONE : r->lean, "the text as a whole"},
        {c.pushed ? TER_BASIS_TARGET : TER_BASIS_NONE, "a verb of intent"},
        {r->title_plan && !c.told ? TER_BASIS_TARGET : TER_BASIS_NONE, "a title of a plan period to come"},
    };
    for (size_t i = 0; i < sizeof evidence / sizeof *evidence; i++) {
        if (!evidence[i].basis) continue;
        *why = evidence[i].why;
        return evidence[i].basis;
    }
    *why = "nothing says that it is an aim";
    return TER_BASIS_REPORTED;
}

/* The year when the sentence states none. */
static int year_of(const ter_section_context *r, ter_basis basis, int plan, bool present, bool now, ter_basis part,
                   const char **why) {
    bool old_news = now && !part && r->carried_year < r->document.year - 1;
    bool over = plan && plan <= r->document.year; /* a plan that is over is a time of facts, one to come of aims */
    if (plan && over == (basis == TER_BASIS_REPORTED)) {
        *why = "the end of the plan period";
        return plan;
    }
    if (r->heading == basis && r->heading_year) {
        *why = "the heading above";
        return r->heading_year;
    }
    bool older =
        (present || old_news) && r->carried_year < r->document.year; /* how things stand now is not told of then */
    if (r->carried == basis && r->carried_year && !older) {
        *why = "an earlier sentence";
        return r->carried_year;
    }
    if (r->title_plan && basis == TER_BASIS_TARGET) {
        *why = "the plan period of the title";
        return r->title_plan;
    }
    return default_year(r, basis, present, part, why);
}

/* 目前已恢复建设: a year said earlier in the sentence is not that of now. */
static bool tells_of_now(const ter_section_context *r, ter_cue_scope c) {
    for (uint32_t i = c.begin; i < c.cue; i++) {
        const ter_token *k = ter_section_token(r, i);
        if (k->cp == U'目' && k->to - k->from > 1 && ter_token_is(k, TER_WORD_FACT | TER_WORD_PROGRESS)) return true;
    }
    return false;
}

/* 通车时间由今年10月推迟至明年6月: the later date counts. */
static bool is_put_off(const ter_section_context *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const ter_token *k = ter_section_token(r, i);
        uint32_t second = k->to - k->from > 1 ? r->t->text->cp[k->from + 1] : 0;
        if ((k->cp == U'推' && second == U'迟') || (k->cp == U'延' && second)) return true; /* 推迟 延期 延后 */
        if (k->cp == U'调' && second == U'整') return true;
    }
    return false;
}

/* The date that is nearest to the cue, and the token at which it stands. */
static ter_date stated_date(const ter_section_context *r, const ter_sentence *s, ter_cue_scope c, uint32_t *at,
                            const char **why) {
    uint32_t right = c.cue + 1 < s->to ? c.cue + 1 : c.cue;
    *why = "stated in the clause";
    ter_date when = date_in(r, c.begin, c.cue, true, at);
    if (!when.year || is_put_off(r, right, c.end)) when = date_in(r, right, c.end, is_put_off(r, right, c.end), at);
    if (when.year || tells_of_now(r, c)) return when;
    *why = "stated earlier in the sentence";
    return date_in(r, s->from, c.begin, true, at);
}

/* 已于10月开放, said in January; 计划3月开工, said in November. */
static int year_of_bare_month(const ter_section_context *r, ter_date when, ter_basis basis) {
    int now = r->document.month;
    if (!now || !when.month || when.year != r->document.year) return when.year;
    if (basis == TER_BASIS_REPORTED && when.month > now) return when.year - 1;
    return basis == TER_BASIS_TARGET && when.month + HALF_YEAR < now ? when.year + 1 : when.year;
}

/* The period that the sentence names, or that holds since a heading or an earlier sentence: when no year of its own is
 * told, its last year is that of the statement. */
static ter_period period_of(const ter_section_context *r, const ter_sentence *s, ter_cue_scope c, ter_basis_year *out,
                            bool present) {
    ter_period none = {0, 0}, p = ter_basis_year_period(r, s->from, c.end < s->to ? c.end : s->to);
    bool own = p.from != 0;
    if (!own && r->carried_period.from && r->carried == out->basis) p = r->carried_period;
    else if (!own && r->heading_period.from && r->heading == out->basis) p = r->heading_period;
    bool over = p.to && (p.to <= year_over(r) || p.to <= r->document.year),
         fits = over == (out->basis == TER_BASIS_REPORTED);
    if (!p.from || !fits || (present && !own) || (out->told && out->when.year != p.to)) return none;
    if (out->when.year != p.to) {
        out->when = (ter_date){.year = p.to};
        out->why_year = "the last year of the period";
    }
    return p;
}

ter_basis_year ter_basis_year_read(const ter_section_context *r, const ter_sentence *s, ter_cue_scope c) {
    ter_basis_year out = {.basis = TER_BASIS_NONE};
    uint32_t at = 0;
    out.when = stated_date(r, s, c, &at, &out.why_year);
    out.told = out.when.year != 0;
    bool bare = out.when.year && ter_dates_lacks_year(r->t, at);
    int said = bare ? ter_basis_year_of_month(r, s->from, at) : 0;
    if (said) out.when.year = said;
    int plan = ter_basis_year_plan(r, s->from, c.end < s->to ? c.end : s->to);
    out.basis = basis_of(r, s, c, out.when, plan, &out.why);
    if (bare && out.basis == TER_BASIS_TARGET && out.when.year < r->document.year)
        out.when.year = r->document.year; /* an aim is not of the year that a review above it is of */
    if (bare && !said) out.when.year = year_of_bare_month(r, out.when, out.basis);
    bool present = marker_before(r, c.cue, c.begin) == TER_BASIS_REPORTED ||
                   (tells_now(c.told) && (r->heading == TER_BASIS_TARGET || s->headline)); /* stated as it is now */
    if (!out.when.year)
        out.when.year =
            year_of(r, out.basis, plan, present, tells_now(c.told), ter_basis_year_part(r, c.cue), &out.why_year);
    out.period = period_of(r, s, c, &out, present);
    return out;
}
