/* Distance to a geometry, in three steps: every edge is screened by straight lines through the ellipsoid (cheap, with a
 * bound on the error), the few that may hold the nearest point are searched along their course, and only the winner's
 * distance is computed as a geodesic.
 *
 * Why a chord: on WGS 84 the geodesic s and the chord c of two points are tied by s = c (1 + c^2 / 24 R^2 + ...), and R
 * varies by less than 1 %, so that for s < 1000 km the shortest chord is the shortest geodesic to well under a
 * millimetre. Beyond that the search along the edge uses geodesics. */
#include "geo/distance.h"

#include "base/memory.h"
#include "geo/geodesic.h"
#include "geo/wgs84.h"

#include <stdlib.h>

static const double least_radius_m = 6335439.0; /* meridian at the equator: the strongest curvature there is */
static const double degree = TER_RAD_PER_DEG;
static const double piece_deg = 1;       /* longer edges are searched in pieces, each with one minimum */
static const double chord_limit_m = 1e6; /* up to here the chord alone finds the nearest point */

double ter_distance_m(ter_position a, ter_position b) {
    ter_origin from = ter_origin_at(a);
    return ter_geodesic_m(&from, b);
}

typedef struct vec {
    double x, y, z;
} vec;

static vec vec_minus(vec a, vec b) {
    return (vec){a.x - b.x, a.y - b.y, a.z - b.z};
}

static double vec_dot(vec a, vec b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static vec earth_centred(ter_position p) {
    const double e2 = TER_WGS84_E2;
    double sin_lat = sin(p.lat_deg * degree), cos_lat = cos(p.lat_deg * degree);
    double n = TER_WGS84_A_M / sqrt(1 - e2 * sin_lat * sin_lat);
    return (vec){n * cos_lat * cos(p.lon_deg * degree), n * cos_lat * sin(p.lon_deg * degree), n * (1 - e2) * sin_lat};
}

/* A stretch of an edge, straight in LON,LAT; a point when both ends are equal. */
typedef struct piece {
    ter_position a, b;
    double least_m; /* no point of it is nearer, as a chord */
} piece;

typedef struct search {
    ter_position from;
    vec origin;
    double most_m; /* some point is at least this near, as a chord */
    TER_ARRAY(piece) pieces;
} search;

static ter_position along(const piece *p, double t) {
    return (ter_position){p->a.lon_deg + t * (p->b.lon_deg - p->a.lon_deg),
                          p->a.lat_deg + t * (p->b.lat_deg - p->a.lat_deg)};
}

/* Distance from the origin to the straight line a-b through the earth. */
static double line_distance(vec origin, vec a, vec b) {
    vec ab = vec_minus(b, a), ao = vec_minus(origin, a);
    double length2 = vec_dot(ab, ab);
    double t = length2 > 0 ? fmin(1, fmax(0, vec_dot(ao, ab) / length2)) : 0;
    vec d = {ao.x - t * ab.x, ao.y - t * ab.y, ao.z - t * ab.z};
    return sqrt(vec_dot(d, d));
}

/* How much the ranking by chords may err at this length, as a share of it: the spread of R in the cubic term. */
static double ranking_slack(double chord_m) {
    double angle = chord_m / TER_WGS84_A_M;
    return 1e-9 + 2e-3 * angle * angle;
}

static void screen_piece(search *s, ter_position a, ter_position b, vec va, vec vb) {
    double straight = line_distance(s->origin, va, vb);
    double turn = (fabs(b.lon_deg - a.lon_deg) + fabs(b.lat_deg - a.lat_deg)) * degree;
    double bulge = TER_WGS84_A_M * turn * turn / 8; /* how far the course leaves the straight line, at most */
    piece p = {a, b, straight - bulge};
    double slack = 1 + ranking_slack(s->most_m < INFINITY ? s->most_m : straight);
    if (p.least_m > s->most_m * slack + 1e-6) return;
    s->most_m = fmin(s->most_m, straight + bulge);
    ter_array_push(&s->pieces, p);
}

static void screen_edge(search *s, ter_position a, ter_position b, vec va, vec vb) {
    double span = fmax(fabs(b.lon_deg - a.lon_deg), fabs(b.lat_deg - a.lat_deg));
    if (!(span > piece_deg)) {
        screen_piece(s, a, b, va, vb);
        return;
    }
    int n = (int)ceil(fmin(span, 720) / piece_deg);
    piece whole = {a, b, 0};
    ter_position before = a;
    vec vbefore = va;
    for (int i = 1; i <= n; i++) {
        ter_position next = i == n ? b : along(&whole, (double)i / n);
        vec vnext = i == n ? vb : earth_centred(next);
        screen_piece(s, before, next, vbefore, vnext);
        before = next;
        vbefore = vnext;
    }
}

static void screen_geometry(search *s, const ter_geometry *g) {
    for (size_t part = 0; part < g->part_count; part++) {
        size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
        if (begin == end) continue;
        bool ring = g->type == TER_GEOMETRY_POLYGON; /* also closes rings whose last point is missing */
        size_t before = ring ? end - 1 : begin;
        vec vbefore = earth_centred(g->points[before]);
        for (size_t i = ring || end - begin == 1 ? begin : begin + 1; i < end; i++) {
            vec v = earth_centred(g->points[i]);
            screen_edge(s, g->points[before], g->points[i], vbefore, v);
            before = i;
            vbefore = v;
        }
    }
}

static double chord_to(const search *s, ter_position p) {
    vec d = vec_minus(earth_centred(p), s->origin);
    return sqrt(vec_dot(d, d));
}

static double geodesic_to(const search *s, ter_position p) {
    return ter_distance_m(s->from, p);
}

/* The three best places so far: at least f(x) <= f(w) <= f(v). */
typedef struct bracket {
    double low, high, x, w, v, fx, fw, fv;
} bracket;

static void bracket_take(bracket *b, double u, double fu) {
    if (fu <= b->fx) {
        if (u < b->x) b->high = b->x;
        else b->low = b->x;
        b->v = b->w, b->fv = b->fw;
        b->w = b->x, b->fw = b->fx;
        b->x = u, b->fx = fu;
        return;
    }
    if (u < b->x) b->low = u;
    else b->high = u;
    if (fu <= b->fw || b->w == b->x) {
        b->v = b->w, b->fv = b->fw;
        b->w = u, b->fw = fu;
    } else if (fu <= b->fv || b->v == b->x || b->v == b->w) {
        b->v = u, b->fv = fu;
    }
}

/* Where the parabola through the three has its bottom, as a step from x; 0 when it has none within. */
static double parabola_step(const bracket *b, double most) {
    double r = (b->x - b->w) * (b->fx - b->fv), q = (b->x - b->v) * (b->fx - b->fw);
    double p = (b->x - b->v) * q - (b->x - b->w) * r, twice = 2 * (q - r);
    double step = twice != 0 ? -p / twice : 0;
    bool within = b->x + step > b->low && b->x + step < b->high && fabs(step) < most;
    return within ? step : 0;
}

/* Brent's minimiser without derivatives (Algorithms for Minimization without Derivatives, 1973, chapter 5): parabolas,
 * and a golden section where they do not help. Leaves the place of the minimum in *t. */
static double least_along(const search *s, const piece *p, double (*measure)(const search *, ter_position), double *t) {
    static const double golden = 0.3819660112501051, tolerance = 2e-9;
    bracket b = {.low = 0, .high = 1, .x = golden, .w = golden, .v = golden};
    b.fx = b.fw = b.fv = measure(s, along(p, b.x));
    double step = 0, before = 0;
    for (int i = 0; i < 60 && b.high - b.low > 2 * tolerance; i++) {
        double middle = (b.low + b.high) / 2, next = fabs(before) > tolerance ? parabola_step(&b, fabs(before) / 2) : 0;
        if (fabs(b.x - middle) <= 2 * tolerance - (b.high - b.low) / 2) break;
        before = next != 0 ? step : (b.x < middle ? b.high : b.low) - b.x;
        step = next != 0 ? next : golden * before;
        double u = b.x + (fabs(step) >= tolerance ? step : step > 0 ? tolerance : -tolerance);
        bracket_take(&b, u, measure(s, along(p, u)));
    }
    double best = b.fx, ends[] = {0, 1};
    *t = b.x;
    for (int i = 0; i < 2; i++) {
        double f = measure(s, along(p, ends[i]));
        if (f <= best) best = f, *t = ends[i];
    }
    return best;
}

static double search_piece(const search *s, const piece *p, ter_position *nearest) {
    double t = 0;
    bool point = p->a.lon_deg == p->b.lon_deg && p->a.lat_deg == p->b.lat_deg;
    if (!point) least_along(s, p, s->most_m < chord_limit_m ? chord_to : geodesic_to, &t);
    *nearest = along(p, t);
    return geodesic_to(s, *nearest);
}

static int compare_pieces(const void *a, const void *b) {
    double x = ((const piece *)a)->least_m, y = ((const piece *)b)->least_m;
    return (x > y) - (x < y);
}

double ter_geometry_distance_m(const ter_geometry *g, ter_position from, ter_position *nearest) {
    ter_position best_at = from;
    if (g->type == TER_GEOMETRY_POLYGON && ter_geometry_covers(g, from)) {
        if (nearest) *nearest = from;
        return 0;
    }
    search s = {.from = from, .origin = earth_centred(from), .most_m = INFINITY};
    screen_geometry(&s, g);
    if (s.pieces.len > 1) qsort(s.pieces.items, s.pieces.len, sizeof *s.pieces.items, compare_pieces);
    double best = INFINITY;
    for (size_t i = 0; i < s.pieces.len; i++) {
        const piece *p = &s.pieces.items[i];
        double limit = s.most_m * (1 + ranking_slack(s.most_m)) + 1e-6;
        if (p->least_m > limit) break;
        ter_position at;
        double d = search_piece(&s, p, &at);
        if (d >= best) continue;
        best = d;
        best_at = at;
        s.most_m = fmin(s.most_m, chord_to(&s, at));
    }
    ter_array_release(&s.pieces);
    if (nearest) *nearest = best_at;
    return best;
}

double ter_geometry_length_m(const ter_geometry *g) {
    double sum = 0;
    if (g->type == TER_GEOMETRY_POINT) return 0;
    for (size_t part = 0; part < g->part_count; part++)
        for (size_t i = ter_geometry_part_begin(g, part) + 1; i < ter_geometry_part_end(g, part); i++)
            sum += ter_distance_m(g->points[i - 1], g->points[i]);
    return sum;
}

ter_bbox ter_bbox_around(ter_position centre, double radius_m) {
    ter_bbox world = {-180, -90, 180, 90};
    double angle = radius_m / least_radius_m; /* at least the true angle, so that the box is never too small */
    ter_bbox b = world;
    b.min_lat = centre.lat_deg - angle / degree;
    b.max_lat = centre.lat_deg + angle / degree;
    double ratio = sin(fmin(angle, M_PI / 2)) / cos(centre.lat_deg * degree);
    bool pole = b.min_lat <= -90 || b.max_lat >= 90 || !(ratio < 1);
    double half = pole ? 360 : asin(ratio) / degree;
    if (centre.lon_deg - half >= -180 && centre.lon_deg + half <= 180) {
        b.min_lon = centre.lon_deg - half;
        b.max_lon = centre.lon_deg + half;
    }
    b.min_lat = fmax(b.min_lat, -90);
    b.max_lat = fmin(b.max_lat, 90);
    return b;
}
