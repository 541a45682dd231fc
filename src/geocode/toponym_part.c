/* Parts of a toponym: what is cut out of its geometry, or said of where it lies. */
#include "base/kind.h"
#include "geo/distance.h"
#include "geo/sides.h"
#include "geocode/crossing_words.h"
#include "geocode/ends.h"
#include "geocode/extent.h"
#include "geocode/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double apart_m = 500;      /* meetings nearer than this are one place (dual carriageways) */
static const double point_part_m = 500; /* a part of what is known as a point only */
/* Of 42 pairs of campuses of one school half lie up to 2.2 km apart, nine in ten up to 10 km; that one is known says
 * little of where the next lies. */
static const double campus_m = 10000;
static const double unmet_share = 0.9;  /* of a score, where the crossing that the part names is not found */
static const double as_digitised = 0.9; /* a score's share where the flow is only that of the drawing */

#define STR(s) (int)(s).len, (s).ptr

/* One part of a line under way. */
typedef struct work {
    ter_geocoder *g;
    const ter_geocode_query *q;
    const ter_candidate *c;
    const ter_geometry *line;
    double accuracy_m;
} work;

/* The stretch of one part; `stretch` empty and `why` set when it cannot be cut. Texts borrow from the query. */
typedef struct cut {
    ter_geometry stretch;
    double uncertainty_m, away_m, score;
    bool elsewhere; /* it lies in an area that the line does not reach */
    ter_buf why;    /* how it was cut, or why it was not */
} cut;

static void cut_release(cut *c) {
    ter_geometry_release(&c->stretch);
    ter_buf_release(&c->why);
}

/* ---- the whole for a part ---- */

static ter_status whole_for_part(ter_place *p, const ter_candidate *c, bool campus, ter_error *err) {
    ter_status status = ter_place_whole(p, c, err);
    if (status != TER_OK) return status;
    p->precision = TER_PRECISION_PART_OF;
    p->uncertainty_m = ter_candidate_accuracy_m(c) + ter_geometry_half_diagonal_m(&p->geometry);
    if (p->geometry.type == TER_GEOMETRY_POINT) p->uncertainty_m = fmax(p->uncertainty_m, point_part_m);
    if (campus) p->uncertainty_m = fmax(p->uncertainty_m, campus_m);
    return TER_OK;
}

/* ---- between two ends ---- */

/* Of several pairs of meetings the shortest stretch is meant, or that whose length is nearest to the stated one. */
static bool cut_between(const work *w, const ter_line_end *a, const ter_line_end *b, ter_geometry *out) {
    double best = INFINITY, stated = w->q->length_m;
    for (size_t i = 0; i < a->count; i++) {
        for (size_t k = 0; k < b->count; k++) {
            ter_geometry stretch = {0};
            if (!ter_line_between(w->line, a->meetings[i].at, b->meetings[k].at, &stretch)) continue;
            double length = ter_geometry_length_m(&stretch), worth = stated > 0 ? fabs(length - stated) : length;
            if (worth < best) {
                best = worth;
                ter_geometry_release(out);
                *out = stretch;
            } else {
                ter_geometry_release(&stretch);
            }
        }
    }
    return best < INFINITY;
}

static void say_problem(cut *out, ter_str name, const ter_line_end *end) {
    ter_buf_printf(&out->why, "%s%.*s %s", out->why.len ? ", its end " : "its end ", STR(name), end->problem);
    out->away_m = fmax(out->away_m, end->away_m);
}

static ter_status between(const work *w, ter_part part, cut *out, ter_error *err) {
    ter_line_end a, b = {0};
    ter_status status = ter_line_end_find(w->g, w->q, w->line, w->accuracy_m, part.a, apart_m, &a, err);
    if (status == TER_OK) status = ter_line_end_find(w->g, w->q, w->line, w->accuracy_m, part.b, apart_m, &b, err);
    if (status != TER_OK) return status;
    if (a.count == 0) say_problem(out, part.a, &a);
    if (b.count == 0) say_problem(out, part.b, &b);
    if (out->why.len > 0) return TER_OK;
    if (!cut_between(w, &a, &b, &out->stretch)) {
        ter_buf_puts(&out->why, "its ends are not connected along it");
        return TER_OK;
    }
    out->uncertainty_m =
        fmax(w->accuracy_m, fmax(a.accuracy_m, b.accuracy_m)) + fmax(a.meetings[0].gap_m, b.meetings[0].gap_m);
    out->score = fmin(a.share, b.share);
    ter_buf_printf(&out->why, "between %.*s and %.*s%s", STR(part.a), STR(part.b),
                   out->score < 1 ? ", of which one is a guess" : "");
    return TER_OK;
}

/* ---- on one side of a place ---- */

static const char *word_of(ter_line_side side) {
    static const char *const words[] = {"downstream of", "upstream of", "east of", "west of", "south of", "north of"};
    return words[side];
}

static bool spread_out(const ter_line_end *end) {
    for (size_t i = 1; i < end->count; i++)
        if (ter_distance_m(end->meetings[0].at, end->meetings[i].at) > apart_m) return true;
    return false;
}

static void cut_beside(const work *w, ter_part part, ter_line_end *end, cut *out) {
    bool flow = part.side == TER_SIDE_DOWNSTREAM || part.side == TER_SIDE_UPSTREAM;
    ter_position cuts[TER_MOST_MEETINGS];
    for (size_t i = 0; i < end->count; i++) cuts[i] = end->meetings[i].at;
    bool found = flow ? ter_line_beyond(w->line, cuts[0], part.side == TER_SIDE_UPSTREAM, &out->stretch)
                      : ter_line_on_side(w->line, cuts, end->count, part.side, &out->stretch);
    if (!found) {
        ter_buf_printf(&out->why, "nothing of it is known %s %.*s", word_of(part.side), STR(part.a));
        return;
    }
    out->uncertainty_m = fmax(w->accuracy_m, end->accuracy_m) + end->meetings[0].gap_m;
    out->score = end->share * (flow ? as_digitised : 1);
    ter_buf_printf(&out->why, "%s %.*s%s", word_of(part.side), STR(part.a), flow ? ", as digitised" : "");
}

static ter_status beside(const work *w, ter_part part, cut *out, ter_error *err) {
    bool flow = part.side == TER_SIDE_DOWNSTREAM || part.side == TER_SIDE_UPSTREAM;
    if (flow && (!ter_kind_flows(w->c->toponym->kind) || !ter_line_flows(w->line))) {
        ter_buf_puts(&out->why, "which way it runs from there is not known");
        return TER_OK;
    }
    ter_line_end end;
    ter_status status = ter_line_end_find(w->g, w->q, w->line, w->accuracy_m, part.a, 1, &end, err);
    if (status != TER_OK) return status;
    if (end.count > 0 && end.meetings[0].gap_m > 0) end.count = 1; /* one near pass, not all its edges */
    if (end.count == 0) say_problem(out, part.a, &end);
    else if (spread_out(&end)) ter_buf_printf(&out->why, "%.*s meets it in several places", STR(part.a));
    else cut_beside(w, part, &end, out);
    return TER_OK;
}

/* ---- inside an area ---- */

static ter_status within(const work *w, ter_part part, cut *out, ter_error *err) {
    ter_candidate area;
    bool found = false;
    ter_status status = ter_area_find(w->g, part.a, &area, &found, err);
    ter_geometry border = {0};
    if (status == TER_OK && found) status = ter_candidate_geometry(&area, &border, err);
    if (status != TER_OK) return status;
    if (found && ter_line_inside(w->line, &border, &out->stretch)) {
        out->uncertainty_m = fmax(w->accuracy_m, ter_candidate_accuracy_m(&area));
        ter_buf_printf(&out->why, "inside %s", area.toponym->name);
    } else if (!found) {
        ter_buf_printf(&out->why, "%.*s is no area of the gazetteer", STR(part.a));
    } else {
        ter_buf_printf(&out->why, "inside %s, which the known line does not reach,", area.toponym->name);
        out->elsewhere = true;
        out->away_m = ter_geometry_distance_m(&border, ter_geometry_point_on(w->line), NULL) +
                      2 * ter_geometry_half_diagonal_m(&border);
    }
    ter_geometry_release(&border);
    return TER_OK;
}

/* ---- all of them ---- */

static ter_status cut_part(const work *w, ter_str words, cut *out, ter_error *err) {
    ter_part part = ter_expression_part(words);
    out->score = 1;
    if (part.type == TER_PART_BETWEEN) return between(w, part, out, err);
    if (part.type == TER_PART_BESIDE) return beside(w, part, out, err);
    if (part.type == TER_PART_WITHIN) return within(w, part, out, err);
    ter_buf_puts(&out->why, "where in it that is, is not known");
    return TER_OK;
}

/* Joins another stretch to the first: "A段和B段". */
static void join(cut *all, const cut *more) {
    ter_geometry_add_parts(&all->stretch, &more->stretch);
    all->stretch.type = more->stretch.type;
    all->uncertainty_m = fmax(all->uncertainty_m, more->uncertainty_m);
    all->elsewhere = all->elsewhere || more->elsewhere;
    all->away_m = fmax(all->away_m, more->away_m);
    all->score = all->score > 0 ? fmin(all->score, more->score) : more->score;
    ter_buf_printf(&all->why, "%s%.*s", all->why.len ? " and " : "", (int)more->why.len, more->why.ptr);
}

/* `whole`: whether each part was cut. */
static ter_status cut_parts(const work *w, ter_str words, cut *all, bool *whole, ter_error *err) {
    ter_status status = TER_OK;
    *whole = true;
    for (bool more = true; more && status == TER_OK;) {
        ter_str first = words, rest;
        more = ter_expression_parts(words, &first, &rest);
        cut c = {0};
        status = cut_part(w, first, &c, err);
        if (c.stretch.type == TER_GEOMETRY_NONE) *whole = false;
        if (status == TER_OK) join(all, &c);
        cut_release(&c);
        if (more) words = rest;
    }
    return status;
}

/* The line does not reach where the text says that its section lies: the areas say more than the line. It is a section
 * of the line still, which the key says. */
static bool place_in_areas(const work *w, ter_str words, ter_place *p, ter_error *err) {
    const ter_toponym *t = w->c->toponym;
    if (ter_place_areas(w->g, ter_str_from(t->name), words, p, err) != TER_OK || p->match == TER_MATCH_NONE)
        return false;
    free(p->key), free(p->name), free(p->kind), free(p->area);
    p->key = ter_strdup(t->key);
    p->name = ter_strdup(t->name);
    p->kind = ter_strdup(t->kind);
    p->area = ter_strdup(t->area);
    return true;
}

static ter_status place_cut(const work *w, ter_str words, ter_place *p, ter_error *err) {
    cut all = {0};
    bool whole = false;
    ter_status status = cut_parts(w, words, &all, &whole, err);
    if (status == TER_OK && whole) {
        ter_place_fill(p, w->c);
        ter_place_set_geometry(p, &all.stretch);
        p->match = TER_MATCH_SECTION;
        p->precision = TER_PRECISION_SECTION;
        p->uncertainty_m = all.uncertainty_m;
        p->score *= all.score;
        ter_place_set_reason(p, "stretch %.*s", (int)all.why.len, all.why.ptr);
    } else if (status == TER_OK && all.elsewhere && place_in_areas(w, words, p, err)) {
        ter_place_set_reason(p, "the stretch %.*s is not drawn; the areas are told", (int)all.why.len, all.why.ptr);
    } else if (status == TER_OK) {
        status = whole_for_part(p, w->c, false, err);
        p->uncertainty_m += all.away_m; /* the section may reach beyond what is known of the line */
        if (status == TER_OK)
            ter_place_set_reason(p, "the whole stands for its part %.*s; %.*s", STR(words), (int)all.why.len,
                                 all.why.ptr);
    }
    cut_release(&all);
    return status;
}

ter_status ter_place_part(ter_geocoder *g, const ter_geocode_query *query, const ter_candidate *c, ter_str words,
                          ter_place *p, ter_error *err) {
    ter_geometry whole = {0};
    ter_status status = ter_candidate_geometry(c, &whole, err);
    if (status != TER_OK) return status;
    ter_part_type type = ter_expression_part(words).type;
    if (whole.type == TER_GEOMETRY_LINE && type != TER_PART_OTHER && type != TER_PART_CAMPUS) {
        work w = {g, query, c, &whole, ter_candidate_accuracy_m(c)};
        status = place_cut(&w, words, p, err);
    } else {
        bool campus = type == TER_PART_CAMPUS && ter_kind_is_institution(c->toponym->kind);
        status = whole_for_part(p, c, campus, err);
        if (ter_crossing_words_in_part(words)) p->score *= unmet_share;
        if (status == TER_OK) ter_place_set_reason(p, "the whole stands for its part %.*s", STR(words));
    }
    ter_geometry_release(&whole);
    return status;
}
