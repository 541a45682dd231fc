/* A line as the border of the ground on one side of it, and polygons cut along it. */
#include "geo/frontier.h"

#include <math.h>
#include <stdlib.h>

static const double step_m = 25;            /* between samples of a frontier along a line */
static const double least_along = 0.5;      /* of a line's way, along the frontier to across it */
static const double widest_open = M_PI / 6; /* of a ring */
enum { MOST_SAMPLES = 4000, RING_SAMPLES = 1440, HALVINGS = 50, MOST_STOPS = 20000 /* on one edge */ };

typedef struct st {
    double s, t;
} st;

void ter_frontier_release(ter_frontier *f) {
    ter_array_release(&f->t);
    *f = (ter_frontier){0};
}

/* ---- sampling ---- */

static st locate(const ter_frontier *f, ter_position p) {
    vec2 v = ter_to_plane(f->here, p);
    if (f->ring) {
        double angle = atan2(v.y, v.x);
        return (st){angle < 0 ? angle + 2 * M_PI : angle, hypot(v.x, v.y)};
    }
    switch (f->side) {
    case TER_SIDE_EAST:
        return (st){v.y, v.x};
    case TER_SIDE_WEST:
        return (st){v.y, -v.x};
    case TER_SIDE_NORTH:
        return (st){v.x, v.y};
    default:
        return (st){v.x, -v.y};
    }
}

static ter_position place(const ter_frontier *f, st at) {
    if (f->ring) return ter_from_plane(f->here, (vec2){at.t * cos(at.s), at.t * sin(at.s)});
    double t = f->side == TER_SIDE_WEST || f->side == TER_SIDE_SOUTH ? -at.t : at.t;
    bool upright = f->side == TER_SIDE_EAST || f->side == TER_SIDE_WEST;
    return ter_from_plane(f->here, upright ? (vec2){t, at.s} : (vec2){at.s, t});
}

static void note(ter_frontier *f, size_t k, double t) {
    if (isnan(f->t.items[k]) || f->t.items[k] < t) f->t.items[k] = t;
}

/* The outermost point of a-b on each ray that it crosses. */
static void sweep_ring(ter_frontier *f, ter_position pa, ter_position pb) {
    vec2 a = ter_to_plane(f->here, pa), b = ter_to_plane(f->here, pb);
    double from = atan2(a.y, a.x), turn = atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y);
    if (turn < 0) from += turn, turn = -turn;
    for (double k = ceil(from / f->s_step); k * f->s_step <= from + turn; k++) {
        double c = cos(k * f->s_step), s = sin(k * f->s_step);
        double det = (b.x - a.x) * s - (b.y - a.y) * c;
        if (det == 0) continue;
        double u = fmin(1, fmax(0, (a.y * c - a.x * s) / det));
        size_t at = (size_t)(((long)k % RING_SAMPLES + RING_SAMPLES) % RING_SAMPLES);
        note(f, at, hypot(a.x + u * (b.x - a.x), a.y + u * (b.y - a.y)));
    }
}

static void sweep_line(ter_frontier *f, st a, st b) {
    if (a.s > b.s) {
        st swapped = a;
        a = b;
        b = swapped;
    }
    double last = (double)f->t.len - 1;
    double from = fmax(0, ceil((a.s - f->s_first) / f->s_step)), to = fmin(last, (b.s - f->s_first) / f->s_step);
    for (double k = from; k <= to; k++) {
        double s = f->s_first + k * f->s_step;
        note(f, (size_t)k, b.s > a.s ? a.t + (b.t - a.t) * (s - a.s) / (b.s - a.s) : fmax(a.t, b.t));
    }
}

static void prepare(ter_frontier *f, size_t count) {
    for (size_t i = 0; i < count; i++) ter_array_push(&f->t, NAN);
}

/* Samples that nothing was seen of lie straight between their neighbours; before the first and after the last they are
 * as those. */
static void bridge_line(ter_frontier *f) {
    size_t n = f->t.len, known = n;
    for (size_t k = 0; k < n; k++) {
        if (isnan(f->t.items[k])) continue;
        double from = known < n ? f->t.items[known] : f->t.items[k];
        size_t begin = known < n ? known + 1 : 0;
        for (size_t i = begin; i < k; i++)
            f->t.items[i] = from + (f->t.items[k] - from) * (double)(i - begin + 1) / (double)(k - begin + 1);
        known = k;
    }
    for (size_t i = known + 1; i < n; i++) f->t.items[i] = f->t.items[known];
}

/* The same around a ring; false when a gap is too wide. */
static bool bridge_ring(ter_frontier *f) {
    size_t n = f->t.len, first = 0;
    while (first < n && isnan(f->t.items[first])) first++;
    if (first == n) return false;
    size_t known = first;
    for (size_t k = first + 1; k <= first + n; k++) {
        if (isnan(f->t.items[k % n])) continue;
        if ((double)(k - known - 1) * f->s_step > widest_open) return false;
        double a = f->t.items[known % n], b = f->t.items[k % n];
        for (size_t i = known + 1; i < k; i++)
            f->t.items[i % n] = a + (b - a) * (double)(i - known) / (double)(k - known);
        known = k;
    }
    return true;
}

static bool along(ter_frontier *f, const ter_geometry *line) {
    double s_way = 0, t_way = 0, s_last = f->s_first + f->s_step * (double)(f->t.len - 1);
    for (size_t part = 0; part < line->part_count; part++) {
        for (size_t i = ter_geometry_part_begin(line, part) + 1; i < ter_geometry_part_end(line, part); i++) {
            st a = locate(f, line->points[i - 1]), b = locate(f, line->points[i]);
            if (fmax(a.s, b.s) < f->s_first || fmin(a.s, b.s) > s_last) continue;
            s_way += fabs(b.s - a.s);
            t_way += fabs(b.t - a.t);
            sweep_line(f, a, b);
        }
    }
    bool any = false;
    for (size_t k = 0; k < f->t.len; k++) any = any || !isnan(f->t.items[k]);
    return any && s_way >= least_along * t_way;
}

bool ter_frontier_along(const ter_geometry *line, ter_line_side side, ter_bbox over, ter_frontier *out) {
    *out = (ter_frontier){.side = side};
    if (over.min_lon > over.max_lon) return false;
    out->here = ter_plane_at((ter_position){(over.min_lon + over.max_lon) / 2, (over.min_lat + over.max_lat) / 2});
    double low = locate(out, (ter_position){over.min_lon, over.min_lat}).s;
    double high = locate(out, (ter_position){over.max_lon, over.max_lat}).s;
    double count = fmin(MOST_SAMPLES, ceil((high - low) / step_m) + 2);
    out->s_first = low;
    out->s_step = fmax(1, (high - low) / (count - 1));
    prepare(out, (size_t)count);
    if (along(out, line)) {
        bridge_line(out);
        return true;
    }
    ter_frontier_release(out);
    return false;
}

bool ter_frontier_around(const ter_geometry *ring, bool outside, ter_frontier *out) {
    ter_bbox box = ter_geometry_bbox(ring);
    *out = (ter_frontier){.ring = true, .outside = outside, .s_step = 2 * M_PI / RING_SAMPLES};
    if (box.min_lon > box.max_lon) return false;
    out->here = ter_plane_at((ter_position){(box.min_lon + box.max_lon) / 2, (box.min_lat + box.max_lat) / 2});
    prepare(out, RING_SAMPLES);
    for (size_t part = 0; part < ring->part_count; part++)
        for (size_t i = ter_geometry_part_begin(ring, part) + 1; i < ter_geometry_part_end(ring, part); i++)
            sweep_ring(out, ring->points[i - 1], ring->points[i]);
    if (bridge_ring(out)) return true;
    ter_frontier_release(out);
    return false;
}

/* ---- which side ---- */

static double frontier_at(const ter_frontier *f, double s) {
    double k = (s - f->s_first) / f->s_step, low = floor(k);
    size_t n = f->t.len;
    if (!f->ring && k <= 0) return f->t.items[0];
    if (!f->ring && k >= (double)(n - 1)) return f->t.items[n - 1];
    size_t i = (size_t)low % n;
    return f->t.items[i] + (f->t.items[(i + 1) % n] - f->t.items[i]) * (k - low);
}

bool ter_frontier_keeps(const ter_frontier *f, ter_position p) {
    st at = locate(f, p);
    double t = frontier_at(f, at.s);
    return f->ring && !f->outside ? at.t < t : at.t > t;
}

/* ---- cutting ---- */

/* A piece of a ring that is kept, from the crossing where it begins to that where it ends. */
typedef struct chain {
    size_t from, to; /* points */
    bool used;
} chain;

typedef struct crossing {
    double s;
    size_t chain;
    bool begins;
} crossing;

typedef struct cutting {
    const ter_frontier *f;
    const ter_geometry *polygon;
    TER_ARRAY(ter_position) points; /* of chains */
    TER_ARRAY(chain) chains;
    TER_ARRAY(crossing) crossings;
    ter_geometry rings; /* the result, a part each */
} cutting;

static ter_position between(ter_position a, ter_position b, double u) {
    return (ter_position){a.lon_deg + u * (b.lon_deg - a.lon_deg), a.lat_deg + u * (b.lat_deg - a.lat_deg)};
}

/* Where the edge from `out` to `in` comes over the frontier. */
static ter_position find_crossing(const ter_frontier *f, ter_position out, ter_position in) {
    double low = 0, high = 1;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        *(ter_frontier_keeps(f, between(out, in, middle)) ? &high : &low) = middle;
    }
    return between(out, in, high);
}

static void add_crossing(cutting *w, ter_position at, bool begins) {
    if (begins) ter_array_push(&w->chains, ((chain){.from = w->points.len}));
    ter_array_push(&w->points, at);
    w->chains.items[w->chains.len - 1].to = w->points.len;
    crossing c = {locate(w->f, at).s, w->chains.len - 1, begins};
    ter_array_push(&w->crossings, c);
}

/* A point of a ring on its way; what is not a corner is there to see where an edge comes over the frontier. */
typedef struct stop {
    ter_position at;
    bool corner, kept;
} stop;

typedef TER_ARRAY(stop) stop_list;

/* Ends of steps as short as the frontier's, without the edge's begin. */
static void add_stops(const cutting *w, ter_position a, ter_position b, stop_list *out) {
    vec2 va = ter_to_plane(w->f->here, a), vb = ter_to_plane(w->f->here, b);
    double step = w->f->ring ? w->f->s_step * fmin(hypot(va.x, va.y), hypot(vb.x, vb.y)) : w->f->s_step;
    double steps = fmin(MOST_STOPS, floor(hypot(vb.x - va.x, vb.y - va.y) / fmax(1, step)) + 1);
    for (double i = 1; i <= steps; i++) {
        stop s = {.at = i == steps ? b : between(a, b, i / steps), .corner = i == steps};
        s.kept = ter_frontier_keeps(w->f, s.at);
        ter_array_push(out, s);
    }
}

static void keep_whole(cutting *w, const stop_list *stops) {
    size_t first_point = w->rings.point_count;
    for (size_t i = 0; i < stops->len; i++)
        if (stops->items[i].corner) ter_geometry_add_point(&w->rings, stops->items[i].at);
    ter_geometry_add_point(&w->rings, w->rings.points[first_point]);
    ter_geometry_end_part(&w->rings);
}

/* Begins where nothing is kept, so that no chain is cut in two. */
static void keep_chains(cutting *w, const stop_list *stops, size_t first) {
    for (size_t i = 0; i < stops->len; i++) {
        const stop *a = &stops->items[(first + i) % stops->len], *b = &stops->items[(first + i + 1) % stops->len];
        if (b->kept && !a->kept) add_crossing(w, find_crossing(w->f, a->at, b->at), true);
        if (!b->kept && a->kept) add_crossing(w, find_crossing(w->f, b->at, a->at), false);
        if (b->kept && b->corner) {
            ter_array_push(&w->points, b->at);
            w->chains.items[w->chains.len - 1].to = w->points.len;
        }
    }
}

static bool is_clockwise(const ter_position *points, size_t n) {
    double twice = 0;
    for (size_t i = 0; i < n; i++) {
        ter_position a = points[i], b = points[(i + 1) % n];
        twice += (a.lon_deg - points[0].lon_deg) * (b.lat_deg - points[0].lat_deg) -
                 (b.lon_deg - points[0].lon_deg) * (a.lat_deg - points[0].lat_deg);
    }
    return twice < 0;
}

/* The outer ring counter-clockwise and holes the other way, so that along the frontier beginnings and ends of chains
 * alternate. */
static void walk_ring(cutting *w, size_t part) {
    const ter_position *points = w->polygon->points + ter_geometry_part_begin(w->polygon, part);
    size_t n = ter_geometry_part_end(w->polygon, part) - ter_geometry_part_begin(w->polygon, part), first = 0;
    while (n > 1 && ter_position_compare(points[0], points[n - 1]) == 0) n--;
    if (n < 3) return;
    stop_list stops = {0};
    bool turned = is_clockwise(points, n) == (part == 0);
    for (size_t i = 0; i < n; i++) {
        size_t from = turned ? (n - i) % n : i, to = turned ? n - i - 1 : (i + 1) % n;
        add_stops(w, points[from], points[to], &stops);
    }
    while (first < stops.len && stops.items[first].kept) first++;
    if (first == stops.len) keep_whole(w, &stops);
    else keep_chains(w, &stops, first);
    ter_array_release(&stops);
}

static int compare_crossings(const void *pa, const void *pb) {
    const crossing *a = pa, *b = pb;
    return (a->s > b->s) - (a->s < b->s);
}

static bool covers_frontier(const cutting *w, double s) {
    if (w->f->ring) s = fmod(s, 2 * M_PI);
    return ter_geometry_covers(w->polygon, place(w->f, (st){s, frontier_at(w->f, s)}));
}

/* The frontier between two of its places, without its ends and without what is straight. */
static void add_frontier(cutting *w, double from, double to) {
    const ter_frontier *f = w->f;
    bool back = from > to;
    double low = floor((fmin(from, to) - f->s_first) / f->s_step) + 1, high = (fmax(from, to) - f->s_first) / f->s_step;
    for (double i = 0; low + i < high; i++) {
        double k = back ? ceil(high) - 1 - i : low + i;
        if (k < low) break;
        double s = f->s_first + k * f->s_step, t = frontier_at(f, f->ring ? fmod(s, 2 * M_PI) : s);
        if (!f->ring) {
            double before = frontier_at(f, s - f->s_step), after = frontier_at(f, s + f->s_step);
            if (fabs(before - 2 * t + after) < 1e-6) continue;
        }
        ter_geometry_add_point(&w->rings, place(f, (st){s, t}));
    }
}

/* The crossing that crossing i is joined with along the frontier, inside the polygon. `odd`: pairs begin at the second.
 */
static size_t partner(const cutting *w, size_t i, bool odd) {
    size_t n = w->crossings.len;
    return odd ? (i % 2 ? (i + 1) % n : (i + n - 1) % n) : i ^ 1u;
}

static bool pairs_fit(const cutting *w, bool odd) {
    for (size_t i = 0; i < w->crossings.len; i++)
        if (w->crossings.items[i].begins == w->crossings.items[partner(w, i, odd)].begins) return false;
    return true;
}

/* Which of the two ways to pair crossings off lies inside; only around a ring it is to be found out. */
static bool begins_odd(const cutting *w) {
    size_t n = w->crossings.len, widest = 0;
    double width = -1;
    for (size_t i = 0; w->f->ring && i < n; i++) {
        double gap = w->crossings.items[(i + 1) % n].s - w->crossings.items[i].s + (i + 1 == n ? 2 * M_PI : 0);
        if (gap > width) width = gap, widest = i;
    }
    if (!w->f->ring) return false;
    bool inside = covers_frontier(w, w->crossings.items[widest].s + width / 2);
    return inside == (widest % 2 == 1);
}

static size_t crossing_of(const cutting *w, size_t which, bool begins) {
    size_t i = 0;
    while (w->crossings.items[i].chain != which || w->crossings.items[i].begins != begins) i++;
    return i;
}

static void close_ring(cutting *w, size_t which, bool odd) {
    size_t first_point = w->rings.point_count;
    for (size_t at = which; !w->chains.items[at].used;) {
        chain *c = &w->chains.items[at];
        c->used = true;
        for (size_t i = c->from; i < c->to; i++) ter_geometry_add_point(&w->rings, w->points.items[i]);
        size_t end = crossing_of(w, at, false), next = partner(w, end, odd);
        double from = w->crossings.items[end].s, to = w->crossings.items[next].s;
        if (w->f->ring && odd && next == 0 && end == w->crossings.len - 1) to += 2 * M_PI;
        if (w->f->ring && odd && end == 0 && next == w->crossings.len - 1) from += 2 * M_PI;
        add_frontier(w, from, to);
        at = w->crossings.items[next].chain;
    }
    ter_geometry_add_point(&w->rings, w->rings.points[first_point]);
    ter_geometry_end_part(&w->rings);
}

static void add_whole_frontier(cutting *w) {
    size_t first_point = w->rings.point_count;
    for (size_t k = 0; k < w->f->t.len; k++)
        ter_geometry_add_point(&w->rings, place(w->f, (st){(double)k * w->f->s_step, w->f->t.items[k]}));
    ter_geometry_add_point(&w->rings, w->rings.points[first_point]);
    ter_geometry_end_part(&w->rings);
}

static bool link_chains(cutting *w) {
    size_t n = w->crossings.len;
    if (n == 0) {
        if (w->f->ring && covers_frontier(w, 0)) add_whole_frontier(w);
        return true;
    }
    qsort(w->crossings.items, n, sizeof *w->crossings.items, compare_crossings);
    bool odd = begins_odd(w);
    if (n % 2 || !pairs_fit(w, odd)) return false;
    for (size_t i = 0; i < w->chains.len; i++)
        if (!w->chains.items[i].used) close_ring(w, i, odd);
    return true;
}

/* ---- rings to polygons ---- */

static void add_ring(const ter_geometry *from, size_t part, ter_geometry *to) {
    for (size_t i = ter_geometry_part_begin(from, part); i < ter_geometry_part_end(from, part); i++)
        ter_geometry_add_point(to, from->points[i]);
    ter_geometry_end_part(to);
}

static bool covers_ring(const ter_geometry *rings, size_t outer, size_t inner) {
    ter_geometry one = {.type = TER_GEOMETRY_POLYGON};
    add_ring(rings, outer, &one);
    ter_geometry_end_polygon(&one);
    size_t begin = ter_geometry_part_begin(rings, inner);
    bool in = ter_geometry_covers(&one, between(rings->points[begin], rings->points[begin + 1], 0.5));
    ter_geometry_release(&one);
    return in;
}

/* A ring inside an even number of others is an outer one; holes go to the ring that is one level out. */
static void nest(const ter_geometry *rings, ter_geometry *out) {
    size_t n = rings->part_count;
    size_t *depth = ter_alloc((n + 1) * sizeof *depth);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (i != k) depth[i] += covers_ring(rings, k, i);
    for (size_t i = 0; i < n; i++) {
        if (depth[i] % 2) continue;
        out->type = TER_GEOMETRY_POLYGON;
        add_ring(rings, i, out);
        for (size_t k = 0; k < n; k++)
            if (depth[k] == depth[i] + 1 && covers_ring(rings, i, k)) add_ring(rings, k, out);
        ter_geometry_end_polygon(out);
    }
    free(depth);
}

static void cut_one(const ter_geometry *one, const ter_frontier *f, ter_geometry *out) {
    cutting w = {.f = f, .polygon = one};
    for (size_t part = 0; part < one->part_count; part++) walk_ring(&w, part);
    if (!link_chains(&w)) { /* rings that cross themselves or each other: what cannot be cut is kept */
        ter_geometry_release(&w.rings);
        for (size_t part = 0; part < one->part_count; part++) add_ring(one, part, &w.rings);
    }
    nest(&w.rings, out);
    ter_geometry_release(&w.rings);
    ter_array_release(&w.points);
    ter_array_release(&w.chains);
    ter_array_release(&w.crossings);
}

bool ter_polygon_cut(const ter_geometry *polygon, const ter_frontier *f, ter_geometry *out) {
    *out = (ter_geometry){0};
    for (size_t p = 0, part = 0; p < polygon->polygon_count; p++) {
        ter_geometry one = {.type = TER_GEOMETRY_POLYGON};
        for (; part < polygon->polygon_ends[p]; part++) add_ring(polygon, part, &one);
        ter_geometry_end_polygon(&one);
        cut_one(&one, f, out);
        ter_geometry_release(&one);
    }
    return out->type != TER_GEOMETRY_NONE;
}
