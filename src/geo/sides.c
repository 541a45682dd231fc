/* What of a line lies beyond a place on it. */
#include "geo/sides.h"

#include "base/memory.h"
#include "geo/distance.h"
#include "geo/lines.h"
#include "geo/plane.h"

#include <stdlib.h>

static const double touch_m = 1; /* ends nearer than this are one place */
static const double gap_m = 300; /* from an end to the beginning that faces it */

/* A place on a line: past the point of this index, by a share of the edge that begins there. */
typedef struct spot {
    size_t part;
    double order;
    double gap_m;
} spot;

static ter_position at_order(const ter_geometry *g, double order) {
    size_t i = (size_t)order;
    double t = order - (double)i;
    if (t == 0) return g->points[i];
    ter_position a = g->points[i], b = g->points[i + 1];
    return (ter_position){a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
}

/* The place of points [begin, end) nearest to `p`. */
static spot nearest_spot(const ter_geometry *g, size_t part, ter_position p) {
    plane here = ter_plane_at(p);
    size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
    spot best = {part, (double)begin, INFINITY};
    for (size_t i = begin; i + 1 < end; i++) {
        vec2 a = ter_to_plane(here, g->points[i]), b = ter_to_plane(here, g->points[i + 1]);
        double t = ter_plane_nearest(a, b, (vec2){0, 0});
        double gap = hypot(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
        if (gap < best.gap_m) best = (spot){part, t < 1 ? (double)i + t : (double)(i + 1), gap};
    }
    return best;
}

static spot nearest_of_all(const ter_geometry *g, ter_position p) {
    spot best = {0, 0, INFINITY};
    for (size_t part = 0; part < g->part_count; part++) {
        spot s = nearest_spot(g, part, p);
        if (s.gap_m < best.gap_m) best = s;
    }
    return best;
}

static double last_order(const ter_geometry *g, size_t part) {
    return (double)(ter_geometry_part_end(g, part) - 1);
}

static void put_stretch(const ter_geometry *g, double from, double to, ter_geometry *out) {
    ter_geometry_add_point(out, at_order(g, from));
    for (size_t i = (size_t)from + 1; (double)i < to; i++) ter_geometry_add_point(out, g->points[i]);
    ter_geometry_add_point(out, at_order(g, to));
    ter_geometry_end_part(out);
}

static bool give(ter_geometry *out) {
    if (out->part_count > 0) return true;
    ter_geometry_release(out);
    return false;
}

/* ---- along the stream ---- */

static bool near(ter_position a, ter_position b, double within_m) {
    vec2 v = ter_to_plane(ter_plane_at(a), b);
    return hypot(v.x, v.y) <= within_m;
}

bool ter_line_flows(const ter_geometry *line) {
    size_t agree = 0, differ = 0;
    for (size_t a = 0; a < line->part_count; a++) {
        ter_position a_first = line->points[ter_geometry_part_begin(line, a)];
        ter_position a_last = line->points[ter_geometry_part_end(line, a) - 1];
        for (size_t b = a + 1; b < line->part_count; b++) {
            ter_position b_first = line->points[ter_geometry_part_begin(line, b)];
            ter_position b_last = line->points[ter_geometry_part_end(line, b) - 1];
            agree += near(a_last, b_first, TER_JOINT_M) || near(b_last, a_first, TER_JOINT_M);
            differ += near(a_last, b_last, TER_JOINT_M) || near(a_first, b_first, TER_JOINT_M);
        }
    }
    return agree >= differ;
}

/* Whether another part begins at the end of part `a`, or passes it. */
static bool goes_on(const ter_geometry *g, size_t a) {
    ter_position end = g->points[ter_geometry_part_end(g, a) - 1];
    for (size_t b = 0; b < g->part_count; b++) {
        spot s = nearest_spot(g, b, end);
        if (b != a && s.gap_m <= touch_m && s.order < last_order(g, b)) return true;
    }
    return false;
}

/* Whether `p` lies in the direction in which part `a` ends. */
static bool ahead(const ter_geometry *g, size_t a, ter_position p) {
    size_t last = ter_geometry_part_end(g, a) - 1;
    if (last == ter_geometry_part_begin(g, a)) return false;
    plane here = ter_plane_at(g->points[last]);
    vec2 before = ter_to_plane(here, g->points[last - 1]), to = ter_to_plane(here, p);
    return before.x * to.x + before.y * to.y < 0;
}

/* Where part `b` is entered from the stretch of part `a` that begins at `from`; INFINITY: it is not. What does not
 * touch counts only where nothing does, and if it lies ahead. */
static double entry(const ter_geometry *g, size_t a, double from, bool touching, size_t b) {
    ter_position end = g->points[ter_geometry_part_end(g, a) - 1], begin = g->points[ter_geometry_part_begin(g, b)];
    double first = (double)ter_geometry_part_begin(g, b);
    spot branch = nearest_spot(g, a, begin), s = nearest_spot(g, b, end);
    if (near(end, begin, touch_m) || (branch.gap_m <= touch_m && branch.order >= from)) return first;
    if (s.gap_m <= touch_m && s.order < last_order(g, b)) return s.order;
    if (touching) return INFINITY;
    if (near(end, begin, gap_m) && ahead(g, a, begin)) return first;
    bool mouth = s.order >= last_order(g, b);
    return s.gap_m <= TER_JOINT_M && !mouth && ahead(g, a, at_order(g, s.order)) ? s.order : INFINITY;
}

/* `reached` holds for each part where it is entered first, INFINITY for not at all; `pending` which parts are to be
 * gone on from. */
static void follow(const ter_geometry *g, double *reached, bool *pending) {
    for (size_t a = 0; a < g->part_count;) {
        if (!pending[a]) {
            a++;
            continue;
        }
        pending[a] = false;
        size_t next = a + 1;
        bool touching = goes_on(g, a);
        for (size_t b = 0; b < g->part_count; b++) {
            double at = a == b ? INFINITY : entry(g, a, reached[a], touching, b);
            if (at >= reached[b]) continue;
            reached[b] = at;
            pending[b] = true;
            if (b < next) next = b;
        }
        a = next;
    }
}

bool ter_line_beyond(const ter_geometry *line, ter_position from, bool upstream, ter_geometry *out) {
    *out = (ter_geometry){.type = TER_GEOMETRY_LINE};
    if (line->type != TER_GEOMETRY_LINE || line->point_count < 2) return false;
    ter_geometry g = {0};
    ter_geometry_copy(line, &g);
    if (upstream) ter_geometry_reverse_parts(&g);
    double *reached = ter_alloc(g.part_count * sizeof *reached);
    for (size_t i = 0; i < g.part_count; i++) reached[i] = INFINITY;
    spot start = nearest_of_all(&g, from);
    bool *pending = ter_alloc(g.part_count * sizeof *pending);
    reached[start.part] = start.order;
    pending[start.part] = true;
    follow(&g, reached, pending);
    for (size_t i = 0; i < g.part_count; i++)
        if (reached[i] < last_order(&g, i)) put_stretch(&g, reached[i], last_order(&g, i), out);
    if (upstream) ter_geometry_reverse_parts(out);
    free(reached);
    free(pending);
    ter_geometry_release(&g);
    return give(out);
}

/* ---- by the compass ---- */

/* The middle of the length, each edge weighing as long as it is. */
static ter_position mean_of(const ter_geometry *g, double from, double to) {
    plane here = ter_plane_at(at_order(g, from));
    double x = 0, y = 0, length = 0;
    for (double at = from; at < to;) {
        double next = fmin(floor(at) + 1, to);
        vec2 a = ter_to_plane(here, at_order(g, at)), b = ter_to_plane(here, at_order(g, next));
        double l = hypot(b.x - a.x, b.y - a.y);
        x += (a.x + b.x) / 2 * l, y += (a.y + b.y) / 2 * l, length += l;
        at = next;
    }
    return length > 0 ? ter_from_plane(here, (vec2){x / length, y / length}) : at_order(g, from);
}

static bool lies_on(ter_position p, const ter_position *cuts, size_t count, ter_line_side side) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (ter_distance_m(cuts[i], p) < ter_distance_m(cuts[best], p)) best = i;
    switch (side) {
    case TER_SIDE_EAST:
        return p.lon_deg > cuts[best].lon_deg;
    case TER_SIDE_WEST:
        return p.lon_deg < cuts[best].lon_deg;
    case TER_SIDE_NORTH:
        return p.lat_deg > cuts[best].lat_deg;
    case TER_SIDE_SOUTH:
        return p.lat_deg < cuts[best].lat_deg;
    default:
        return false;
    }
}

static int compare_orders(const void *pa, const void *pb) {
    double a = *(const double *)pa, b = *(const double *)pb;
    return (a > b) - (a < b);
}

bool ter_line_on_side(const ter_geometry *line, const ter_position *cuts, size_t count, ter_line_side side,
                      ter_geometry *out) {
    *out = (ter_geometry){.type = TER_GEOMETRY_LINE};
    if (line->type != TER_GEOMETRY_LINE || line->point_count < 2) return false;
    TER_ARRAY(double) marks = {0};
    for (size_t i = 0; i < count; i++) {
        double order = nearest_of_all(line, cuts[i]).order;
        ter_array_push(&marks, order);
    }
    qsort(marks.items, marks.len, sizeof *marks.items, compare_orders);
    for (size_t part = 0; part < line->part_count; part++) {
        double from = (double)ter_geometry_part_begin(line, part), end = last_order(line, part);
        for (size_t m = 0; m <= marks.len; m++) {
            double to = m < marks.len ? fmin(marks.items[m], end) : end;
            if (to <= from) continue;
            if (lies_on(mean_of(line, from, to), cuts, count, side)) put_stretch(line, from, to, out);
            from = to;
        }
    }
    ter_array_release(&marks);
    return give(out);
}
