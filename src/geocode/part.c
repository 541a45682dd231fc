/* Parts of a toponym: what is cut out of its geometry. */
#include "geo/distance.h"
#include "geo/lines.h"
#include "geocode/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double end_m = 150;        /* how far an end of a section may lie from the line */
static const double apart_m = 500;      /* meetings nearer than this are one place (dual carriageways) */
static const double point_part_m = 500; /* a part of what is known as a point only */
static const double campus_m = 5000;    /* campuses lie about the city */
enum { MOST_MEETINGS = 8 };

#define STR(s) (int)(s).len, (s).ptr

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

/* ---- places on a line ---- */

typedef struct line_end {
    ter_meeting meetings[MOST_MEETINGS];
    size_t count;
    double accuracy_m;
    const char *problem; /* static; set when count is 0 */
} line_end;

/* Where on `line` the thing named `name` lies: a road or river that meets it, or a place beside it. */
static ter_status find_end(ter_geocoder *g, const ter_geocode_query *q, const ter_geometry *line, ter_str name,
                           line_end *out, ter_error *err) {
    *out = (line_end){.problem = "is not in the gazetteer"};
    ter_candidate_list list = {0};
    ter_status status = ter_candidates_find(g, &(ter_asked){name, "", q->area ? q->area : ""}, &list, err);
    for (size_t i = 0; i < list.len && out->count == 0 && status == TER_OK; i++) {
        const ter_candidate *c = &list.items[i];
        if (c->against || strcmp(c->toponym->kind, "admin") == 0) continue;
        ter_geometry other = {0};
        status = ter_candidate_geometry(c, &other, err);
        if (status != TER_OK) break;
        double accuracy = ter_candidate_accuracy_m(c),
               within = other.type == TER_GEOMETRY_LINE ? end_m : end_m + accuracy;
        out->count = ter_line_meetings(line, &other, within, apart_m, out->meetings, MOST_MEETINGS);
        out->accuracy_m = accuracy;
        out->problem = "does not come near it";
        ter_geometry_release(&other);
    }
    ter_array_release(&list);
    return status;
}

/* Crossings outrank near passes; of several pairs the shortest stretch is meant. */
static bool cut_between(const ter_geometry *line, const line_end *a, const line_end *b, ter_geometry *out) {
    double best = INFINITY;
    for (size_t i = 0; i < a->count; i++) {
        for (size_t k = 0; k < b->count; k++) {
            ter_geometry stretch = {0};
            if (!ter_line_between(line, a->meetings[i].at, b->meetings[k].at, &stretch)) continue;
            double length = ter_geometry_length_m(&stretch);
            if (length < best) {
                best = length;
                ter_geometry_release(out);
                *out = stretch;
            } else {
                ter_geometry_release(&stretch);
            }
        }
    }
    return best < INFINITY;
}

static void put_section(ter_place *p, const ter_candidate *c, ter_geometry *stretch, double accuracy_m) {
    ter_place_fill(p, c);
    ter_place_set_geometry(p, stretch);
    p->match = TER_MATCH_SECTION;
    p->precision = TER_PRECISION_SECTION;
    p->uncertainty_m = accuracy_m;
}

static ter_status place_between(ter_geocoder *g, const ter_geocode_query *q, const ter_candidate *c,
                                const ter_geometry *line, ter_part part, ter_place *p, ter_error *err) {
    line_end a, b = {0};
    ter_status status = find_end(g, q, line, part.a, &a, err);
    if (status == TER_OK) status = find_end(g, q, line, part.b, &b, err);
    if (status != TER_OK) return status;
    ter_geometry stretch = {0};
    if (a.count > 0 && b.count > 0 && cut_between(line, &a, &b, &stretch)) {
        double gap = fmax(a.meetings[0].gap_m, b.meetings[0].gap_m);
        put_section(p, c, &stretch, fmax(ter_candidate_accuracy_m(c), fmax(a.accuracy_m, b.accuracy_m)) + gap);
        ter_place_set_reason(p, "stretch between %.*s and %.*s", STR(part.a), STR(part.b));
        return TER_OK;
    }
    status = whole_for_part(p, c, false, err);
    if (status != TER_OK) return status;
    if (a.count == 0)
        ter_place_set_reason(p, "the whole stands for a section: its end %.*s %s", STR(part.a), a.problem);
    else if (b.count == 0)
        ter_place_set_reason(p, "the whole stands for a section: its end %.*s %s", STR(part.b), b.problem);
    else ter_place_set_reason(p, "the whole stands for a section: its ends are not connected along it");
    return TER_OK;
}

/* "朝阳段": the area by its name, or by its name with the unit left out. */
static ter_status find_area(ter_geocoder *g, ter_str name, ter_candidate *out, bool *found, ter_error *err) {
    static const char *const units[] = {"", "区", "县", "市"};
    *found = false;
    ter_status status = TER_OK;
    for (size_t i = 0; i < sizeof units / sizeof *units && !*found && status == TER_OK; i++) {
        ter_buf full = {0};
        ter_buf_put_str(&full, name);
        ter_buf_puts(&full, units[i]);
        ter_candidate_list list = {0};
        status = ter_candidates_find(g, &(ter_asked){{full.ptr, full.len}, "admin", ""}, &list, err);
        if (status == TER_OK && ter_candidates_choose(&list) == TER_CHOICE_ONE) {
            *out = list.items[0];
            *found = true;
        }
        ter_array_release(&list);
        ter_buf_release(&full);
    }
    return status;
}

static ter_status place_within(ter_geocoder *g, const ter_candidate *c, const ter_geometry *line, ter_part part,
                               ter_place *p, ter_error *err) {
    ter_candidate area;
    bool found = false;
    ter_status status = find_area(g, part.a, &area, &found, err);
    ter_geometry border = {0}, stretch = {0};
    if (status == TER_OK && found) status = ter_candidate_geometry(&area, &border, err);
    bool cut = status == TER_OK && found && ter_line_inside(line, &border, &stretch);
    if (cut) {
        put_section(p, c, &stretch, fmax(ter_candidate_accuracy_m(c), ter_candidate_accuracy_m(&area)));
        ter_place_set_reason(p, "stretch inside %s", area.toponym->name);
    } else if (status == TER_OK) {
        status = whole_for_part(p, c, false, err);
        if (status == TER_OK)
            ter_place_set_reason(p, "the whole stands for a section: %.*s %s", STR(part.a),
                                 found ? "does not hold any of it" : "is no area of the gazetteer");
    }
    ter_geometry_release(&border);
    ter_geometry_release(&stretch);
    return status;
}

ter_status ter_place_part(ter_geocoder *g, const ter_geocode_query *query, const ter_candidate *c, ter_str words,
                          ter_place *p, ter_error *err) {
    ter_part part = ter_expression_part(words);
    ter_geometry whole = {0};
    ter_status status = ter_candidate_geometry(c, &whole, err);
    if (status != TER_OK) return status;
    if (whole.type == TER_GEOMETRY_LINE && part.type == TER_PART_BETWEEN) {
        status = place_between(g, query, c, &whole, part, p, err);
    } else if (whole.type == TER_GEOMETRY_LINE && part.type == TER_PART_WITHIN) {
        status = place_within(g, c, &whole, part, p, err);
    } else {
        status = whole_for_part(p, c, part.type == TER_PART_CAMPUS, err);
        const char *why = part.type == TER_PART_BESIDE ? "; which way it runs from there is not known" : "";
        if (status == TER_OK) ter_place_set_reason(p, "the whole stands for its part %.*s%s", STR(words), why);
    }
    ter_geometry_release(&whole);
    return status;
}
