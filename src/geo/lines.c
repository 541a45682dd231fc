/* Relations of lines: where they meet, the course between two places, the stretch in an area. */
#include "geo/lines.h"

#include "base/memory.h"
#include "geo/distance.h"
#include "geo/plane.h"

#include <math.h>
#include <stdlib.h>

static ter_position between(ter_position a, ter_position b, double t) {
    return (ter_position){a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
}

static double gap_at(vec2 a, vec2 b, double t, vec2 p) {
    return hypot(a.x + t * (b.x - a.x) - p.x, a.y + t * (b.y - a.y) - p.y);
}

/* ---- meetings ---- */

typedef TER_ARRAY(ter_meeting) meeting_list;

/* A lone point is a segment of no length. */
typedef struct segment {
    ter_position a, b;
} segment;

typedef TER_ARRAY(segment) segment_list;

static segment_list segments_of(const ter_geometry *g) {
    segment_list list = {0};
    for (size_t part = 0; part < g->part_count; part++) {
        size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
        if (end - begin == 1) ter_array_push(&list, ((segment){g->points[begin], g->points[begin]}));
        for (size_t i = begin + 1; i < end; i++) ter_array_push(&list, ((segment){g->points[i - 1], g->points[i]}));
    }
    return list;
}

static void meet(const segment *s, const segment *o, double within_m, meeting_list *out) {
    plane here = ter_plane_at(s->a);
    vec2 a = ter_to_plane(here, s->a), b = ter_to_plane(here, s->b), c = ter_to_plane(here, o->a),
         d = ter_to_plane(here, o->b);
    double t = 0;
    if (ter_plane_cross(a, b, c, d, &t)) {
        ter_array_push(out, ((ter_meeting){between(s->a, s->b, t), 0}));
        return;
    }
    double tries[4] = {ter_plane_nearest(a, b, c), ter_plane_nearest(a, b, d), 0, 1};
    double gaps[4] = {gap_at(a, b, tries[0], c), gap_at(a, b, tries[1], d), gap_at(c, d, ter_plane_nearest(c, d, a), a),
                      gap_at(c, d, ter_plane_nearest(c, d, b), b)};
    int best = 0;
    for (int i = 1; i < 4; i++)
        if (gaps[i] < gaps[best]) best = i;
    if (gaps[best] <= within_m) ter_array_push(out, ((ter_meeting){between(s->a, s->b, tries[best]), gaps[best]}));
}

static bool boxes_near(const segment *s, const segment *o, double lon_deg, double lat_deg) {
    return fmin(s->a.lon_deg, s->b.lon_deg) - lon_deg <= fmax(o->a.lon_deg, o->b.lon_deg) &&
           fmin(o->a.lon_deg, o->b.lon_deg) - lon_deg <= fmax(s->a.lon_deg, s->b.lon_deg) &&
           fmin(s->a.lat_deg, s->b.lat_deg) - lat_deg <= fmax(o->a.lat_deg, o->b.lat_deg) &&
           fmin(o->a.lat_deg, o->b.lat_deg) - lat_deg <= fmax(s->a.lat_deg, s->b.lat_deg);
}

static int compare_meetings(const void *pa, const void *pb) {
    const ter_meeting *a = pa, *b = pb;
    if (a->gap_m != b->gap_m) return a->gap_m < b->gap_m ? -1 : 1;
    if (a->at.lon_deg != b->at.lon_deg) return a->at.lon_deg < b->at.lon_deg ? -1 : 1;
    return (a->at.lat_deg > b->at.lat_deg) - (a->at.lat_deg < b->at.lat_deg);
}

static size_t thin_out(const meeting_list *all, double apart_m, ter_meeting *out, size_t most) {
    size_t kept = 0;
    for (size_t i = 0; i < all->len && kept < most; i++) {
        bool apart = true;
        for (size_t k = 0; k < kept && apart; k++) apart = ter_distance_m(out[k].at, all->items[i].at) >= apart_m;
        if (apart) out[kept++] = all->items[i];
    }
    return kept;
}

size_t ter_line_meetings(const ter_geometry *line, const ter_geometry *other, double within_m, double apart_m,
                         ter_meeting *out, size_t most) {
    if (line->point_count == 0 || other->point_count == 0) return 0;
    plane here = ter_plane_at(line->points[0]);
    double lat = within_m / here.y_m * 1.01, lon = within_m / fmax(here.x_m, 1000) * 1.01;
    segment_list ours = segments_of(line), theirs = segments_of(other);
    meeting_list all = {0};
    for (size_t i = 0; i < ours.len; i++)
        for (size_t k = 0; k < theirs.len; k++)
            if (boxes_near(&ours.items[i], &theirs.items[k], lon, lat))
                meet(&ours.items[i], &theirs.items[k], within_m, &all);
    if (all.len > 1) qsort(all.items, all.len, sizeof *all.items, compare_meetings);
    size_t count = thin_out(&all, apart_m, out, most);
    ter_array_release(&ours);
    ter_array_release(&theirs);
    ter_array_release(&all);
    return count;
}

/* ---- the course between two places ---- */

static const double same_deg = 1e-7; /* vertices this near are one */

typedef struct link {
    size_t to;
    double length_m;
} link;

typedef struct node {
    ter_position at;
    double order;   /* index among the line's points; of a place on an edge between two, in between */
    double reach_m; /* Dijkstra: the shortest way found so far */
    size_t from;
    bool done;
    TER_ARRAY(link) links;
} node;

typedef TER_ARRAY(node) graph;

static void graph_link(graph *g, size_t a, size_t b) {
    if (a == b) return;
    double length = ter_distance_m(g->items[a].at, g->items[b].at);
    ter_array_push(&g->items[a].links, ((link){b, length}));
    ter_array_push(&g->items[b].links, ((link){a, length}));
}

typedef struct place_of {
    ter_position at;
    size_t index;
} place_of;

static int compare_places(const void *pa, const void *pb) {
    const place_of *a = pa, *b = pb;
    if (a->at.lon_deg != b->at.lon_deg) return a->at.lon_deg < b->at.lon_deg ? -1 : 1;
    if (a->at.lat_deg != b->at.lat_deg) return a->at.lat_deg < b->at.lat_deg ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* A node per point; points at the same place are linked with no length. */
static void link_same_places(graph *g) {
    place_of *places = ter_alloc(g->len * sizeof *places);
    for (size_t i = 0; i < g->len; i++) places[i] = (place_of){g->items[i].at, i};
    qsort(places, g->len, sizeof *places, compare_places);
    for (size_t i = 1; i < g->len; i++) {
        ter_position a = places[i - 1].at, b = places[i].at;
        if (fabs(a.lon_deg - b.lon_deg) <= same_deg && fabs(a.lat_deg - b.lat_deg) <= same_deg)
            graph_link(g, places[i - 1].index, places[i].index);
    }
    free(places);
}

/* Each end of a part to the nearest point of every other part that is near enough. */
static void link_ends(graph *g, const ter_geometry *line) {
    for (size_t part = 0; part < line->part_count; part++) {
        size_t ends[2] = {ter_geometry_part_begin(line, part), ter_geometry_part_end(line, part) - 1};
        for (int e = 0; e < 2; e++) {
            plane here = ter_plane_at(line->points[ends[e]]);
            for (size_t other = 0; other < line->part_count; other++) {
                size_t best = ends[e];
                double gap = TER_JOINT_M;
                for (size_t i = ter_geometry_part_begin(line, other);
                     other != part && i < ter_geometry_part_end(line, other); i++) {
                    vec2 v = ter_to_plane(here, line->points[i]);
                    if (hypot(v.x, v.y) < gap) gap = hypot(v.x, v.y), best = i;
                }
                graph_link(g, ends[e], best);
            }
        }
    }
}

/* Cuts the segment nearest to `p` there: a new node between its ends. *cut identifies the segment by its last point. */
static size_t graph_insert(graph *g, const ter_geometry *line, ter_position p, size_t *cut) {
    plane here = ter_plane_at(p);
    size_t best = 1;
    double gap = INFINITY, at = 0;
    for (size_t part = 0; part < line->part_count; part++) {
        for (size_t i = ter_geometry_part_begin(line, part) + 1; i < ter_geometry_part_end(line, part); i++) {
            vec2 a = ter_to_plane(here, line->points[i - 1]), b = ter_to_plane(here, line->points[i]);
            double t = ter_plane_nearest(a, b, (vec2){0, 0}), d = gap_at(a, b, t, (vec2){0, 0});
            if (d < gap) gap = d, best = i, at = t;
        }
    }
    node n = {.at = between(line->points[best - 1], line->points[best], at), .order = (double)best - 1 + at};
    ter_array_push(g, n);
    graph_link(g, g->len - 1, best - 1);
    graph_link(g, g->len - 1, best);
    *cut = best;
    return g->len - 1;
}

static void shortest_ways(graph *g, size_t start) {
    for (size_t i = 0; i < g->len; i++) g->items[i].reach_m = INFINITY, g->items[i].from = i;
    g->items[start].reach_m = 0;
    for (;;) {
        size_t next = g->len;
        for (size_t i = 0; i < g->len; i++)
            if (!g->items[i].done && g->items[i].reach_m < INFINITY &&
                (next == g->len || g->items[i].reach_m < g->items[next].reach_m))
                next = i;
        if (next == g->len) return;
        node *n = &g->items[next];
        n->done = true;
        for (size_t k = 0; k < n->links.len; k++) {
            node *to = &g->items[n->links.items[k].to];
            double reach = n->reach_m + n->links.items[k].length_m;
            if (reach < to->reach_m) to->reach_m = reach, to->from = next;
        }
    }
}

static void graph_of(graph *g, const ter_geometry *line) {
    for (size_t i = 0; i < line->point_count; i++)
        ter_array_push(g, ((node){.at = line->points[i], .order = (double)i}));
    for (size_t part = 0; part < line->part_count; part++)
        for (size_t i = ter_geometry_part_begin(line, part) + 1; i < ter_geometry_part_end(line, part); i++)
            graph_link(g, i - 1, i);
    link_same_places(g);
    if (line->part_count > 1) link_ends(g, line);
}

/* Whether the way from `start` to where the shortest ways begin runs, for the most part, as the line is digitised. */
static bool runs_along(const graph *g, size_t start) {
    double along_m = 0;
    size_t end = start;
    for (size_t i = start; g->items[i].from != i; i = end) {
        end = g->items[i].from;
        double step = g->items[end].order - g->items[i].order;
        if (fabs(step) <= 1) along_m += copysign(g->items[i].reach_m - g->items[end].reach_m, step);
    }
    if (along_m != 0) return along_m > 0;
    return ter_position_compare(g->items[start].at, g->items[end].at) <= 0;
}

static void put_way(const graph *g, size_t start, ter_geometry *out) {
    bool along = runs_along(g, start);
    ter_geometry_add_point(out, g->items[start].at);
    for (size_t i = start; g->items[i].from != i; i = g->items[i].from) {
        ter_position here = g->items[i].at, next = g->items[g->items[i].from].at;
        if (next.lon_deg != here.lon_deg || next.lat_deg != here.lat_deg) ter_geometry_add_point(out, next);
    }
    ter_geometry_end_part(out);
    if (!along) ter_geometry_reverse_parts(out);
}

bool ter_line_between(const ter_geometry *line, ter_position from, ter_position to, ter_geometry *out) {
    *out = (ter_geometry){.type = TER_GEOMETRY_LINE};
    if (line->type != TER_GEOMETRY_LINE || line->point_count < 2) return false;
    if (ter_position_compare(from, to) > 0) { /* the answer must not depend on which end is named first */
        ter_position swapped = from;
        from = to;
        to = swapped;
    }
    graph g = {0};
    graph_of(&g, line);
    size_t start_cut = 0, end_cut = 0;
    size_t start = graph_insert(&g, line, from, &start_cut), end = graph_insert(&g, line, to, &end_cut);
    if (start_cut == end_cut) graph_link(&g, start, end);
    shortest_ways(&g, end);
    bool found = g.items[start].reach_m < INFINITY && g.items[start].reach_m > 0;
    if (found) put_way(&g, start, out);
    for (size_t i = 0; i < g.len; i++) ter_array_release(&g.items[i].links);
    ter_array_release(&g);
    if (!found) ter_geometry_release(out);
    return found;
}

/* ---- the stretch inside an area ---- */

typedef TER_ARRAY(double) cut_list;

static int compare_cuts(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void cuts_of(ter_position a, ter_position b, const segment_list *border, cut_list *cuts) {
    plane here = ter_plane_at(a);
    vec2 va = ter_to_plane(here, a), vb = ter_to_plane(here, b);
    cuts->len = 0;
    ter_array_push(cuts, 0.0);
    for (size_t i = 0; i < border->len; i++) {
        double t;
        if (ter_plane_cross(va, vb, ter_to_plane(here, border->items[i].a), ter_to_plane(here, border->items[i].b), &t))
            ter_array_push(cuts, t);
    }
    ter_array_push(cuts, 1.0);
    qsort(cuts->items, cuts->len, sizeof *cuts->items, compare_cuts);
}

static void end_stretch(ter_geometry *out, bool *open) {
    if (*open) ter_geometry_end_part(out);
    *open = false;
}

/* Puts what of a-b lies inside, between its cuts; `open` says whether a stretch is being put. */
static void put_inside(ter_position a, ter_position b, const cut_list *cuts, const ter_geometry *area,
                       ter_geometry *out, bool *open) {
    for (size_t k = 1; k < cuts->len; k++) {
        double t0 = cuts->items[k - 1], t1 = cuts->items[k];
        if (t1 <= t0) continue;
        if (!ter_geometry_covers(area, between(a, b, (t0 + t1) / 2))) {
            end_stretch(out, open);
            continue;
        }
        if (!*open) ter_geometry_add_point(out, between(a, b, t0));
        ter_geometry_add_point(out, between(a, b, t1));
        *open = true;
    }
}

bool ter_line_inside(const ter_geometry *line, const ter_geometry *area, ter_geometry *out) {
    *out = (ter_geometry){.type = TER_GEOMETRY_LINE};
    segment_list border = segments_of(area);
    cut_list cuts = {0};
    for (size_t part = 0; part < line->part_count; part++) {
        bool open = false;
        for (size_t i = ter_geometry_part_begin(line, part) + 1; i < ter_geometry_part_end(line, part); i++) {
            ter_position a = line->points[i - 1], b = line->points[i];
            cuts_of(a, b, &border, &cuts);
            put_inside(a, b, &cuts, area, out, &open);
        }
        end_stretch(out, &open);
    }
    ter_array_release(&border);
    ter_array_release(&cuts);
    if (out->part_count > 0) return true;
    ter_geometry_release(out);
    return false;
}
