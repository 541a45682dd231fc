/* The convex hull of points in a plane. */
#include "geo/hull.h"

#include "geo/plane.h"

#include <stdlib.h>

enum { FIRST_THINNING = 4096, CIRCLE_POINTS = 12 };

static int compare(const void *pa, const void *pb) {
    const ter_hull_point *a = pa, *b = pb;
    if (a->x_m != b->x_m) return a->x_m < b->x_m ? -1 : 1;
    return (a->y_m > b->y_m) - (a->y_m < b->y_m);
}

static double turn(ter_hull_point a, ter_hull_point b, ter_hull_point c) {
    return (b.x_m - a.x_m) * (c.y_m - a.y_m) - (b.y_m - a.y_m) * (c.x_m - a.x_m);
}

/* Andrew's monotone chain (doi:10.1016/0020-0190(79)90072-3): the points become their hull, counter-clockwise. */
static void thin_out(ter_hull *h) {
    size_t n = h->points.len, kept = 0;
    if (n < 3) return;
    ter_hull_point *in = h->points.items, *out = ter_alloc((2 * n + 1) * sizeof *out);
    qsort(in, n, sizeof *in, compare);
    for (size_t i = 0; i < n; i++) {
        while (kept >= 2 && turn(out[kept - 2], out[kept - 1], in[i]) <= 0) kept--;
        out[kept++] = in[i];
    }
    size_t lower = kept + 1;
    for (size_t i = n - 1; i > 0; i--) {
        while (kept >= lower && turn(out[kept - 2], out[kept - 1], in[i - 1]) <= 0) kept--;
        out[kept++] = in[i - 1];
    }
    h->points.len = kept - 1; /* the first point again */
    for (size_t i = 0; i < h->points.len; i++) in[i] = out[i];
    free(out);
}

void ter_hull_add(ter_hull *h, double x_m, double y_m) {
    ter_array_push(&h->points, ((ter_hull_point){x_m, y_m}));
    if (h->most == 0) h->most = FIRST_THINNING;
    if (h->points.len < h->most) return;
    thin_out(h);
    h->most = 2 * h->points.len + FIRST_THINNING;
}

void ter_hull_widen(ter_hull *h, double by_m) {
    thin_out(h);
    ter_hull wide = {0};
    double radius = by_m / cos(M_PI / CIRCLE_POINTS);
    for (size_t i = 0; i < h->points.len; i++) {
        for (int k = 0; k < CIRCLE_POINTS; k++) {
            double angle = 2 * M_PI * k / CIRCLE_POINTS;
            ter_hull_add(&wide, h->points.items[i].x_m + radius * cos(angle),
                         h->points.items[i].y_m + radius * sin(angle));
        }
    }
    ter_hull_release(h);
    *h = wide;
}

void ter_hull_polygon(ter_hull *h, double origin_lon_deg, double origin_lat_deg, ter_geometry *out) {
    *out = (ter_geometry){0};
    thin_out(h);
    if (h->points.len < 3) return;
    plane o = ter_plane_at((ter_position){origin_lon_deg, origin_lat_deg});
    out->type = TER_GEOMETRY_POLYGON;
    for (size_t i = 0; i <= h->points.len; i++) {
        ter_hull_point p = h->points.items[i % h->points.len];
        ter_geometry_add_point(out, ter_from_plane(o, (vec2){p.x_m, p.y_m}));
    }
    ter_geometry_end_part(out);
    ter_geometry_end_polygon(out);
}

void ter_hull_release(ter_hull *h) {
    ter_array_release(&h->points);
    *h = (ter_hull){0};
}
