/* GCJ-02 and BD-09 from WGS 84 and back. */
#include "geo/datum.h"

#include <math.h>
#include <string.h>
#include <strings.h>

enum { MOST_STEPS = 30, MOST_HALVINGS = 12 };

static const double bend_deg = 5e-6; /* half a metre: as much as the model itself leaves out */
static const double wave_deg = 0.02; /* a sixth of the shortest wave, BD-09's 0.12° */

static const double pi = M_PI;
static const double krasovsky_a_m = 6378245.0, krasovsky_e2 = 0.00669342162296594323;

static const struct {
    const char *word, *name;
} datums[] = {{"wgs84", "WGS 84"}, {"gcj02", "GCJ-02"}, {"bd09", "BD-09"}, {"cgcs2000", "CGCS2000"}};

enum { DATUMS = sizeof datums / sizeof *datums };

bool ter_datum_parse(ter_str text, ter_datum *out) {
    for (unsigned i = 0; i < DATUMS; i++) {
        const char *forms[] = {datums[i].word, datums[i].name};
        for (unsigned f = 0; f < 2; f++) {
            if (text.len != strlen(forms[f]) || strncasecmp(text.ptr, forms[f], text.len) != 0) continue;
            *out = (ter_datum)i;
            return true;
        }
    }
    return false;
}

ter_status ter_datum_read(const char *text, ter_datum *out, ter_error *err) {
    *out = TER_DATUM_WGS84;
    if (!text || ter_datum_parse(ter_str_from(text), out)) return TER_OK;
    return ter_error_set(err, TER_USAGE, "'%s' is not a datum; choose wgs84, cgcs2000, gcj02 or bd09", text);
}

const char *ter_datum_name(ter_datum d) {
    return datums[(unsigned)d < DATUMS ? d : 0].name;
}

const char *ter_datum_word(ter_datum d) {
    return datums[(unsigned)d < DATUMS ? d : 0].word;
}

bool ter_datum_moves(ter_datum d) {
    return d == TER_DATUM_GCJ02 || d == TER_DATUM_BD09;
}

static bool in_china(ter_position p, double slack_deg) {
    return p.lon_deg >= 72.004 - slack_deg && p.lon_deg <= 137.8347 + slack_deg && p.lat_deg >= 0.8293 - slack_deg &&
           p.lat_deg <= 55.8271 + slack_deg;
}

/* The waves that both axes share, in metres before scaling; x and y are degrees from 105° E, 35° N. */
static double waves(double t, double long_1, double long_2) {
    return (20 * sin(t * pi) + 40 * sin(t / 3 * pi)) * 2 / 3 +
           (long_1 * sin(t / 12 * pi) + long_2 * sin(t / 30 * pi)) * 2 / 3;
}

static ter_position gcj02_offset_deg(ter_position p) {
    double x = p.lon_deg - 105, y = p.lat_deg - 35, s = sqrt(fabs(x));
    double ripple = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3;
    double north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * s + ripple + waves(y, 160, 320);
    double east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * s + ripple + waves(x, 150, 300);
    double latitude = p.lat_deg / 180 * pi, w = sin(latitude);
    w = 1 - krasovsky_e2 * w * w;
    double meridian_m = krasovsky_a_m * (1 - krasovsky_e2) / (w * sqrt(w));
    double parallel_m = krasovsky_a_m / sqrt(w) * cos(latitude);
    return (ter_position){east_m * 180 / (parallel_m * pi), north_m * 180 / (meridian_m * pi)};
}

static ter_position bd09_from_gcj02(ter_position p) {
    const double wobble = pi * 3000 / 180;
    double z = hypot(p.lon_deg, p.lat_deg) + 0.00002 * sin(p.lat_deg * wobble);
    double theta = atan2(p.lat_deg, p.lon_deg) + 0.000003 * cos(p.lon_deg * wobble);
    return (ter_position){z * cos(theta) + 0.0065, z * sin(theta) + 0.006};
}

/* The move itself, wherever the position lies: smooth, so that the inverse converges at the edge of the box too. */
static ter_position moved(ter_datum to, ter_position p) {
    ter_position d = gcj02_offset_deg(p);
    ter_position gcj02 = {p.lon_deg + d.lon_deg, p.lat_deg + d.lat_deg};
    return to == TER_DATUM_BD09 ? bd09_from_gcj02(gcj02) : gcj02;
}

ter_position ter_datum_from_wgs84(ter_datum to, ter_position p) {
    return ter_datum_moves(to) && in_china(p, 0) ? moved(to, p) : p;
}

ter_position ter_datum_to_wgs84(ter_datum from, ter_position p) {
    static const double slack_deg = 1e-10; /* the inverse of a position on the edge itself may miss it by rounding */
    if (!ter_datum_moves(from) || !ter_position_valid(p)) return p;
    ter_position guess = p;
    for (int i = 0; i < MOST_STEPS; i++) {
        ter_position there = moved(from, guess);
        double east = p.lon_deg - there.lon_deg, north = p.lat_deg - there.lat_deg;
        guess = (ter_position){guess.lon_deg + east, guess.lat_deg + north};
        if (fabs(east) < 1e-11 && fabs(north) < 1e-11) break;
    }
    return in_china(guess, slack_deg) ? guess : p;
}

/* ---- geometries ---- */

typedef ter_position (*mover)(ter_datum d, ter_position p);

static ter_position between(ter_position a, ter_position b) {
    return (ter_position){(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
}

/* Adds the moved edge a–b without its start; halves it where its middle would come to lie off the straight. */
static void add_edge(ter_geometry *out, mover move, ter_datum d, const ter_position edge[2], int depth) {
    ter_position middle = between(edge[0], edge[1]), end = move(d, edge[1]);
    ter_position is = move(d, middle), drawn = between(move(d, edge[0]), end);
    bool bent = fabs(is.lon_deg - drawn.lon_deg) > bend_deg || fabs(is.lat_deg - drawn.lat_deg) > bend_deg;
    double span_deg = fmax(fabs(edge[1].lon_deg - edge[0].lon_deg), fabs(edge[1].lat_deg - edge[0].lat_deg));
    /* middle and ends of an edge as long as a wave may show nothing of it */
    if (depth < MOST_HALVINGS && (bent || span_deg > wave_deg)) {
        add_edge(out, move, d, (ter_position[]){edge[0], middle}, depth + 1);
        add_edge(out, move, d, (ter_position[]){middle, edge[1]}, depth + 1);
    } else {
        ter_geometry_add_point(out, end);
    }
}

static void move_all(ter_geometry *g, mover move, ter_datum d) {
    ter_geometry out = {.type = g->type};
    for (size_t part = 0, polygon = 0; part < g->part_count; part++) {
        size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
        for (size_t i = begin; i < end; i++) {
            if (i == begin) ter_geometry_add_point(&out, move(d, g->points[i]));
            else add_edge(&out, move, d, &g->points[i - 1], 0);
        }
        ter_geometry_end_part(&out);
        if (polygon >= g->polygon_count || g->polygon_ends[polygon] != part + 1) continue;
        ter_geometry_end_polygon(&out);
        polygon++;
    }
    ter_geometry_release(g);
    *g = out;
}

void ter_geometry_from_wgs84(ter_geometry *g, ter_datum to) {
    if (ter_datum_moves(to)) move_all(g, ter_datum_from_wgs84, to);
}

void ter_geometry_to_wgs84(ter_geometry *g, ter_datum from) {
    if (ter_datum_moves(from)) move_all(g, ter_datum_to_wgs84, from);
}
