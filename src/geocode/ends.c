/* Where the end of a section lies on its line: search by road, place, junction and area. */
#include "geocode/ends.h"

#include "base/kind.h"
#include "geo/distance.h"
#include "geocode/place.h"
#include "geocode/side.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double end_m = 150; /* how far an end may lie from the line, besides what both are uncertain by */

/* One search under way. */
typedef struct search {
    ter_geocoder *g;
    const ter_geocode_query *q;
    const ter_geometry *line;
    double line_accuracy_m, apart_m;
    ter_line_end *out;
} search;

static const char *area_of(const search *s) {
    return s->q->area ? s->q->area : "";
}

/* Takes the meetings with `thing`, if there are any, and else how far off it is. */
static void meet(search *s, const ter_geometry *thing, double within_m, double accuracy_m, double share) {
    ter_line_end *out = s->out;
    out->count = ter_line_meetings(s->line, thing, within_m, s->apart_m, out->meetings, TER_MOST_MEETINGS);
    out->accuracy_m = accuracy_m;
    out->share = share;
    if (out->count > 0) {
        /* where one crosses the line, that it comes near elsewhere says nothing: rivers run along ring roads */
        while (out->meetings[0].gap_m == 0 && out->meetings[out->count - 1].gap_m > 0) out->count--;
        return;
    }
    out->problem = "does not come near it";
    double away = INFINITY;
    for (size_t i = 0; i < s->line->point_count; i++)
        away = fmin(away, ter_geometry_distance_m(thing, s->line->points[i], NULL));
    if (out->away_m == 0 || away < out->away_m) out->away_m = away;
}

/* All lines of a road or river together: 四环路 may be known by its parts only. */
static void meet_lines(search *s, const ter_side *side) {
    ter_geometry all = {.type = TER_GEOMETRY_LINE};
    double accuracy = 0, share = 1;
    for (size_t i = 0; i < side->lines.len; i++) {
        ter_geometry_add_parts(&all, &side->lines.items[i].line);
        accuracy = fmax(accuracy, ter_candidate_accuracy_m(side->lines.items[i].candidate));
        share = fmin(share, ter_candidate_share(s->g, side->lines.items[i].candidate->score));
    }
    /* two lines that meet are drawn to meet, however roughly */
    if (all.part_count > 0) meet(s, &all, end_m + s->line_accuracy_m, accuracy, share);
    ter_geometry_release(&all);
}

static ter_status try_lines(search *s, ter_str name, ter_error *err) {
    ter_side side = {0}, ring = {0};
    ter_status status = ter_side_find(s->g, name, area_of(s), &side, err);
    if (status == TER_OK) meet_lines(s, &side);
    if (status == TER_OK && s->out->count == 0) status = ter_side_find_ring(s->g, name, area_of(s), &ring, err);
    if (status == TER_OK && s->out->count == 0) meet_lines(s, &ring);
    ter_side_release(&side);
    ter_side_release(&ring);
    return status;
}

/* Places next to the line. */
static ter_status try_places(search *s, ter_str name, ter_error *err) {
    ter_candidate_list list = {0};
    ter_status status = ter_candidates_find_inexact(s->g, &(ter_asked){name, "", area_of(s)}, &list, err);
    for (size_t i = 0; i < list.len && s->out->count == 0 && status == TER_OK; i++) {
        const ter_candidate *c = &list.items[i];
        if (c->against || c->suggested || ter_kind_is_area(c->toponym->kind)) continue;
        ter_geometry thing = {0};
        status = ter_candidate_geometry(c, &thing, err);
        if (status != TER_OK) break;
        double accuracy = ter_candidate_accuracy_m(c);
        if (thing.type != TER_GEOMETRY_LINE)
            meet(s, &thing, end_m + s->line_accuracy_m + accuracy, accuracy, ter_candidate_share(s->g, c->score));
        ter_geometry_release(&thing);
    }
    ter_array_release(&list);
    return status;
}

static ter_status try_junction(search *s, ter_str name, ter_error *err) {
    ter_place p = {0};
    bool answered = false;
    ter_status status = ter_place_junction(s->g, s->q, name, &p, &answered, err);
    if (status == TER_OK && p.match != TER_MATCH_NONE)
        meet(s, &p.geometry, end_m + s->line_accuracy_m + p.uncertainty_m, p.uncertainty_m,
             ter_candidate_share(s->g, p.score));
    ter_place_release(&p);
    return status;
}

/* "B区界", "区界": the border itself; false when the name says none. */
static bool border_of(const search *s, ter_str name, ter_str *area) {
    static const char *const units[] = {"区界", "县界", "市界", "省界", "界"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!ter_str_ends(name, units[i])) continue;
        *area = (ter_str){name.ptr, name.len - strlen("界")};
        if (name.len == strlen(units[i])) *area = ter_str_from(area_of(s));
        return area->len > 0;
    }
    return false;
}

static ter_status try_area(search *s, ter_str name, ter_error *err) {
    ter_str area = name;
    bool border = border_of(s, name, &area), found = false;
    ter_candidate c;
    ter_geometry outline = {0};
    ter_status status = ter_area_find(s->g, area, &c, &found, err);
    if (status == TER_OK && found) status = ter_candidate_geometry(&c, &outline, err);
    if (status == TER_OK && found) {
        double accuracy = ter_candidate_accuracy_m(&c);
        /* where in the area the end lies is not said */
        meet(s, &outline, accuracy, border ? accuracy : accuracy + ter_geometry_half_diagonal_m(&outline), 1);
    }
    ter_geometry_release(&outline);
    return status;
}

ter_status ter_line_end_find(ter_geocoder *g, const ter_geocode_query *q, const ter_geometry *line,
                             double line_accuracy_m, ter_str name, double apart_m, ter_line_end *out, ter_error *err) {
    *out = (ter_line_end){.share = 1, .problem = "is not in the gazetteer"};
    search s = {g, q, line, line_accuracy_m, apart_m, out};
    ter_status status = try_lines(&s, name, err);
    if (status == TER_OK && out->count == 0) status = try_places(&s, name, err);
    if (status == TER_OK && out->count == 0) status = try_junction(&s, name, err);
    if (status == TER_OK && out->count == 0) status = try_area(&s, name, err);
    return status;
}

ter_status ter_area_find(ter_geocoder *g, ter_str name, ter_candidate *out, bool *found, ter_error *err) {
    static const char *const units[] = {"", "区", "县", "市", "省", "街道", "乡", "镇", "地区"};
    *found = false;
    ter_status status = TER_OK;
    for (size_t i = 0; i < sizeof units / sizeof *units && !*found && status == TER_OK; i++) {
        ter_buf full = {0};
        ter_buf_put_str(&full, name);
        ter_buf_puts(&full, units[i]);
        ter_candidate_list list = {0};
        status = ter_candidates_find(g, &(ter_asked){{full.ptr, full.len}, ter_kind_of_areas(), ""}, &list, err);
        if (status == TER_OK && ter_candidates_choose(&list) == TER_CHOICE_ONE) {
            *out = list.items[0];
            *found = true;
        }
        ter_array_release(&list);
        ter_buf_release(&full);
    }
    return status;
}
