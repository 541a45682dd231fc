/* Where two lines cross: points, gaps and near misses, gathered into crossings. */
#include "geo/crossings.h"

#include "base/memory.h"
#include "geo/plane.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static const double same_m = 1;         /* a vertex this near to a line lies on it */
static const double once_m = 5;         /* points this near are one */
static const double one_broken_m = 450; /* TER_CROSSING_SIZE_M where a gap is among the points */
static const double slip_m = 1500;      /* how far from its road a slip road that bears its name may leave or join it */
static const double break_m = 700;      /* the longest gap that a line is taken to bridge */
static const double course_m = 40;      /* of a line before its end, for the direction in which it ends */
static const double facing = 0.8;       /* cosine: ends that look at each other */
static const double toward = 0.5;       /* cosine: an end that looks at the other line */
static const double aside_m = 60;       /* beyond this gap the end must look at it as ends face each other */
static const double median_m = 60;      /* between the carriageways of one road, at most */
static const double anywhere_m = 25;    /* an end this near to the other line need not look at it */
static const double node_deg = 1e-7;    /* vertices this near are one node */
enum { MOST_POINTS = 4000, MEDIAN_ROUNDS = 60, MOST_COURSE = 50 };

/* ---- a line as a network ---- */

typedef struct arc { /* each edge twice: from either end */
    int64_t x, y;    /* the node, in units of node_deg */
    int64_t to_x, to_y;
    vec2 from, to;
} arc;

typedef struct edge {
    vec2 a, b;
    bool link; /* bridges a gap */
} edge;

typedef TER_ARRAY(arc) arc_list;
typedef TER_ARRAY(edge) edge_list;

typedef struct end {
    vec2 at, course; /* unit vector outward */
} end;

typedef TER_ARRAY(end) end_list;

typedef struct network {
    arc_list arcs;   /* sorted by node, none twice */
    edge_list edges; /* sorted by their least x, links too */
    end_list ends;
    double longest_m; /* edge, along x */
} network;

static int compare_nodes(const arc *a, const arc *b) {
    if (a->x != b->x) return a->x < b->x ? -1 : 1;
    return (a->y > b->y) - (a->y < b->y);
}

static int compare_arcs(const void *pa, const void *pb) {
    const arc *a = pa, *b = pb;
    int c = compare_nodes(a, b);
    if (c) return c;
    if (a->to_x != b->to_x) return a->to_x < b->to_x ? -1 : 1;
    return (a->to_y > b->to_y) - (a->to_y < b->to_y);
}

static int compare_edges(const void *pa, const void *pb) {
    const edge *a = pa, *b = pb;
    double x = fmin(a->a.x, a->b.x), y = fmin(b->a.x, b->b.x);
    return (x > y) - (x < y);
}

static double length_of(vec2 a, vec2 b) {
    return hypot(b.x - a.x, b.y - a.y);
}

static void add_arc(network *n, plane here, ter_position p, ter_position q) {
    arc a = {llround(p.lon_deg / node_deg), llround(p.lat_deg / node_deg), llround(q.lon_deg / node_deg),
             llround(q.lat_deg / node_deg), ter_to_plane(here, p),         ter_to_plane(here, q)};
    if (a.x != a.to_x || a.y != a.to_y) ter_array_push(&n->arcs, a);
}

static void drop_repeated_arcs(arc_list *list) {
    if (list->len > 1) qsort(list->items, list->len, sizeof *list->items, compare_arcs);
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++)
        if (kept == 0 || compare_arcs(&list->items[kept - 1], &list->items[i]) != 0)
            list->items[kept++] = list->items[i];
    list->len = kept;
}

/* The first arc from the node of `at`, and how many there are. */
static size_t arcs_from(const network *n, int64_t x, int64_t y, size_t *count) {
    size_t low = 0, high = n->arcs.len;
    arc wanted = {.x = x, .y = y};
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare_nodes(&n->arcs.items[middle], &wanted) < 0) low = middle + 1;
        else high = middle;
    }
    *count = 0;
    while (low + *count < n->arcs.len && compare_nodes(&n->arcs.items[low + *count], &wanted) == 0) ++*count;
    return low;
}

/* From an end back along the line while it does not fork. */
static vec2 course_at(const network *n, const arc *last) {
    const arc *a = last;
    for (int i = 0; i < MOST_COURSE && length_of(a->to, last->from) < course_m; i++) {
        size_t count, first = arcs_from(n, a->to_x, a->to_y, &count);
        if (count != 2) break;
        const arc *next = &n->arcs.items[first];
        if (next->to_x == a->x && next->to_y == a->y) next++;
        a = next;
    }
    double l = length_of(a->to, last->from);
    return l > 0 ? (vec2){(last->from.x - a->to.x) / l, (last->from.y - a->to.y) / l} : (vec2){0, 0};
}

static double along(vec2 course, vec2 from, vec2 to) {
    double l = length_of(from, to);
    return l > 0 ? (course.x * (to.x - from.x) + course.y * (to.y - from.y)) / l : 1;
}

static void link_facing_ends(network *n) {
    for (size_t i = 0; i < n->ends.len; i++) {
        for (size_t k = i + 1; k < n->ends.len; k++) {
            const end *a = &n->ends.items[i], *b = &n->ends.items[k];
            if (fabs(a->at.x - b->at.x) > break_m || length_of(a->at, b->at) > break_m) continue;
            if (along(a->course, a->at, b->at) < facing || along(b->course, b->at, a->at) < facing) continue;
            ter_array_push(&n->edges, ((edge){a->at, b->at, true}));
        }
    }
}

/* What of the line lies in the box. */
static network network_of(const ter_geometry *g, plane here, ter_bbox box) {
    network n = {0};
    for (size_t part = 0; part < g->part_count; part++) {
        for (size_t i = ter_geometry_part_begin(g, part) + 1; i < ter_geometry_part_end(g, part); i++) {
            ter_position p = g->points[i - 1], q = g->points[i];
            if (fmax(p.lon_deg, q.lon_deg) < box.min_lon || fmin(p.lon_deg, q.lon_deg) > box.max_lon) continue;
            if (fmax(p.lat_deg, q.lat_deg) < box.min_lat || fmin(p.lat_deg, q.lat_deg) > box.max_lat) continue;
            add_arc(&n, here, p, q);
            add_arc(&n, here, q, p);
        }
    }
    drop_repeated_arcs(&n.arcs);
    for (size_t i = 0; i < n.arcs.len; i++) {
        const arc *a = &n.arcs.items[i];
        if (a->x < a->to_x || (a->x == a->to_x && a->y < a->to_y))
            ter_array_push(&n.edges, ((edge){a->from, a->to, false}));
        size_t count;
        arcs_from(&n, a->x, a->y, &count);
        if (count == 1) ter_array_push(&n.ends, ((end){a->from, course_at(&n, a)}));
    }
    link_facing_ends(&n);
    if (n.edges.len > 1) qsort(n.edges.items, n.edges.len, sizeof *n.edges.items, compare_edges);
    for (size_t i = 0; i < n.edges.len; i++)
        n.longest_m = fmax(n.longest_m, fabs(n.edges.items[i].a.x - n.edges.items[i].b.x));
    return n;
}

static void network_release(network *n) {
    ter_array_release(&n->arcs);
    ter_array_release(&n->edges);
    ter_array_release(&n->ends);
}

/* Whether the line ends at this vertex of it. */
static bool ends_at(const network *n, vec2 vertex) {
    for (size_t i = 0; i < n->ends.len; i++)
        if (n->ends.items[i].at.x == vertex.x && n->ends.items[i].at.y == vertex.y) return true;
    return false;
}

/* ---- points ---- */

typedef struct point {
    vec2 at, from; /* from: of SHORT, the end */
    ter_crossing_type type;
    double gap_m;
    size_t set;
} point;

typedef TER_ARRAY(point) point_list;

static void add_point(point_list *list, point p) {
    for (size_t i = 0; i < list->len; i++) {
        point *known = &list->items[i];
        if (fabs(known->at.x - p.at.x) > once_m || length_of(known->at, p.at) > once_m) continue;
        if (p.type < known->type) *known = p;
        return;
    }
    if (list->len < MOST_POINTS) ter_array_push(list, p);
}

/* Whether the line goes on beyond `at`, a point of its edge. */
static bool goes_on(const network *n, const edge *e, vec2 at) {
    if (length_of(e->a, at) <= same_m) return !ends_at(n, e->a);
    return length_of(e->b, at) > same_m || !ends_at(n, e->b);
}

static void add_meeting(const network *a, const edge *e, const network *b, const edge *f, point_list *out, vec2 at) {
    point p = {.at = at, .type = TER_CROSSING_TOUCH};
    if (e->link || f->link) {
        p.type = TER_CROSSING_BROKEN;
        p.gap_m = fmax(e->link ? length_of(e->a, e->b) : 0, f->link ? length_of(f->a, f->b) : 0);
    } else if (goes_on(a, e, at) && goes_on(b, f, at)) {
        p.type = TER_CROSSING_THROUGH;
    }
    add_point(out, p);
}

static vec2 point_at(const edge *e, double t) {
    return (vec2){e->a.x + t * (e->b.x - e->a.x), e->a.y + t * (e->b.y - e->a.y)};
}

/* Vertices on the other edge first: they show ends, and rounding does not matter for them. */
static void meet(const network *a, const edge *e, const network *b, const edge *f, point_list *out) {
    const vec2 ours[] = {e->a, e->b}, theirs[] = {f->a, f->b};
    bool met = false;
    for (int i = 0; i < 2; i++) {
        if (length_of(point_at(f, ter_plane_nearest(f->a, f->b, ours[i])), ours[i]) <= same_m)
            add_meeting(a, e, b, f, out, ours[i]), met = true;
        if (length_of(point_at(e, ter_plane_nearest(e->a, e->b, theirs[i])), theirs[i]) <= same_m)
            add_meeting(a, e, b, f, out, theirs[i]), met = true;
    }
    double t;
    if (!met && ter_plane_cross(e->a, e->b, f->a, f->b, &t)) add_meeting(a, e, b, f, out, point_at(e, t));
}

/* Index of the first edge that begins at or behind x. */
static size_t edge_bound(const network *n, double x) {
    size_t low = 0, high = n->edges.len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const edge *e = &n->edges.items[middle];
        if (fmin(e->a.x, e->b.x) < x) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void find_meetings(const network *a, const network *b, point_list *out) {
    for (size_t i = 0; i < a->edges.len; i++) {
        const edge *e = &a->edges.items[i];
        double left = fmin(e->a.x, e->b.x) - same_m, right = fmax(e->a.x, e->b.x) + same_m;
        double low = fmin(e->a.y, e->b.y) - same_m, high = fmax(e->a.y, e->b.y) + same_m;
        for (size_t k = edge_bound(b, left - b->longest_m); k < b->edges.len; k++) {
            const edge *f = &b->edges.items[k];
            if (fmin(f->a.x, f->b.x) > right) break;
            if (fmax(f->a.x, f->b.x) < left || fmin(f->a.y, f->b.y) > high || fmax(f->a.y, f->b.y) < low) continue;
            meet(a, e, b, f, out);
        }
    }
}

/* Where the end's course meets `b` first, and its other carriageway behind that. Else the nearest place of `b`, if the
 * end looks that way. */
static void run_on(const end *from, const network *b, double short_m, point_list *out) {
    double reach_m = short_m + median_m, least = short_m, first = INFINITY, t;
    edge course = {from->at, {from->at.x + reach_m * from->course.x, from->at.y + reach_m * from->course.y}, false};
    vec2 near = from->at;
    TER_ARRAY(double) hits = {0};
    for (size_t k = 0; k < b->edges.len; k++) {
        const edge *f = &b->edges.items[k];
        if (fmin(f->a.x, f->b.x) > from->at.x + reach_m || fmax(f->a.x, f->b.x) < from->at.x - reach_m) continue;
        vec2 p = point_at(f, ter_plane_nearest(f->a, f->b, from->at));
        double gap = length_of(p, from->at);
        if (gap < least) least = gap, near = p;
        if (gap > reach_m || !ter_plane_cross(course.a, course.b, f->a, f->b, &t)) continue;
        ter_array_push(&hits, t * reach_m);
        first = fmin(first, t * reach_m);
    }
    for (size_t i = 0; i < hits.len && first <= short_m; i++) {
        vec2 at = point_at(&course, hits.items[i] / reach_m);
        if (hits.items[i] <= first + median_m)
            add_point(out, (point){at, from->at, TER_CROSSING_SHORT, hits.items[i], 0});
    }
    double least_cosine = least > aside_m ? facing : least > anywhere_m ? toward : -1;
    if (first > short_m && least < short_m && along(from->course, from->at, near) >= least_cosine)
        add_point(out, (point){near, from->at, TER_CROSSING_SHORT, least, 0});
    ter_array_release(&hits);
}

/* ---- crossings ---- */

/* Two gaps of one interchange lie farther apart than the carriageways of a crossing. */
static bool belong(const point *a, const point *b) {
    bool broken = a->type == TER_CROSSING_BROKEN && b->type == TER_CROSSING_BROKEN;
    return length_of(a->at, b->at) <= (broken ? one_broken_m : TER_CROSSING_SIZE_M);
}

/* Numbers the sets of points that are chained by belonging together. Returns how many. */
static size_t part_into_sets(point_list *list) {
    size_t sets = 0, *queue = ter_alloc(list->len * sizeof *queue);
    for (size_t i = 0; i < list->len; i++) {
        if (list->items[i].set) continue;
        size_t first = 0, last = 0;
        list->items[i].set = ++sets;
        for (queue[last++] = i; first < last; first++)
            for (size_t k = 0; k < list->len; k++)
                if (!list->items[k].set && belong(&list->items[k], &list->items[queue[first]]))
                    list->items[k].set = sets, queue[last++] = k;
    }
    free(queue);
    return sets;
}

/* The geometric median (Weiszfeld): amid four corners, and unmoved by a stray slip road. */
static vec2 median_of(const point *points, size_t count) {
    vec2 m = {0, 0};
    for (size_t i = 0; i < count; i++) m.x += points[i].at.x / (double)count, m.y += points[i].at.y / (double)count;
    for (int round = 0; round < MEDIAN_ROUNDS && count > 2; round++) {
        double weight = 0;
        vec2 sum = {0, 0};
        for (size_t i = 0; i < count; i++) {
            double w = 1 / fmax(1, length_of(m, points[i].at));
            weight += w, sum.x += w * points[i].at.x, sum.y += w * points[i].at.y;
        }
        m = (vec2){sum.x / weight, sum.y / weight};
    }
    return m;
}

/* Of the surest points of a set. */
static ter_crossing crossing_of(const point_list *list, size_t set, plane here) {
    point *points = ter_alloc(list->len * sizeof *points);
    size_t count = 0;
    ter_crossing c = {.type = TER_CROSSING_SHORT};
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].set == set && list->items[i].type < c.type) c.type = list->items[i].type;
    double least = INFINITY;
    for (size_t i = 0; i < list->len; i++) {
        const point *p = &list->items[i];
        if (p->set != set || p->type != c.type) continue;
        points[count++] = *p;
        if (p->gap_m < least) least = p->gap_m, c.from = ter_from_plane(here, p->from);
    }
    vec2 middle = median_of(points, count);
    for (size_t i = 0; i < count; i++) c.spread_m = fmax(c.spread_m, length_of(middle, points[i].at));
    c.at = ter_from_plane(here, middle);
    c.points = count;
    c.gap_m = least;
    free(points);
    return c;
}

static int compare_crossings(const void *pa, const void *pb) {
    const ter_crossing *a = pa, *b = pb;
    if (a->type != b->type) return a->type < b->type ? -1 : 1;
    if (a->at.lon_deg != b->at.lon_deg) return a->at.lon_deg < b->at.lon_deg ? -1 : 1;
    return (a->at.lat_deg > b->at.lat_deg) - (a->at.lat_deg < b->at.lat_deg);
}

static size_t pick_crossings(point_list *points, plane here, ter_crossing *out, size_t most) {
    size_t sets = part_into_sets(points), kept = 0;
    ter_crossing *all = ter_alloc(sets * sizeof *all);
    for (size_t i = 0; i < sets; i++) all[i] = crossing_of(points, i + 1, here);
    if (sets > 1) qsort(all, sets, sizeof *all, compare_crossings);
    for (size_t i = 0; i < sets && kept < most; i++) {
        bool slip = false;
        for (size_t k = 0; k < kept && !slip; k++)
            slip = out[k].type < all[i].type &&
                   length_of(ter_to_plane(here, out[k].at), ter_to_plane(here, all[i].at)) < slip_m;
        if (!slip) out[kept++] = all[i];
    }
    free(all);
    return kept;
}

static ter_bbox widened(ter_bbox b, plane here, double by_m) {
    double lon = by_m / fmax(here.x_m, 1000), lat = by_m / here.y_m;
    return (ter_bbox){b.min_lon - lon, b.min_lat - lat, b.max_lon + lon, b.max_lat + lat};
}

size_t ter_line_crossings(const ter_geometry *a, const ter_geometry *b, double short_m, ter_crossing *out,
                          size_t most) {
    if (a->type != TER_GEOMETRY_LINE || b->type != TER_GEOMETRY_LINE) return 0;
    ter_bbox box_a = ter_geometry_bbox(a), box_b = ter_geometry_bbox(b);
    ter_bbox both = {fmax(box_a.min_lon, box_b.min_lon), fmax(box_a.min_lat, box_b.min_lat),
                     fmin(box_a.max_lon, box_b.max_lon), fmin(box_a.max_lat, box_b.max_lat)};
    plane here = ter_plane_at((ter_position){(both.min_lon + both.max_lon) / 2, (both.min_lat + both.max_lat) / 2});
    double reach_m = break_m + slip_m;
    network na = network_of(a, here, widened(box_b, here, reach_m)),
            nb = network_of(b, here, widened(box_a, here, reach_m));
    point_list points = {0};
    find_meetings(&na, &nb, &points);
    if (points.len == 0) {
        for (size_t i = 0; i < na.ends.len; i++) run_on(&na.ends.items[i], &nb, short_m, &points);
        for (size_t i = 0; i < nb.ends.len; i++) run_on(&nb.ends.items[i], &na, short_m, &points);
    }
    size_t count = points.len ? pick_crossings(&points, here, out, most) : 0;
    network_release(&na);
    network_release(&nb);
    ter_array_release(&points);
    return count;
}
