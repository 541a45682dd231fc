/* Areas: what lies in what, by name and by ground. */
#include "base/kind.h"
#include "gazetteer/lookup.h"
#include "geo/distance.h"
#include "geo/lines.h"
#include "geocode/candidates.h"
#include "geocode/expression.h"
#include "geocode/geocode.h"
#include "geocode/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LEVELS = 6 /* of areas within areas */, BOX_POINTS = 5, LONGEST_NAME = 300 /* bytes */ };

static const ter_toponym *find_area(const ter_geocoder *g, const char *name) {
    const ter_toponym *found = NULL;
    for (size_t i = 0; i < g->count && !found; i++) {
        ter_gazetteer_hit *hits = NULL;
        size_t count = 0;
        if (ter_gazetteer_lookup(g->gazetteers[i], ter_str_from(name), true, &hits, &count, NULL) != TER_OK) continue;
        for (size_t k = 0; k < count && !found; k++) {
            const ter_toponym *t = ter_gazetteer_at(g->gazetteers[i], hits[k].position);
            if (ter_kind_is_area(t->kind)) found = t;
        }
        free(hits);
    }
    return found;
}

bool ter_area_lies_in(const ter_geocoder *g, const char *inner, const char *outer) {
    const ter_toponym *whole = find_area(g, outer);
    const char *outer_name = whole ? whole->name : outer;
    const char *at = inner;
    for (int level = 0; level < MOST_LEVELS && *at; level++) {
        if (strcmp(at, outer) == 0 || strcmp(at, outer_name) == 0) return true;
        const ter_toponym *area = find_area(g, at);
        if (!area) return false;
        if (strcmp(area->name, outer_name) == 0) return true;
        at = area->area;
    }
    return false;
}

/* The unit that both the name begins with and the area ends with; 0 bytes when there is none. */
static size_t shared_unit(ter_str name, ter_str area) {
    static const char *const units[] = {"自治区", "自治州", "自治县", "省", "市", "区",
                                        "县",     "旗",     "州",     "盟", "镇", "乡"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (ter_str_begins(name, units[i]) && ter_str_ends(area, units[i])) return strlen(units[i]);
    return 0;
}

bool ter_geocoder_full_name(const ter_geocoder *g, const char *name, const char *area, ter_buf *out) {
    ter_str whole = ter_str_from(name);
    for (int level = 0; area && level < MOST_LEVELS && *area; level++) {
        size_t unit = shared_unit(whole, ter_str_from(area));
        if (unit > 0 && unit < whole.len && unit < strlen(area)) {
            ter_buf_puts(out, area);
            ter_buf_puts(out, name + unit);
            return true;
        }
        const ter_toponym *known = find_area(g, area);
        area = known ? known->area : NULL;
    }
    return false;
}

/* ---- ground ---- */

/* An extent stands for many an area whose outline the source may not give; it holds much that is not in the area. */
static bool is_box(const ter_geometry *g) {
    if (g->point_count != BOX_POINTS) return false;
    for (size_t i = 1; i < g->point_count; i++)
        if (g->points[i].lon_deg != g->points[i - 1].lon_deg && g->points[i].lat_deg != g->points[i - 1].lat_deg)
            return false;
    return true;
}

static void add_outline(ter_area_ground *out, const ter_gazetteer *g, size_t position, bool box_too) {
    ter_geometry outline = {0};
    const ter_toponym *t = ter_gazetteer_at(g, position);
    bool is_area =
        ter_gazetteer_geometry(g, position, &outline, NULL) == TER_OK && outline.type == TER_GEOMETRY_POLYGON;
    if (!is_area || (!box_too && is_box(&outline))) {
        ter_geometry_release(&outline);
        return;
    }
    ter_array_push(&out->outlines, outline);
    out->accuracy_m = fmax(out->accuracy_m, ter_candidate_accuracy_m(&(ter_candidate){.toponym = t}));
}

/* The area itself; `box_too`: even if it is a mere extent. */
static void add_area(const ter_geocoder *g, const char *name, bool box_too, ter_area_ground *out) {
    for (size_t i = 0; i < g->count && out->outlines.len == 0; i++) {
        ter_gazetteer_hit *hits = NULL;
        size_t count = 0;
        if (ter_gazetteer_lookup(g->gazetteers[i], ter_str_from(name), true, &hits, &count, NULL) != TER_OK) continue;
        for (size_t k = 0; k < count && out->outlines.len == 0; k++)
            if (ter_kind_is_area(ter_gazetteer_at(g->gazetteers[i], hits[k].position)->kind))
                add_outline(out, g->gazetteers[i], hits[k].position, box_too);
        free(hits);
    }
}

static void add_members(const ter_geocoder *g, const char *name, ter_area_ground *out) {
    for (size_t i = 0; i < g->count; i++) {
        size_t from, to;
        ter_gazetteer_kind_range(g->gazetteers[i], ter_kind_of_areas(), &from, &to);
        for (size_t k = from; k < to; k++) {
            const ter_toponym *t = ter_gazetteer_at(g->gazetteers[i], k);
            if (strcmp(t->area, name) == 0) add_outline(out, g->gazetteers[i], k, true);
        }
    }
}

const ter_area_ground *ter_area_ground_of(ter_geocoder *g, const char *name) {
    for (size_t i = 0; i < g->grounds.len; i++)
        if (strcmp(g->grounds.items[i].name, name) == 0) return &g->grounds.items[i];
    ter_area_ground ground = {.name = ter_strdup(name)};
    const ter_toponym *area = find_area(g, name);
    add_area(g, name, false, &ground);
    if (ground.outlines.len == 0) add_members(g, area ? area->name : name, &ground);
    if (ground.outlines.len == 0) add_area(g, name, true, &ground);
    ter_array_push(&g->grounds, ground);
    return &g->grounds.items[g->grounds.len - 1];
}

static bool touches(const ter_geometry *outline, const ter_geometry *thing, double within_m) {
    if (thing->type == TER_GEOMETRY_LINE) {
        ter_geometry inside = {0};
        bool any = ter_line_inside(thing, outline, &inside);
        ter_geometry_release(&inside);
        if (any) return true;
    }
    for (size_t i = 0; i < thing->point_count; i++)
        if (ter_geometry_distance_m(outline, thing->points[i], NULL) <= within_m) return true;
    return thing->type == TER_GEOMETRY_POLYGON && ter_geometry_covers(thing, ter_geometry_point_on(outline));
}

static ter_bbox widened(ter_bbox b, double by_m) {
    double lat = by_m / 110000, lon = lat / fmax(0.1, cos(b.min_lat * 0.01745329));
    return (ter_bbox){b.min_lon - lon, b.min_lat - lat, b.max_lon + lon, b.max_lat + lat};
}

bool ter_area_excludes(ter_geocoder *g, const ter_candidate *c, const char *area) {
    const char *own = c->toponym->area;
    if (*own && (ter_area_lies_in(g, own, area) || strcmp(c->toponym->name, area) == 0)) return false;
    const ter_area_ground *ground = ter_area_ground_of(g, area);
    if (ground->outlines.len == 0) return *own && !ter_area_lies_in(g, area, own);
    double within_m = fmax(ground->accuracy_m, ter_candidate_accuracy_m(c));
    ter_geometry thing = {0};
    bool touching = false;
    for (size_t i = 0; i < ground->outlines.len && !touching; i++) {
        const ter_geometry *outline = &ground->outlines.items[i];
        if (!ter_bbox_overlaps(widened(ter_geometry_bbox(outline), within_m), c->toponym->bbox)) continue;
        if (thing.type == TER_GEOMETRY_NONE && ter_candidate_geometry(c, &thing, NULL) != TER_OK) break;
        touching = touches(outline, &thing, within_m);
    }
    ter_geometry_release(&thing);
    return !touching;
}

bool ter_area_excludes_position(ter_geocoder *g, ter_position p, const char *area) {
    const ter_area_ground *ground = ter_area_ground_of(g, area);
    for (size_t i = 0; i < ground->outlines.len; i++)
        if (ter_geometry_distance_m(&ground->outlines.items[i], p, NULL) <= ground->accuracy_m) return false;
    return ground->outlines.len > 0;
}

bool ter_area_known(const ter_geocoder *g, ter_str name) {
    static const char *const units[] = {"", "区", "县", "市", "省", "街道", "乡", "镇", "地区"};
    bool known = false;
    if (name.len > LONGEST_NAME) return false;
    for (size_t i = 0; i < sizeof units / sizeof *units && !known; i++) {
        ter_buf full = {0};
        ter_buf_put_str(&full, name);
        ter_buf_puts(&full, units[i]);
        known = full.ptr && find_area(g, full.ptr);
        ter_buf_release(&full);
    }
    return known;
}

/* ---- lines that reach beyond an area ---- */

static const double WHOLE = 0.98; /* of a line's length: what is cut off less is the accuracy of the border */

static bool has_border(const ter_area_ground *ground) {
    for (size_t i = 0; i < ground->outlines.len; i++)
        if (is_box(&ground->outlines.items[i])) return false;
    return ground->outlines.len > 0;
}

static bool is_cuttable(const ter_geocoder *g, const char *area, const ter_place *place) {
    return area && *area && place->geometry.type == TER_GEOMETRY_LINE && place->precision == TER_PRECISION_EXACT &&
           place->match != TER_MATCH_JUNCTION && !(place->area && ter_area_lies_in(g, place->area, area));
}

void ter_geocoder_cut_to_area(ter_geocoder *g, const char *area, ter_place *place) {
    if (!is_cuttable(g, area, place)) return;
    const ter_area_ground *ground = ter_area_ground_of(g, area);
    if (!has_border(ground)) return;
    ter_geometry inside = {0};
    for (size_t i = 0; i < ground->outlines.len; i++) {
        ter_geometry piece = {0};
        if (ter_line_inside(&place->geometry, &ground->outlines.items[i], &piece)) {
            ter_geometry_add_parts(&inside, &piece);
            inside.type = TER_GEOMETRY_LINE;
        }
        ter_geometry_release(&piece);
    }
    double whole_m = ter_geometry_length_m(&place->geometry), inside_m = ter_geometry_length_m(&inside);
    if (!(inside_m > 0) || inside_m > WHOLE * whole_m) {
        ter_geometry_release(&inside);
        return;
    }
    ter_geometry_release(&place->geometry);
    place->geometry = inside;
    place->point = ter_geometry_point_on(&inside);
    place->precision = TER_PRECISION_SECTION;
    place->uncertainty_m = fmax(place->uncertainty_m, ground->accuracy_m);
    char *how = place->reason;
    place->reason = NULL;
    ter_place_set_reason(place, "%s; the part in %s", how ? how : "", area);
    free(how);
}
