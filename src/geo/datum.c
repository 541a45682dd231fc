#include "geo/datum.h"

#include <math.h>

enum { MOST_STEPS = 30 };

static const double pi = 3.14159265358979323846;
static const double krasovsky_a_m = 6378245.0, krasovsky_e2 = 0.00669342162296594323;

bool ter_datum_parse(ter_str text, ter_datum *out) {
    static const char *const names[] = {"wgs84", "gcj02", "bd09"};
    for (unsigned i = 0; i < 3; i++) {
        size_t k = 0;
        while (k < text.len && names[i][k] && (text.ptr[k] | 0x20) == (names[i][k] | 0x20)) k++;
        if (k != text.len || names[i][k]) continue;
        *out = (ter_datum)i;
        return true;
    }
    return false;
}

static bool in_china(ter_position p) {
    return p.lon_deg > 72.004 && p.lon_deg < 137.8347 && p.lat_deg > 0.8293 && p.lat_deg < 55.8271;
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

static ter_position gcj02_from_wgs84(ter_position p) {
    if (!in_china(p)) return p;
    ter_position d = gcj02_offset_deg(p);
    return (ter_position){p.lon_deg + d.lon_deg, p.lat_deg + d.lat_deg};
}

static ter_position bd09_from_gcj02(ter_position p) {
    const double wobble = pi * 3000 / 180;
    double z = hypot(p.lon_deg, p.lat_deg) + 0.00002 * sin(p.lat_deg * wobble);
    double theta = atan2(p.lat_deg, p.lon_deg) + 0.000003 * cos(p.lon_deg * wobble);
    return (ter_position){z * cos(theta) + 0.0065, z * sin(theta) + 0.006};
}

ter_position ter_datum_from_wgs84(ter_datum to, ter_position p) {
    if (to == TER_DATUM_WGS84 || !in_china(p)) return p;
    ter_position gcj02 = gcj02_from_wgs84(p);
    return to == TER_DATUM_BD09 ? bd09_from_gcj02(gcj02) : gcj02;
}

ter_position ter_datum_to_wgs84(ter_datum from, ter_position p) {
    ter_position guess = p;
    for (int i = 0; from != TER_DATUM_WGS84 && i < MOST_STEPS; i++) {
        ter_position there = ter_datum_from_wgs84(from, guess);
        double east = p.lon_deg - there.lon_deg, north = p.lat_deg - there.lat_deg;
        guess = (ter_position){guess.lon_deg + east, guess.lat_deg + north};
        if (fabs(east) < 1e-11 && fabs(north) < 1e-11) break;
    }
    return guess;
}

void ter_geometry_to_wgs84(ter_geometry *g, ter_datum from) {
    for (size_t i = 0; from != TER_DATUM_WGS84 && i < g->point_count; i++)
        g->points[i] = ter_datum_to_wgs84(from, g->points[i]);
}
