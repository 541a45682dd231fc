/* Whose document: what title, publisher, signature, file name and text say, weighed against each other. */
#include "areas/authority.h"

#include "areas/area_tally.h"
#include "base/memory.h"
#include "text/characters.h"
#include "text/fold.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_MENTIONS = 800,
    MOST_IN_SOURCE = 12,
    MOST_STRING = 400, /* characters of a title or the like that are looked at */
    HEAD = 400,        /* characters at the head of a text where it says whose it is */
    MOST_TEXT = 8000   /* characters that are read: more does not tell more */
};

typedef enum source { TITLE, PUBLISHER, SIGNATURE, FILE_NAME, FORMAL, SOURCES } source;

/* FORMAL: the head of the text, as in 在保定市第十二届人民代表大会第五次会议上. */
static const char *const basis_words[SOURCES] = {"title", "publisher", "signature", "file name", "text"};
static const double first_weight[SOURCES] = {3, 3, 3, 2.5, 2.5};

/* Chosen on reports and news of ninety places; none of them decides much by itself. */
static const double LATER_NAME = 1;     /* a source's second name and the next, beside first_weight */
static const double FORMAL_TITLE = 1.5; /* more for 保定市人民政府…, 2025年北京市政府工作报告 */
static const double AROUND = 0.3;       /* of what speaks for the area around */
static const double TEXT_SHARE = 2;     /* for the share of all names in the text */
static const double UNDER = 0.5;        /* names of areas in it, beside its own */
static const double SELF = 1.5;         /* for the share of its unit in 我市, 全县 … */
static const double SELF_DAMP = 3;      /* a few of these say little */
static const double FOCUS = 0.5;        /* see focus() */
static const double HEAD_FIRST = 1.5;   /* more for the first name in the text */
static const double FEW_VOTES = 1.5;    /* names in the text that are as good as none */

static const char32_t unit_chars[] = U"省市县区州旗盟镇乡";
enum { UNITS = sizeof unit_chars / sizeof *unit_chars - 1 };

typedef struct mention_list {
    ter_area_mention *items;
    size_t count;
} mention_list;

typedef struct evidence {
    mention_list said[SOURCES], text;
    ter_area_id first[SOURCES]; /* the first area that a source names */
    bool formal_title, nation_wide, tied;
    double self[UNITS], self_all; /* 我市, 全县 */
    ter_area_tally context;       /* mentions that are surely areas, to choose between namesakes */
    ter_area_tally weak;          /* the others, each area once */
    ter_area_tally sources, words;
} evidence;

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* Folded, without blanks; at most MOST_STRING. */
static size_t code_points(ter_str s, uint32_t out[MOST_STRING]) {
    size_t n = 0;
    uint32_t c;
    for (size_t i = 0; i < s.len && n < MOST_STRING;) {
        i += ter_utf8_next(s.ptr + i, s.len - i, &c);
        if (c != ' ' && c != 0x3000 && c != '\t') out[n++] = ter_fold_cp(c);
    }
    return n;
}

/* Is this said of the area that a name before it named: its government, its congress, its report? */
static bool formal_at(const uint32_t *cp, size_t n) {
    static const char32_t *const words[] = {U"人民政府", U"政府", U"第",   U"人大", U"人民代表", U"20",
                                            U"市长",     U"省长", U"县长", U"区长", U"州长",     U"委"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ter_cp_begins(cp, n, words[i])) return true;
    return false;
}

static void read_mentions(const uint32_t *cp, size_t n, size_t most, mention_list *out) {
    size_t at = 0;
    out->items = ter_realloc(NULL, most, sizeof *out->items);
    while (out->count < most && ter_area_next_mention(cp, n, &at, &out->items[out->count])) out->count++;
}

/* Of papers and bodies of the whole country. */
static bool is_nation_wide(const uint32_t *cp, size_t n) {
    static const char32_t *const names[] = {U"人民日报", U"人民网",   U"新华社",    U"新华网",   U"央视",
                                            U"中央",     U"国务院",   U"中国新闻",  U"中新社",   U"中新网",
                                            U"光明日报", U"经济日报", U"中国日报",  U"工人日报", U"科技日报",
                                            U"农民日报", U"法治日报", U"中国青年报"};
    for (size_t at = 0; at < n; at++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (ter_cp_begins(cp + at, n - at, names[i])) return true;
    return false;
}

static void read_string(ter_str s, source which, evidence *e) {
    uint32_t cp[MOST_STRING];
    size_t n = code_points(s, cp);
    mention_list *said = &e->said[which];
    read_mentions(cp, n, MOST_IN_SOURCE, said);
    if (which == TITLE && said->count) e->formal_title = formal_at(cp + said->items[0].to, n - said->items[0].to);
    /* 中国日报北京记者站 is not of the whole country. */
    if ((which == PUBLISHER || which == SIGNATURE) && !said->count) e->nation_wide |= is_nation_wide(cp, n);
}

/* 我市 counts twice as much as 全市, which is also said of the city around. */
static void read_self(const uint32_t *cp, size_t n, evidence *e) {
    for (size_t i = 0; i + 1 < n; i++) {
        if (cp[i] != U'我' && cp[i] != U'全') continue;
        for (size_t u = 0; u < UNITS; u++)
            if (cp[i + 1] == unit_chars[u]) {
                double weight = cp[i] == U'我' ? 2 : 1;
                e->self[u] += weight;
                e->self_all += weight;
            }
    }
}

/* Names at the head of the text that are followed by what makes them the speaker's. */
static void read_formal(const uint32_t *cp, size_t n, evidence *e) {
    mention_list *formal = &e->said[FORMAL];
    formal->items = ter_realloc(NULL, MOST_IN_SOURCE, sizeof *formal->items);
    for (size_t i = 0; i < e->text.count && formal->count < MOST_IN_SOURCE; i++) {
        const ter_area_mention *m = &e->text.items[i];
        if (m->to < HEAD && formal_at(cp + m->to, n - m->to)) formal->items[formal->count++] = *m;
    }
}

static void read_all(const ter_area_evidence *in, evidence *e) {
    size_t n = in->count < MOST_TEXT ? in->count : MOST_TEXT;
    read_string(in->title, TITLE, e);
    read_string(in->publisher, PUBLISHER, e);
    read_string(in->signature, SIGNATURE, e);
    read_string(in->file_name, FILE_NAME, e);
    read_mentions(in->cp, n, MOST_MENTIONS, &e->text);
    read_formal(in->cp, n, e);
    read_self(in->cp, n, e);
}

/* --- weighing ----------------------------------------------------------------------------------------------------- */

static double mention_weight(const ter_area_mention *m) {
    return m->whole ? 1 : 0.6;
}

/* A name that is easily something else: of a county without its unit, or of a town. */
static bool is_weak(const ter_area_mention *m, ter_area_id area) {
    ter_area_level level = ter_area_level_of(area);
    bool sure_county = m->whole && m->to - m->from > 2; /* 成县: 形成县域 */
    return !m->chained && (level == TER_AREA_TOWN || (level == TER_AREA_COUNTY && !sure_county));
}

/* Such a name counts where the area around it is named as well, or three in it are. */
static bool is_credible(const evidence *e, const ter_area_mention *m, ter_area_id area) {
    if (!is_weak(m, area)) return true;
    ter_area_id around = ter_area_parent(area);
    return ter_tally_votes(&e->context, around).under >= 1 || ter_tally_votes(&e->weak, around).under >= 3;
}

static void vote_strong(const mention_list *list, double weight, evidence *e) {
    for (size_t i = 0; i < list->count; i++) {
        const ter_area_mention *m = &list->items[i];
        for (size_t k = 0; k < m->count; k++) {
            /* what may be meant gets a hint of support, so that namesakes of one county agree */
            double part = m->count == 1 ? 1 : 0.02 / m->count;
            if (is_weak(m, m->areas[k])) {
                if (ter_tally_votes(&e->weak, m->areas[k]).own > 0) continue;
                ter_tally_add(&e->weak, m->areas[k], 1.0 / m->count);
                ter_tally_add(&e->context, m->areas[k], 0.1 / m->count);
            } else ter_tally_add(&e->context, m->areas[k], weight * part * mention_weight(m));
        }
    }
}

static void weigh_context(evidence *e) {
    for (int s = 0; s < FORMAL; s++) vote_strong(&e->said[s], 5, e);
    vote_strong(&e->text, 1, e);
}

static ter_area_id chosen(evidence *e, const ter_area_mention *m) {
    double sure;
    ter_area_id area = ter_tally_choose(&e->context, m, &sure);
    e->tied |= area == TER_AREA_NONE;
    return area;
}

static void weigh_text(evidence *e) {
    for (size_t i = 0; i < e->text.count; i++) {
        const ter_area_mention *m = &e->text.items[i];
        double weight = mention_weight(m);
        ter_area_id area = chosen(e, m);
        if (area == TER_AREA_NONE) e->words.all += weight;
        if (area == TER_AREA_NONE || !is_credible(e, m, area)) continue;
        if (i == 0 && m->from < HEAD) weight += HEAD_FIRST;
        ter_tally_add(&e->words, area, weight);
    }
}

static void weigh_source(source which, evidence *e) {
    e->first[which] = TER_AREA_NONE;
    for (size_t i = 0; i < e->said[which].count; i++) {
        ter_area_id area = chosen(e, &e->said[which].items[i]);
        if (area == TER_AREA_NONE) continue;
        bool first = e->first[which] == TER_AREA_NONE;
        double weight = first ? first_weight[which] : LATER_NAME;
        if (first && which == TITLE && e->formal_title) weight += FORMAL_TITLE;
        if (first) e->first[which] = area;
        ter_tally_add(&e->sources, area, weight);
    }
}

static double self_share(const evidence *e, ter_area_id area) {
    ter_str name = ter_area_name(area);
    uint32_t c = 0;
    if (e->self_all <= 0 || name.len < 3) return 0;
    ter_utf8_next(name.ptr + name.len - 3, 3, &c);
    for (size_t u = 0; u < UNITS; u++)
        if (c == unit_chars[u]) return e->self[u] / (e->self_all + SELF_DAMP);
    return 0;
}

/* How much of the text about the area around is about this one, summed from the province down. */
static double focus(const evidence *e, ter_area_id area) {
    double sum = 0;
    for (ter_area_id at = area, up; (up = ter_area_parent(at)) != TER_AREA_NONE; at = up) {
        double around = ter_tally_votes(&e->words, up).under;
        double share = around > 0 ? ter_tally_votes(&e->words, at).under / around : 0;
        sum += share > 0.5 ? share : share - 0.5;
    }
    return sum;
}

static double score(const evidence *e, ter_area_id area) {
    double s = ter_tally_votes(&e->sources, area).own;
    for (ter_area_id up = ter_area_parent(area); up != TER_AREA_NONE; up = ter_area_parent(up))
        s += AROUND * ter_tally_votes(&e->sources, up).own;
    ter_area_votes words = ter_tally_votes(&e->words, area);
    if (e->words.all > 0) s += TEXT_SHARE * (words.own + UNDER * (words.under - words.own)) / e->words.all;
    return s + SELF * self_share(e, area) + FOCUS * focus(e, area);
}

/* --- deciding ----------------------------------------------------------------------------------------------------- */

typedef struct choice {
    ter_area_id best;
    double score, rival; /* the best of those that are neither around it nor in it */
    double relative;     /* the best of those that are */
} choice;

/* A town is not taken for the issuer because news come from it: something has to say so. */
static bool may_issue(const evidence *e, ter_area_id area) {
    return ter_area_level_of(area) < TER_AREA_TOWN || ter_tally_votes(&e->sources, area).own > 0 ||
           self_share(e, area) > 0;
}

static void consider(const evidence *e, const ter_area_tally *t, choice *c) {
    for (size_t i = 0; i < t->count; i++) {
        ter_area_id area = ter_tally_at(t, i).area;
        double s = score(e, area);
        if (area == c->best || s <= c->score || !may_issue(e, area)) continue;
        c->best = area;
        c->score = s;
    }
}

static void measure_rivals(const evidence *e, const ter_area_tally *t, choice *c) {
    for (size_t i = 0; i < t->count; i++) {
        ter_area_id area = ter_tally_at(t, i).area;
        if (area == c->best) continue;
        bool related = ter_area_within(area, c->best) || ter_area_within(c->best, area);
        double s = score(e, area), *most = related ? &c->relative : &c->rival;
        if (s > *most) *most = s;
    }
}

static const char *basis_of(const evidence *e, ter_area_id area) {
    for (int s = 0; s < FORMAL; s++)
        if (e->first[s] == area) return basis_words[s];
    return basis_words[FORMAL];
}

/* How sure the least ambiguous mention of the area is that it is not a namesake. */
static double surest(const evidence *e, ter_area_id area) {
    double most = 0;
    for (int s = 0; s <= SOURCES; s++) {
        const mention_list *list = s < SOURCES ? &e->said[s] : &e->text;
        for (size_t i = 0; i < list->count; i++) {
            double sure;
            ter_area_id named = ter_tally_choose(&e->context, &list->items[i], &sure);
            if (named == area && sure > most) most = sure;
        }
    }
    return most > 0 ? most : 1; /* made of what lies in it */
}

static double likelihood(const evidence *e, const choice *c) {
    double margin = c->score - (c->rival > c->relative ? c->rival : c->relative);
    double votes = ter_tally_votes(&e->words, c->best).under + 3 * ter_tally_votes(&e->sources, c->best).under;
    double enough = ter_tally_votes(&e->sources, c->best).own > 0 ? 1 : votes / (votes + FEW_VOTES);
    return enough * surest(e, c->best) / (1 + exp(-(0.6 + 1.6 * margin + 0.25 * (c->score - 3))));
}

static void decide(const evidence *e, ter_area_authority *out) {
    choice c = {.best = TER_AREA_NONE};
    consider(e, &e->sources, &c);
    consider(e, &e->words, &c);
    if (c.best == TER_AREA_NONE) return;
    measure_rivals(e, &e->sources, &c);
    measure_rivals(e, &e->words, &c);
    out->area = c.best;
    out->basis = basis_of(e, c.best);
    out->confidence = likelihood(e, &c);
}

/* What the user says needs no weighing, only a choice between namesakes. */
static void take_given(ter_str given, evidence *e, ter_area_authority *out) {
    ter_area_mention m;
    double sure = 1;
    out->basis = "given";
    if (!ter_area_parse(given, &m)) return;
    out->area = ter_tally_choose(&e->context, &m, &sure);
    out->ambiguous = out->area == TER_AREA_NONE;
    out->confidence = out->ambiguous ? 0 : sure;
}

/* A paper of the whole country has no area; its article may be about the one that its title names. */
static void leave_nation_wide(const evidence *e, ter_area_authority *out) {
    out->nation_wide = e->nation_wide;
    if (!out->nation_wide || out->area == TER_AREA_NONE || e->first[TITLE] == out->area) return;
    *out = (ter_area_authority){.area = TER_AREA_NONE, .basis = "none", .nation_wide = true};
}

static void release(evidence *e) {
    for (int s = 0; s < SOURCES; s++) free(e->said[s].items);
    free(e->text.items);
    free(e);
}

void ter_area_authority_find(const ter_area_evidence *in, ter_area_authority *out) {
    *out = (ter_area_authority){.area = TER_AREA_NONE, .basis = "none"};
    evidence *e = ter_alloc(sizeof *e);
    read_all(in, e);
    weigh_context(e);
    for (int s = 0; s < SOURCES; s++) weigh_source((source)s, e);
    weigh_text(e);
    if (in->given.len) take_given(in->given, e, out);
    else {
        decide(e, out);
        out->ambiguous = out->area == TER_AREA_NONE && e->tied;
        leave_nation_wide(e, out);
    }
    release(e);
}
