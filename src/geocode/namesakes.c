/* Lines of one name with gaps between them: which are parts of one line. */
#include "geocode/namesakes.h"

#include "base/kind.h"
#include "geo/distance.h"
#include "geo/plane.h"

#include <math.h>
#include <string.h>

static const double gap_most_m = 5000; /* through a lake, over what the source lacks */
static const double touching_m = 300;  /* nearer than this the source itself would have joined them */
static const double least_along = 0.4; /* of its extent: how much of a part runs in the direction of the gap */

/* One line as seen along the gap from the other: positions along it, in metres. */
typedef struct reach {
    double mean, least, most, extent_m;
} reach;

static reach reach_along(const ter_geometry *g, plane here, vec2 unit) {
    reach r = {.least = INFINITY, .most = -INFINITY};
    ter_bbox box = ter_geometry_bbox(g);
    r.extent_m = ter_distance_m((ter_position){box.min_lon, box.min_lat}, (ter_position){box.max_lon, box.max_lat});
    for (size_t i = 0; i < g->point_count; i++) {
        vec2 v = ter_to_plane(here, g->points[i]);
        double t = v.x * unit.x + v.y * unit.y;
        r.mean += t / (double)g->point_count;
        r.least = fmin(r.least, t);
        r.most = fmax(r.most, t);
    }
    return r;
}

/* Where two lines come nearest, by their points; the metres between. */
static double nearest_points(const ter_geometry *a, const ter_geometry *b, ter_position *on_a, ter_position *on_b) {
    double least = INFINITY;
    for (size_t i = 0; i < b->point_count; i++) {
        ter_position nearest = b->points[i];
        double d = ter_geometry_distance_m(a, b->points[i], &nearest);
        if (d >= least) continue;
        least = d;
        *on_a = nearest;
        *on_b = b->points[i];
    }
    return least;
}

/* Whether b goes on where a ends: one lies behind the gap, the other beyond it, and both run in its direction. */
static bool goes_on(const ter_geometry *a, const ter_geometry *b) {
    ter_position from = {0, 0}, to = {0, 0};
    double gap = nearest_points(a, b, &from, &to);
    if (gap > gap_most_m) return false;
    if (gap <= touching_m) return true;
    plane here = ter_plane_at(from);
    vec2 way = ter_to_plane(here, to), unit = {way.x / gap, way.y / gap};
    reach ra = reach_along(a, here, unit), rb = reach_along(b, here, unit);
    bool apart = ra.mean < 0 && rb.mean > gap && ra.most < gap && rb.least > 0;
    bool along = ra.most - ra.least >= least_along * ra.extent_m && rb.most - rb.least >= least_along * rb.extent_m;
    return apart && along;
}

/* A road of another area is another road; a river goes through many. */
static bool is_elsewhere(const ter_candidate *a, const ter_candidate *b) {
    const char *here = a->toponym->area, *there = b->toponym->area;
    return !ter_kind_flows(a->toponym->kind) && *here && *there && strcmp(here, there) != 0;
}

static bool may_be_one(const ter_candidate *a, const ter_candidate *b) {
    return a->gazetteer == b->gazetteer && strcmp(a->toponym->kind, b->toponym->kind) == 0 &&
           strcmp(a->toponym->name, b->toponym->name) == 0 && !is_elsewhere(a, b);
}

static void remove_at(ter_candidate_list *list, size_t at) {
    for (; at + 1 < list->len; at++) list->items[at] = list->items[at + 1];
    list->len--;
}

/* Takes the first that goes on from `whole`; false when none does. */
static ter_status take_next(ter_candidate_list *list, ter_geometry *whole, bool *taken, ter_error *err) {
    ter_candidate *first = &list->items[0];
    *taken = false;
    for (size_t i = 1; i < list->len && !*taken && first->more_count < TER_MOST_MORE; i++) {
        const ter_candidate *c = &list->items[i];
        if (c->against || !ter_candidates_equal(first, c)) break;
        if (!may_be_one(first, c)) continue;
        ter_geometry line = {0};
        ter_status status = ter_candidate_geometry(c, &line, err);
        if (status != TER_OK) return status;
        if (line.type == TER_GEOMETRY_LINE && goes_on(whole, &line)) {
            ter_geometry_add_parts(whole, &line);
            first->more[first->more_count++] = c->position;
            remove_at(list, i);
            *taken = true;
        }
        ter_geometry_release(&line);
    }
    return TER_OK;
}

ter_status ter_namesakes_join(ter_candidate_list *list, ter_error *err) {
    if (list->len < 2 || list->items[0].against || list->items[1].against) return TER_OK;
    if (!ter_kind_is_line(list->items[0].toponym->kind)) return TER_OK;
    ter_geometry whole = {0};
    ter_status status = ter_candidate_geometry(&list->items[0], &whole, err);
    bool taken = status == TER_OK && whole.type == TER_GEOMETRY_LINE;
    while (taken && status == TER_OK) status = take_next(list, &whole, &taken, err);
    ter_geometry_release(&whole);
    return status;
}
