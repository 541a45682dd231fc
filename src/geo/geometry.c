/* Geometry: building and copying it, boxes, what a polygon covers, a point on it. */
#include "geo/geometry.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const ter_bbox ter_bbox_empty = {INFINITY, INFINITY, -INFINITY, -INFINITY};

enum { FIRST_CAPACITY = 8 };

/* The struct carries no capacities: an array of n items has room for the power of two >= max(n, 8). */
static size_t capacity_of(size_t count) {
    size_t capacity = FIRST_CAPACITY;
    while (capacity < count) capacity *= 2;
    return capacity;
}

static void *grown(void *items, size_t count, size_t item_size) {
    if (count > 0 && (count < FIRST_CAPACITY || (count & (count - 1)) != 0)) return items;
    return ter_realloc(items, capacity_of(count + 1), item_size);
}

static void *copied(const void *items, size_t count, size_t item_size) {
    if (count == 0) return NULL;
    void *copy = ter_realloc(NULL, capacity_of(count), item_size);
    memcpy(copy, items, count * item_size);
    return copy;
}

void ter_geometry_release(ter_geometry *g) {
    free(g->points);
    free(g->part_ends);
    free(g->polygon_ends);
    *g = (ter_geometry){0};
}

void ter_geometry_copy(const ter_geometry *from, ter_geometry *to) {
    *to = *from;
    to->points = copied(from->points, from->point_count, sizeof *from->points);
    to->part_ends = copied(from->part_ends, from->part_count, sizeof *from->part_ends);
    to->polygon_ends = copied(from->polygon_ends, from->polygon_count, sizeof *from->polygon_ends);
}

void ter_geometry_add_point(ter_geometry *g, ter_position p) {
    g->points = grown(g->points, g->point_count, sizeof *g->points);
    g->points[g->point_count++] = p;
}

void ter_geometry_end_part(ter_geometry *g) {
    g->part_ends = grown(g->part_ends, g->part_count, sizeof *g->part_ends);
    g->part_ends[g->part_count++] = g->point_count;
}

void ter_geometry_end_polygon(ter_geometry *g) {
    g->polygon_ends = grown(g->polygon_ends, g->polygon_count, sizeof *g->polygon_ends);
    g->polygon_ends[g->polygon_count++] = g->part_count;
}

size_t ter_geometry_part_begin(const ter_geometry *g, size_t part) {
    return part == 0 ? 0 : g->part_ends[part - 1];
}

size_t ter_geometry_part_end(const ter_geometry *g, size_t part) {
    return g->part_ends[part];
}

void ter_geometry_add_parts(ter_geometry *g, const ter_geometry *more) {
    for (size_t part = 0; part < more->part_count; part++) {
        size_t end = ter_geometry_part_end(more, part);
        for (size_t i = ter_geometry_part_begin(more, part); i < end; i++) ter_geometry_add_point(g, more->points[i]);
        ter_geometry_end_part(g);
    }
}

void ter_geometry_reverse_parts(ter_geometry *g) {
    for (size_t part = 0; part < g->part_count; part++) {
        size_t i = ter_geometry_part_begin(g, part), k = ter_geometry_part_end(g, part);
        for (; i + 1 < k; i++, k--) {
            ter_position p = g->points[i];
            g->points[i] = g->points[k - 1];
            g->points[k - 1] = p;
        }
    }
}

int ter_position_compare(ter_position a, ter_position b) {
    if (a.lon_deg != b.lon_deg) return a.lon_deg < b.lon_deg ? -1 : 1;
    return (a.lat_deg > b.lat_deg) - (a.lat_deg < b.lat_deg);
}

bool ter_position_valid(ter_position p) {
    return fabs(p.lon_deg) <= 180 && fabs(p.lat_deg) <= 90; /* false for NaN */
}

ter_bbox ter_geometry_bbox(const ter_geometry *g) {
    ter_bbox b = ter_bbox_empty;
    for (size_t i = 0; i < g->point_count; i++) {
        ter_position p = g->points[i];
        ter_bbox_add(&b, (ter_bbox){p.lon_deg, p.lat_deg, p.lon_deg, p.lat_deg});
    }
    return b;
}

bool ter_bbox_contains(ter_bbox b, ter_position p) {
    return p.lon_deg >= b.min_lon && p.lon_deg <= b.max_lon && p.lat_deg >= b.min_lat && p.lat_deg <= b.max_lat;
}

bool ter_bbox_overlaps(ter_bbox a, ter_bbox b) {
    return a.min_lon <= b.max_lon && b.min_lon <= a.max_lon && a.min_lat <= b.max_lat && b.min_lat <= a.max_lat;
}

void ter_bbox_add(ter_bbox *b, ter_bbox other) {
    if (other.min_lon < b->min_lon) b->min_lon = other.min_lon;
    if (other.min_lat < b->min_lat) b->min_lat = other.min_lat;
    if (other.max_lon > b->max_lon) b->max_lon = other.max_lon;
    if (other.max_lat > b->max_lat) b->max_lat = other.max_lat;
}

/* Even-odd rule over the rings of each polygon, so that what several of them cover (areas of one file) is covered too.
 */
static bool rings_cover(const ter_geometry *g, double lon, double lat) {
    bool inside = false;
    size_t polygon = 0;
    for (size_t part = 0; part < g->part_count; part++) {
        size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
        for (size_t i = begin, j = end - 1; i < end; j = i++) {
            ter_position a = g->points[i], b = g->points[j];
            if ((a.lat_deg > lat) == (b.lat_deg > lat)) continue;
            double x = a.lon_deg + (lat - a.lat_deg) / (b.lat_deg - a.lat_deg) * (b.lon_deg - a.lon_deg);
            if (lon < x) inside = !inside;
        }
        if (polygon < g->polygon_count && part + 1 == g->polygon_ends[polygon]) {
            if (inside) return true;
            polygon++;
        }
    }
    return inside;
}

bool ter_geometry_covers(const ter_geometry *g, ter_position p) {
    if (g->type != TER_GEOMETRY_POLYGON) return false;
    return rings_cover(g, p.lon_deg, p.lat_deg) || rings_cover(g, p.lon_deg + 360, p.lat_deg) ||
           rings_cover(g, p.lon_deg - 360, p.lat_deg);
}

/* ---- a point on or in the geometry ---- */

/* Good enough to choose a half way point: degrees with longitude shrunk by the cosine of the latitude. */
static double flat_distance(ter_position a, ter_position b) {
    double shrink = cos((a.lat_deg + b.lat_deg) / 2 * (M_PI / 180));
    return hypot((b.lon_deg - a.lon_deg) * shrink, b.lat_deg - a.lat_deg);
}

static double part_length(const ter_geometry *g, size_t part) {
    double length = 0;
    for (size_t i = ter_geometry_part_begin(g, part) + 1; i < ter_geometry_part_end(g, part); i++)
        length += flat_distance(g->points[i - 1], g->points[i]);
    return length;
}

static ter_position half_way(const ter_geometry *g) {
    size_t longest = 0;
    double length = -1;
    for (size_t part = 0; part < g->part_count; part++) {
        double l = part_length(g, part);
        if (l > length) length = l, longest = part;
    }
    double left = length / 2;
    size_t begin = ter_geometry_part_begin(g, longest);
    for (size_t i = begin + 1; i < ter_geometry_part_end(g, longest); i++) {
        ter_position a = g->points[i - 1], b = g->points[i];
        double step = flat_distance(a, b);
        if (step >= left && step > 0) {
            double t = left / step;
            return (ter_position){a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
        }
        left -= step;
    }
    return g->points[begin];
}

static double ring_area(const ter_geometry *g, size_t part) {
    double twice = 0;
    size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
    for (size_t i = begin, j = end - 1; i < end; j = i++)
        twice += g->points[j].lon_deg * g->points[i].lat_deg - g->points[i].lon_deg * g->points[j].lat_deg;
    return fabs(twice) / 2;
}

typedef TER_ARRAY(double) number_list;

static int compare_numbers(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Longitudes where the parallel `lat` crosses rings [from, to), in order. */
static void crossings(const ter_geometry *g, size_t from, size_t to, double lat, number_list *out) {
    out->len = 0;
    for (size_t part = from; part < to; part++) {
        size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
        for (size_t i = begin, j = end - 1; i < end; j = i++) {
            ter_position a = g->points[i], b = g->points[j];
            if ((a.lat_deg > lat) == (b.lat_deg > lat)) continue;
            ter_array_push(out, a.lon_deg + (lat - a.lat_deg) / (b.lat_deg - a.lat_deg) * (b.lon_deg - a.lon_deg));
        }
    }
    if (out->len > 1) qsort(out->items, out->len, sizeof *out->items, compare_numbers);
}

/* The middle of the widest run inside polygon rings [from, to) on a few parallels, the widest of all. */
static bool inside_rings(const ter_geometry *g, size_t from, size_t to, ter_position *out) {
    static const double heights[] = {0.5, 0.37, 0.63, 0.21, 0.79, 0.09, 0.91};
    double south = INFINITY, north = -INFINITY, widest = 0;
    for (size_t i = ter_geometry_part_begin(g, from); i < ter_geometry_part_end(g, from); i++) {
        south = fmin(south, g->points[i].lat_deg);
        north = fmax(north, g->points[i].lat_deg);
    }
    number_list xs = {0};
    for (size_t h = 0; h < sizeof heights / sizeof *heights; h++) {
        double lat = south + heights[h] * (north - south);
        crossings(g, from, to, lat, &xs);
        for (size_t i = 0; i + 1 < xs.len; i += 2) {
            double width = xs.items[i + 1] - xs.items[i];
            if (width <= widest * 1.2) continue; /* prefer the middle unless clearly wider */
            widest = width;
            *out = (ter_position){(xs.items[i] + xs.items[i + 1]) / 2, lat};
        }
    }
    ter_array_release(&xs);
    return widest > 0;
}

static ter_position inside_largest(const ter_geometry *g) {
    size_t best_from = 0, best_to = g->part_count;
    double best = -1;
    for (size_t k = 0, from = 0; k < g->polygon_count; from = g->polygon_ends[k++]) {
        if (from >= g->polygon_ends[k]) continue;
        double area = ring_area(g, from);
        if (area > best) best = area, best_from = from, best_to = g->polygon_ends[k];
    }
    ter_position p = g->points[ter_geometry_part_begin(g, best_from)];
    inside_rings(g, best_from, best_to, &p);
    return p;
}

ter_position ter_geometry_point_on(const ter_geometry *g) {
    if (g->point_count == 0 || g->part_count == 0) return (ter_position){NAN, NAN};
    switch (g->type) {
    case TER_GEOMETRY_LINE:
        return half_way(g);
    case TER_GEOMETRY_POLYGON:
        return inside_largest(g);
    default:
        return g->points[0];
    }
}
