/* Interchanges that join two lines, and ends of roads that nothing takes up. */
#include "geocode/interchange.h"

#include "base/kind.h"
#include "gazetteer/lookup.h"
#include "geo/crossings.h"
#include "geo/distance.h"
#include "geo/lines.h"
#include "geocode/expression.h"

#include <math.h>
#include <stdlib.h>

static const double between_m = 300; /* how far apart the lines may be that an interchange joins */
static const double places_m = 600;  /* such places nearer than this are one */
static const double joined_m = 40;   /* how far from a line the interchange may begin */
static const double around_m = 500;  /* how far from the place between the lines it may lie */
static const double taken_m = 20;    /* another road this near to an end takes it up */
enum { MOST_PLACES = 8, MOST_CROSSINGS = 8 };

/* The words by which such things are called. */
static bool is_interchange(const char *name) {
    static const char *const ends[] = {"桥",   "立交", "环岛", "转盘", "环形路口",
                                       "互通", "枢纽", "匝道", "隧道", "Bridge"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ter_str_ends(ter_str_from(name), ends[i])) return true;
    return false;
}

typedef TER_ARRAY(size_t) position_list;

static void put_position(size_t position, void *context) {
    position_list *list = context;
    ter_array_push(list, position);
}

/* The crossing of two lines that lies nearest to a place. */
static bool crossing_near(const ter_geometry *a, const ter_geometry *b, ter_position place, ter_crossing *out) {
    ter_crossing found[MOST_CROSSINGS];
    size_t count = ter_line_crossings(a, b, joined_m, found, MOST_CROSSINGS);
    double best = around_m;
    for (size_t i = 0; i < count; i++) {
        double d = ter_distance_m(found[i].at, place);
        if (d > best) continue;
        best = d;
        *out = found[i];
    }
    return best < around_m;
}

static bool passes(const ter_crossing *c) {
    return c->type == TER_CROSSING_THROUGH || c->type == TER_CROSSING_BROKEN;
}

/* Whether `way` leads from one line to the other: it carries one on over the other, or both end at it. What merely
 * passes both, as a long viaduct does, joins nothing. */
static bool joins(const ter_geometry *way, const ter_geometry *a, const ter_geometry *b, ter_position place,
                  ter_interchange *out) {
    ter_crossing ca, cb;
    if (!crossing_near(a, way, place, &ca) || !crossing_near(b, way, place, &cb)) return false;
    if (passes(&ca) && passes(&cb)) return false;
    double apart = ter_distance_m(ca.at, cb.at);
    ter_position middle = {(ca.at.lon_deg + cb.at.lon_deg) / 2, (ca.at.lat_deg + cb.at.lat_deg) / 2};
    out->at = passes(&ca) ? ca.at : passes(&cb) ? cb.at : middle;
    out->spread_m = passes(&ca) || passes(&cb) ? apart : apart / 2;
    return true;
}

/* The roads that may come into the box. */
static ter_status roads_in(const ter_gazetteer *g, ter_bbox box, position_list *out, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < ter_kind_count() && status == TER_OK; i++)
        if (ter_kind_at(i)->traits & TER_KIND_ROAD)
            status = ter_gazetteer_each_in(g, ter_kind_at(i)->name, box, put_position, out, err);
    return status;
}

/* Where a way is looked for that leads from one line to the other, and the best one so far. */
typedef struct search {
    const ter_geometry *a, *b;
    ter_position place;
    ter_interchange best;
} search;

/* Looks at one road of a gazetteer. */
typedef ter_status (*look_fn)(const ter_gazetteer *g, size_t position, search *s, ter_error *err);

static ter_status look_around(ter_geocoder *g, double reach_m, look_fn look, search *s, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < g->count && status == TER_OK; i++) {
        position_list near = {0};
        status = roads_in(g->gazetteers[i], ter_bbox_around(s->place, reach_m), &near, err);
        for (size_t k = 0; k < near.len && status == TER_OK; k++)
            status = look(g->gazetteers[i], near.items[k], s, err);
        ter_array_release(&near);
    }
    return status;
}

/* The best way at each of the places where the lines of `s` come near each other. */
static ter_status look_at_meetings(ter_geocoder *g, double reach_m, look_fn look, const search *s, ter_interchange *out,
                                   size_t most, size_t *count, ter_error *err) {
    ter_meeting places[MOST_PLACES];
    size_t n = ter_line_meetings(s->a, s->b, between_m, places_m, places, MOST_PLACES);
    ter_status status = TER_OK;
    *count = 0;
    for (size_t i = 0; i < n && *count < most && status == TER_OK; i++) {
        search here = *s;
        here.place = places[i].at;
        status = look_around(g, reach_m, look, &here, err);
        if (status == TER_OK && here.best.toponym) out[(*count)++] = here.best;
    }
    return status;
}

/* ---- slip roads and viaducts ---- */

static ter_status look_at(const ter_gazetteer *g, size_t position, search *s, ter_error *err) {
    const ter_toponym *t = ter_gazetteer_at(g, position);
    if (!is_interchange(t->name)) return TER_OK;
    ter_geometry way = {0};
    ter_status status = ter_gazetteer_geometry(g, position, &way, err);
    ter_interchange found = {.toponym = t};
    bool joined = status == TER_OK && way.type == TER_GEOMETRY_LINE && joins(&way, s->a, s->b, s->place, &found);
    if (joined && (!s->best.toponym || found.spread_m < s->best.spread_m)) s->best = found;
    ter_geometry_release(&way);
    return status;
}

ter_status ter_interchange_find(ter_geocoder *g, const ter_geometry *a, const ter_geometry *b, ter_interchange *out,
                                size_t most, size_t *count, ter_error *err) {
    const search s = {.a = a, .b = b};
    return look_at_meetings(g, between_m, look_at, &s, out, most, count, err);
}

/* ---- bridges by their names ---- */

static const double beside_m = 40, short_of_m = 300; /* how far from the lines the bridge may lie */

static bool is_bridge(const char *name) {
    static const char *const ends[] = {"桥", "立交", "互通", "枢纽"}, *const others[] = {"天桥", "人行桥"};
    ter_str s = ter_str_from(name);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ter_str_ends(s, others[i])) return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ter_str_ends(s, ends[i])) return true;
    return false;
}

/* The nearest that two lines come, by the points of the first. */
static double gap_between(const ter_geometry *way, const ter_geometry *line) {
    double least = INFINITY;
    for (size_t i = 0; i < way->point_count; i++)
        least = fmin(least, ter_geometry_distance_m(line, way->points[i], NULL));
    return least;
}

static ter_position middle_of(const ter_geometry *way) {
    ter_position sum = {0, 0};
    for (size_t i = 0; i < way->point_count; i++) {
        sum.lon_deg += way->points[i].lon_deg / (double)way->point_count;
        sum.lat_deg += way->points[i].lat_deg / (double)way->point_count;
    }
    return sum;
}

static ter_status look_at_bridge(const ter_gazetteer *g, size_t position, search *s, ter_error *err) {
    const ter_toponym *t = ter_gazetteer_at(g, position);
    if (!is_bridge(t->name)) return TER_OK;
    ter_geometry way = {0};
    ter_status status = ter_gazetteer_geometry(g, position, &way, err);
    if (status == TER_OK && way.point_count > 0) {
        double to_a = gap_between(&way, s->a), to_b = gap_between(&way, s->b);
        ter_position at = middle_of(&way);
        double off = ter_distance_m(at, s->place);
        bool lies_there = fmin(to_a, to_b) <= beside_m && fmax(to_a, to_b) <= short_of_m;
        if (lies_there && off < s->best.spread_m) s->best = (ter_interchange){t, at, off};
    }
    ter_geometry_release(&way);
    return status;
}

ter_status ter_interchange_named(ter_geocoder *g, const ter_geometry *a, const ter_geometry *b, ter_position place,
                                 double reach_m, ter_interchange *out, ter_error *err) {
    search s = {a, b, place, {.spread_m = reach_m}};
    ter_status status = look_around(g, reach_m, look_at_bridge, &s, err);
    *out = s.best;
    return status;
}

ter_status ter_interchange_bridges(ter_geocoder *g, const ter_geometry *a, const ter_geometry *b, ter_interchange *out,
                                   size_t most, size_t *count, ter_error *err) {
    const search s = {.a = a, .b = b, .best = {.spread_m = around_m}};
    return look_at_meetings(g, around_m, look_at_bridge, &s, out, most, count, err);
}

/* ---- free ends ---- */

static ter_status takes_up(const ter_gazetteer *g, size_t position, ter_position end, bool *out, ter_error *err) {
    ter_geometry line = {0};
    ter_status status = ter_gazetteer_geometry(g, position, &line, err);
    if (status == TER_OK && ter_geometry_distance_m(&line, end, NULL) < taken_m) *out = true;
    ter_geometry_release(&line);
    return status;
}

ter_status ter_interchange_end_free(ter_geocoder *g, ter_position end, const ter_toponym *own, const ter_toponym *other,
                                    bool *out, ter_error *err) {
    ter_status status = TER_OK;
    bool taken = false;
    for (size_t i = 0; i < g->count && status == TER_OK && !taken; i++) {
        position_list near = {0};
        status = roads_in(g->gazetteers[i], ter_bbox_around(end, taken_m), &near, err);
        for (size_t k = 0; k < near.len && status == TER_OK && !taken; k++) {
            const ter_toponym *t = ter_gazetteer_at(g->gazetteers[i], near.items[k]);
            if (t != own && t != other && !is_interchange(t->name))
                status = takes_up(g->gazetteers[i], near.items[k], end, &taken, err);
        }
        ter_array_release(&near);
    }
    *out = !taken;
    return status;
}
