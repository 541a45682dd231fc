/* Regions that lines bound: the words of a bound, and cutting the ground by it. */
#include "geocode/region.h"

#include "geo/frontier.h"
#include "geo/hull.h"
#include "geocode/side.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BOUNDS = 4 };

#define STR(s)   (int)(s).len, (s).ptr
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- what the name says ---- */

typedef enum bound_type { BOUND_SIDE, BOUND_INSIDE, BOUND_OUTSIDE } bound_type;

typedef struct bound {
    ter_str line;
    bound_type type;
    ter_line_side side; /* of SIDE */
} bound;

typedef struct bounds {
    bound list[MOST_BOUNDS];
    size_t count;
} bounds;

static bool drop_one(ter_str *s, const char *const *words, size_t count, bool at_end) {
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(words[i]);
        if (at_end ? !ter_str_ends(*s, words[i]) : !ter_str_begins(*s, words[i])) continue;
        if (!at_end) s->ptr += n;
        s->len -= n;
        return true;
    }
    return false;
}

static void drop_ground_words(ter_str *s) {
    static const char *const words[] = {"地块", "区域", "地区",   "片区", "一带", "地带",
                                        "部分", "范围", "范围内", "的",   " ",    "　"};
    while (drop_one(s, words, COUNT(words), true)) continue;
}

/* 五环, 东五环路; not 东四环北路, which is a road that may have sides but does not go around. */
static bool is_ring(ter_str name) {
    ter_str side, number;
    size_t n = ter_ring_length(name, &side, &number);
    ter_str rest = {name.ptr + n, name.len - n};
    return n > 0 && (rest.len == 0 || ter_str_is(rest, "路"));
}

static bool add_bound(bounds *b, ter_str line, bound_type type, ter_line_side side) {
    if (b->count == MOST_BOUNDS || line.len < strlen("甲路") || (type != BOUND_SIDE && !is_ring(line))) return false;
    b->list[b->count++] = (bound){line, type, side};
    return true;
}

/* "四环与五环之间": outside the one with the lesser number, inside the other. */
static bool read_between(ter_str name, bounds *out) {
    static const char *const ends[] = {"之间", "间"}, *const joints[] = {"与", "和", "至", "到", "、"};
    if (!drop_one(&name, ends, COUNT(ends), true)) return false;
    ter_str side, number[2];
    size_t n = ter_ring_length(name, &side, &number[0]);
    ter_str rest = {name.ptr + n, name.len - n}, first = {name.ptr, n};
    static const char *const roads[] = {"路"};
    if (n == 0) return false;
    drop_one(&rest, roads, 1, false);
    if (!drop_one(&rest, joints, COUNT(joints), false) || !ter_ring_length(rest, &side, &number[1])) return false;
    static const char *const numbers[] = {"一", "二", "三", "四", "五", "六", "七", "1", "2", "3", "4", "5", "6", "7"};
    size_t rank[2] = {0, 0};
    for (size_t i = 0; i < COUNT(numbers); i++)
        for (size_t k = 0; k < 2; k++)
            if (ter_str_is(number[k], numbers[i])) rank[k] = i % 7;
    ter_str inner = rank[0] < rank[1] ? first : rest, outer = rank[0] < rank[1] ? rest : first;
    return rank[0] != rank[1] && add_bound(out, inner, BOUND_OUTSIDE, 0) && add_bound(out, outer, BOUND_INSIDE, 0);
}

/* The bound that `s` ends with; what the word leaves is its line. */
static bool read_bound(ter_str s, bounds *out) {
    static const struct {
        const char *word;
        bound_type type;
        ter_line_side side;
    } words[] = {
        {"以东", BOUND_SIDE, TER_SIDE_EAST},
        {"以西", BOUND_SIDE, TER_SIDE_WEST},
        {"以南", BOUND_SIDE, TER_SIDE_SOUTH},
        {"以北", BOUND_SIDE, TER_SIDE_NORTH},
        {"以外", BOUND_OUTSIDE, 0},
        {"以内", BOUND_INSIDE, 0},
        {"外", BOUND_OUTSIDE, 0},
        {"内", BOUND_INSIDE, 0},
    };
    for (size_t i = 0; i < COUNT(words); i++) {
        if (!ter_str_ends(s, words[i].word)) continue;
        return add_bound(out, (ter_str){s.ptr, s.len - strlen(words[i].word)}, words[i].type, words[i].side);
    }
    return false;
}

/* Where the first bound ends: behind 以东, 以内 …, or before a mark. */
static size_t bound_length(ter_str s) {
    static const char *const ends[] = {"以东", "以西", "以南", "以北", "以内", "以外"}, *const marks[] = {"、", "，",
                                                                                                          ",", "；"};
    for (size_t i = 1; i < s.len; i++) {
        ter_str rest = {s.ptr + i, s.len - i};
        for (size_t k = 0; k < COUNT(ends); k++)
            if (ter_str_begins(rest, ends[k])) return i + strlen(ends[k]);
        for (size_t k = 0; k < COUNT(marks); k++)
            if (ter_str_begins(rest, marks[k])) return i;
    }
    return s.len;
}

/* "A路以东、B路以南", "A路以东B路以南", "东五环外、A路以西". */
static bool read_bounds(ter_str name, bounds *out) {
    static const char *const joints[] = {"、", "，", ",", "；", "和", "与", "及", "且", " "};
    *out = (bounds){0};
    drop_ground_words(&name);
    if (read_between(name, out)) return true;
    out->count = 0;
    while (name.len > 0) {
        size_t n = bound_length(name);
        if (!read_bound((ter_str){name.ptr, n}, out)) return false;
        name = (ter_str){name.ptr + n, name.len - n};
        while (drop_one(&name, joints, COUNT(joints), false)) continue;
    }
    return out->count > 0;
}

/* ---- the ground ---- */

/* One region under way. */
typedef struct work {
    ter_geocoder *g;
    const char *area;
    ter_geometry ground; /* what is left of it */
    ter_bbox box;        /* of all of it */
    double accuracy_m, score;
    ter_place *p;
    bool known;     /* all bounds so far are */
    bool cut;       /* and could be applied */
    ter_buf reason; /* why not */
} work;

static ter_geometry joint_line(work *w, const ter_side *side) {
    ter_geometry all = {.type = TER_GEOMETRY_LINE};
    for (size_t i = 0; i < side->lines.len; i++) {
        const ter_candidate *c = side->lines.items[i].candidate;
        ter_geometry_add_parts(&all, &side->lines.items[i].line);
        w->accuracy_m = fmax(w->accuracy_m, ter_candidate_accuracy_m(c));
        w->score = fmin(w->score, c->score);
        if (!w->p->source) {
            ter_place_fill(w->p, c);
            free(w->p->key), free(w->p->kind);
            w->p->key = w->p->kind = NULL;
        }
    }
    return all;
}

static void apply(work *w, const ter_frontier *f) {
    ter_geometry left = {0};
    ter_polygon_cut(&w->ground, f, &left);
    ter_geometry_release(&w->ground);
    w->ground = left;
}

static void refuse(work *w, ter_str line, const char *why) {
    w->cut = false;
    if (w->reason.len == 0) ter_buf_printf(&w->reason, "%.*s %s", STR(line), why);
}

static bool scattered(const ter_side *side) {
    for (size_t i = 1; i < side->lines.len && !side->parts; i++)
        if (ter_candidates_apart(side->lines.items[0].candidate, side->lines.items[i].candidate)) return true;
    return false;
}

/* `area`: where the line must be; a side of a ring counts for the ground within it, wherever it runs. */
static ter_status cut_beside(work *w, ter_str line, ter_line_side side, const char *area, ter_error *err) {
    ter_side found = {0};
    ter_status status = ter_side_find(w->g, line, area, &found, err);
    ter_geometry all = joint_line(w, &found);
    ter_frontier f = {0};
    if (found.lines.len == 0) w->known = false;
    else if (scattered(&found)) refuse(w, line, "is the name of several roads or waterways far apart");
    else if (!ter_frontier_along(&all, side, w->box, &f))
        refuse(w, line, "does not pass there, or runs along the side said");
    else apply(w, &f);
    ter_frontier_release(&f);
    ter_geometry_release(&all);
    ter_side_release(&found);
    return status;
}

static ter_line_side side_of(ter_str compass, bool outward) {
    static const char *const words[] = {"东", "西", "南", "北"};
    static const ter_line_side out[] = {TER_SIDE_EAST, TER_SIDE_WEST, TER_SIDE_SOUTH, TER_SIDE_NORTH};
    static const ter_line_side in[] = {TER_SIDE_WEST, TER_SIDE_EAST, TER_SIDE_NORTH, TER_SIDE_SOUTH};
    for (size_t i = 0; i < COUNT(words); i++)
        if (ter_str_is(compass, words[i])) return outward ? out[i] : in[i];
    return TER_SIDE_NORTH;
}

/* Outside the east side of a ring is east of it; inside it is west of it and, where the ring is known to close, inside
 * the ring. */
static ter_status cut_around(work *w, const bound *b, ter_error *err) {
    ter_str side, number;
    ter_ring_length(b->line, &side, &number);
    bool outside = b->type == BOUND_OUTSIDE;
    if (side.len > 0) {
        ter_status status = cut_beside(w, b->line, side_of(side, outside), "", err);
        if (status != TER_OK || outside || !w->known || !w->cut) return status;
    }
    ter_side found = {0};
    ter_status status = ter_side_find_ring(w->g, b->line, "", &found, err);
    ter_geometry all = joint_line(w, &found);
    ter_frontier f = {0};
    if (ter_frontier_around(&all, outside, &f)) apply(w, &f);
    else if (side.len == 0 && found.lines.len == 0) w->known = false;
    else if (side.len == 0) refuse(w, b->line, "is not known all around");
    ter_frontier_release(&f);
    ter_geometry_release(&all);
    ter_side_release(&found);
    return status;
}

/* The outline; of several, which may overlap, the hull. */
static void take_ground(const ter_area_ground *from, ter_geometry *ground) {
    if (from->outlines.len == 1) {
        ter_geometry_copy(&from->outlines.items[0], ground);
        return;
    }
    ter_hull hull = {0};
    plane here = {0};
    for (size_t i = 0; i < from->outlines.len; i++) {
        const ter_geometry *outline = &from->outlines.items[i];
        if (i == 0) here = ter_plane_at(outline->points[0]);
        for (size_t k = 0; k < outline->point_count; k++) {
            vec2 v = ter_to_plane(here, outline->points[k]);
            ter_hull_add(&hull, v.x, v.y);
        }
    }
    if (from->outlines.len > 0) ter_hull_polygon(&hull, here.lon, here.lat, ground);
    ter_hull_release(&hull);
}

static ter_status cut_all(work *w, const bounds *b, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < b->count && status == TER_OK && w->known; i++) {
        const bound *one = &b->list[i];
        status = one->type == BOUND_SIDE ? cut_beside(w, one->line, one->side, w->area, err) : cut_around(w, one, err);
    }
    return status;
}

/* ---- the answer ---- */

static void put_refusal(work *w, ter_str name) {
    ter_place_release(w->p);
    if (!*w->area) {
        ter_place_set_reason(w->p, "%.*s bounds a region, but no area that it lies in is known", STR(name));
    } else if (w->reason.len > 0) {
        ter_place_set_reason(w->p, "%.*s bounds a region, but %.*s", STR(name), (int)w->reason.len, w->reason.ptr);
    } else {
        ter_place_set_reason(w->p, "nothing of %s that is known lies %.*s", w->area, STR(name));
    }
}

static void put_region(work *w, const ter_geocode_query *q, ter_str name) {
    ter_place *p = w->p;
    free(p->name), free(p->area);
    p->name = ter_strndup(name.ptr, name.len);
    p->kind = ter_strdup(q->kind && *q->kind ? q->kind : NULL);
    p->area = ter_strdup(w->area);
    ter_place_set_geometry(p, &w->ground);
    p->match = TER_MATCH_AREA;
    p->precision = TER_PRECISION_AREA;
    p->score = fmin(w->score, ter_calibration_of_rule(&w->g->calibration, "region"));
    p->uncertainty_m = w->accuracy_m + ter_geometry_half_diagonal_m(&p->geometry);
    ter_place_set_reason(p, "the ground of %s that lies %.*s, cut along the lines of the gazetteer", w->area,
                         STR(name));
}

ter_status ter_place_region(ter_geocoder *g, const ter_geocode_query *query, ter_str name, const char *area,
                            ter_place *p, bool *answered, ter_error *err) {
    bounds said;
    *answered = false;
    if (!read_bounds(name, &said)) return TER_OK;
    ter_place made = {0};
    work w = {.g = g, .area = area, .score = 1, .p = &made, .known = true, .cut = true};
    const ter_area_ground *ground = *area ? ter_area_ground_of(g, area) : NULL;
    if (ground) {
        take_ground(ground, &w.ground);
        w.box = ter_geometry_bbox(&w.ground);
        w.accuracy_m = ground->accuracy_m;
    }
    if (*area && w.ground.type == TER_GEOMETRY_NONE) refuse(&w, ter_str_from(area), "has no outline in the gazetteer");
    ter_status status = cut_all(&w, &said, err);
    if (status == TER_OK && w.known) {
        *answered = true;
        if (w.cut && w.ground.type != TER_GEOMETRY_NONE) put_region(&w, query, name);
        else put_refusal(&w, name);
        ter_place_release(p);
        *p = made;
    } else {
        ter_place_release(&made);
    }
    ter_geometry_release(&w.ground);
    ter_buf_release(&w.reason);
    return status;
}
