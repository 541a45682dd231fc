/* Whether two geometries meet, and how far apart they are. */
#include "geo/relate.h"

#include "base/memory.h"
#include "geo/distance.h"

#include <math.h>
#include <stdlib.h>

typedef struct edge {
    ter_position a, b;
} edge;

typedef TER_ARRAY(edge) edges;

static ter_bbox edge_box(edge e) {
    return (ter_bbox){fmin(e.a.lon_deg, e.b.lon_deg), fmin(e.a.lat_deg, e.b.lat_deg), fmax(e.a.lon_deg, e.b.lon_deg),
                      fmax(e.a.lat_deg, e.b.lat_deg)};
}

/* The edges whose boxes meet `box`; a point is an edge without length. Rings are closed. */
static void edges_in(const ter_geometry *g, ter_bbox box, edges *out) {
    for (size_t part = 0; part < g->part_count; part++) {
        size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
        bool ring = g->type == TER_GEOMETRY_POLYGON, single = end - begin == 1;
        for (size_t i = begin; i < end; i++) {
            if (i + 1 == end && !ring && !single) break;
            edge e = {g->points[i], g->points[i + 1 < end ? i + 1 : begin]};
            if (ter_bbox_overlaps(edge_box(e), box)) ter_array_push(out, e);
        }
    }
}

/* > 0 when c lies left of a-b, 0 on its line. */
static double side(ter_position a, ter_position b, ter_position c) {
    return (b.lon_deg - a.lon_deg) * (c.lat_deg - a.lat_deg) - (b.lat_deg - a.lat_deg) * (c.lon_deg - a.lon_deg);
}

static bool edges_meet(edge x, edge y) {
    if (!ter_bbox_overlaps(edge_box(x), edge_box(y))) return false;
    double c = side(x.a, x.b, y.a), d = side(x.a, x.b, y.b), a = side(y.a, y.b, x.a), b = side(y.a, y.b, x.b);
    /* All on one line, as points are on any: then the boxes decide, except for a point next to a line. */
    return !((c > 0 && d > 0) || (c < 0 && d < 0) || (a > 0 && b > 0) || (a < 0 && b < 0));
}

static bool any_part_in(const ter_geometry *g, const ter_geometry *area) {
    if (area->type != TER_GEOMETRY_POLYGON) return false;
    for (size_t part = 0; part < g->part_count; part++) {
        size_t begin = ter_geometry_part_begin(g, part);
        if (begin < ter_geometry_part_end(g, part) && ter_geometry_covers(area, g->points[begin])) return true;
    }
    return false;
}

bool ter_geometry_intersects(const ter_geometry *a, const ter_geometry *b) {
    ter_bbox box_a = ter_geometry_bbox(a), box_b = ter_geometry_bbox(b);
    if (!ter_bbox_overlaps(box_a, box_b)) return false;
    edges of_a = {0}, of_b = {0};
    edges_in(a, box_b, &of_a);
    edges_in(b, box_a, &of_b);
    bool meet = false;
    for (size_t i = 0; i < of_a.len && !meet; i++)
        for (size_t k = 0; k < of_b.len && !meet; k++) meet = edges_meet(of_a.items[i], of_b.items[k]);
    ter_array_release(&of_a);
    ter_array_release(&of_b);
    return meet || any_part_in(a, b) || any_part_in(b, a);
}

ter_bbox ter_bbox_widened(ter_bbox box, double by_m) {
    ter_bbox out = ter_bbox_around((ter_position){box.min_lon, box.min_lat}, by_m);
    ter_bbox_add(&out, ter_bbox_around((ter_position){box.max_lon, box.min_lat}, by_m));
    ter_bbox_add(&out, ter_bbox_around((ter_position){box.min_lon, box.max_lat}, by_m));
    ter_bbox_add(&out, ter_bbox_around((ter_position){box.max_lon, box.max_lat}, by_m));
    return out;
}

/* As lines, each edge a part. */
static void to_lines(const edges *from, ter_geometry *out) {
    out->type = TER_GEOMETRY_LINE;
    for (size_t i = 0; i < from->len; i++) {
        ter_geometry_add_point(out, from->items[i].a);
        ter_geometry_add_point(out, from->items[i].b);
        ter_geometry_end_part(out);
    }
}

/* Along an edge the distance to another grows towards its inside, if anything: by as much as meridians come nearer to
 * each other on the way to a pole. So the least is at an end of one of them. */
static double from_vertices_m(const ter_geometry *of, const ter_geometry *to, double best_m) {
    for (size_t i = 0; i < of->point_count; i++) {
        if (i > 0 && ter_position_compare(of->points[i], of->points[i - 1]) == 0) continue;
        best_m = fmin(best_m, ter_geometry_distance_m(to, of->points[i], NULL));
    }
    return best_m;
}

double ter_geometry_gap_m(const ter_geometry *a, const ter_geometry *b, double within_m) {
    if (ter_geometry_intersects(a, b)) return 0;
    edges of_a = {0}, of_b = {0};
    ter_geometry near_a = {0}, near_b = {0};
    edges_in(a, ter_bbox_widened(ter_geometry_bbox(b), within_m), &of_a);
    edges_in(b, ter_bbox_widened(ter_geometry_bbox(a), within_m), &of_b);
    to_lines(&of_a, &near_a);
    to_lines(&of_b, &near_b);
    double best_m = INFINITY;
    if (of_a.len && of_b.len) best_m = from_vertices_m(&near_b, &near_a, from_vertices_m(&near_a, &near_b, INFINITY));
    ter_array_release(&of_a);
    ter_array_release(&of_b);
    ter_geometry_release(&near_a);
    ter_geometry_release(&near_b);
    return best_m <= within_m ? best_m : INFINITY;
}
