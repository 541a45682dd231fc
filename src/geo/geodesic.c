/* Geodesics by Vincenty's inverse solution, and bounds of their length. */
#include "geo/geodesic.h"

#include "geo/wgs84.h"

static const double a_m = TER_WGS84_A_M, f = TER_WGS84_F;
static const double degree = TER_RAD_PER_DEG;
static const double settled_rad = 1e-13; /* less than a micrometre */
enum { MOST_ROUNDS = 50 };

ter_origin ter_origin_at(ter_position p) {
    double s = sin(p.lat_deg * degree), c = cos(p.lat_deg * degree);
    double tan_side = (1 - f) * s, norm = sqrt(tan_side * tan_side + c * c);
    return (ter_origin){p, tan_side / norm, c / norm};
}

/* ---- Vincenty's inverse solution; names as in the paper ---- */

typedef struct arc {
    double sin_sigma, cos_sigma, sigma, cos2_alpha, cos_2sm;
} arc;

/* One round: the arc for this difference of longitude on the auxiliary sphere. */
static double next_lambda(const ter_origin *p, const ter_origin *q, double l, double lambda, arc *out) {
    double sl = sin(lambda), cl = cos(lambda);
    double x = q->cos_u * sl, y = p->cos_u * q->sin_u - p->sin_u * q->cos_u * cl;
    out->sin_sigma = sqrt(x * x + y * y);
    out->cos_sigma = p->sin_u * q->sin_u + p->cos_u * q->cos_u * cl;
    out->sigma = atan2(out->sin_sigma, out->cos_sigma);
    if (out->sin_sigma == 0) return lambda;
    double sin_alpha = p->cos_u * q->cos_u * sl / out->sin_sigma;
    out->cos2_alpha = 1 - sin_alpha * sin_alpha;
    out->cos_2sm = out->cos2_alpha > 1e-15 ? out->cos_sigma - 2 * p->sin_u * q->sin_u / out->cos2_alpha : 0;
    double c = f / 16 * out->cos2_alpha * (4 + f * (4 - 3 * out->cos2_alpha));
    double inner = out->cos_2sm + c * out->cos_sigma * (2 * out->cos_2sm * out->cos_2sm - 1);
    return l + (1 - c) * f * sin_alpha * (out->sigma + c * out->sin_sigma * inner);
}

static double arc_length_m(const arc *w) {
    double b_m = a_m * (1 - f), u2 = w->cos2_alpha * (a_m * a_m - b_m * b_m) / (b_m * b_m);
    double a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
    double b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
    double c2 = w->cos_2sm * w->cos_2sm, s2 = w->sin_sigma * w->sin_sigma;
    double last = b / 6 * w->cos_2sm * (4 * s2 - 3) * (4 * c2 - 3);
    double delta = b * w->sin_sigma * (w->cos_2sm + b / 4 * (w->cos_sigma * (2 * c2 - 1) - last));
    return b_m * a * (w->sigma - delta);
}

/* False for positions nearly opposite each other. */
static bool vincenty_m(const ter_origin *from, const ter_origin *to, double *out) {
    double l = remainder(to->at.lon_deg - from->at.lon_deg, 360) * degree, lambda = l;
    arc w = {0};
    for (int round = 0; round < MOST_ROUNDS; round++) {
        double next = next_lambda(from, to, l, lambda, &w);
        bool same = w.sin_sigma == 0 && w.cos_sigma > 0;
        if (w.sin_sigma == 0 && !same) return false;
        if (fabs(next) > M_PI) return false;
        if (same || fabs(next - lambda) < settled_rad) {
            *out = same ? 0 : arc_length_m(&w);
            return true;
        }
        lambda = next;
    }
    return false;
}

/* ---- nearly opposite ---- */

/* By way of a position a quarter round: both halves are short enough. */
static double by_way_m(const ter_origin *p, const ter_origin *q, double lon_deg, double lat_deg) {
    ter_origin way = ter_origin_at((ter_position){lon_deg, lat_deg});
    double first = INFINITY, second = INFINITY;
    if (!vincenty_m(p, &way, &first) || !vincenty_m(&way, q, &second)) return INFINITY;
    return first + second;
}

/* The shortest way crosses the meridian a quarter round somewhere: it is the least sum of both halves over where. */
static double opposite_m(const ter_origin *p, const ter_origin *q) {
    static const double golden = 0.6180339887498949, step_deg = 1.5;
    double best = INFINITY;
    for (int side = -1; side <= 1; side += 2) {
        double lon = p->at.lon_deg + 90 * side, low = -90, least = INFINITY;
        for (double lat = -90; lat <= 90; lat += step_deg) {
            double way = by_way_m(p, q, lon, lat);
            if (way < least) least = way, low = lat - step_deg;
        }
        double high = fmin(90, low + 2 * step_deg);
        low = fmax(-90, low);
        while (high - low > 1e-7) {
            double one = high - golden * (high - low), two = low + golden * (high - low);
            if (by_way_m(p, q, lon, one) < by_way_m(p, q, lon, two)) high = two;
            else low = one;
        }
        best = fmin(best, fmin(least, by_way_m(p, q, lon, (low + high) / 2)));
    }
    return best;
}

double ter_geodesic_m(const ter_origin *from, ter_position to) {
    ter_origin q = ter_origin_at(to);
    double out = 0;
    return vincenty_m(from, &q, &out) ? out : opposite_m(from, &q);
}

/* ---- bounds ---- */

ter_direction ter_direction_of(ter_position p) {
    double c = cos(p.lat_deg * degree);
    return (ter_direction){c * cos(p.lon_deg * degree), c * sin(p.lon_deg * degree), sin(p.lat_deg * degree)};
}

/* The least and greatest cosine over a range of degrees. */
static void cosines(double from_deg, double to_deg, double *least, double *most) {
    double a = cos(from_deg * degree), b = cos(to_deg * degree);
    bool top = floor(to_deg / 360) * 360 >= from_deg, bottom = floor((to_deg - 180) / 360) * 360 + 180 >= from_deg;
    *least = bottom ? -1 : fmin(a, b);
    *most = top ? 1 : fmax(a, b);
}

ter_direction_box ter_direction_box_of(ter_bbox b) {
    double r_least, r_most, x_least, x_most, y_least, y_most;
    cosines(b.min_lat, b.max_lat, &r_least, &r_most);
    cosines(b.min_lon, b.max_lon, &x_least, &x_most);
    cosines(b.min_lon - 90, b.max_lon - 90, &y_least, &y_most);
    return (ter_direction_box){
        {x_least * (x_least < 0 ? r_most : r_least), y_least * (y_least < 0 ? r_most : r_least),
         sin(b.min_lat * degree)},
        {x_most * (x_most < 0 ? r_least : r_most), y_most * (y_most < 0 ? r_least : r_most), sin(b.max_lat * degree)}};
}

double ter_least_radius_m(double least_lat_deg) {
    double e2 = f * (2 - f), s = sin(least_lat_deg * degree), w = 1 - e2 * s * s;
    return a_m * (1 - e2) / (w * sqrt(w));
}

double ter_chord_least_m(double chord2, double least_radius_m) {
    double angle = 2 * asin(fmin(1, sqrt(chord2) / 2));
    return fmax(0, least_radius_m * angle * (1 - 1e-9) - 1e-6);
}
