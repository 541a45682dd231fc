/* A plane in metres around a place, good to a share of 1e-4 over a city. Inside the room only. */
#ifndef TER_GEO_PLANE_H
#define TER_GEO_PLANE_H

#include "geo/geometry.h"
#include "geo/wgs84.h"

typedef struct plane {
    double lon, lat, x_m, y_m; /* origin; metres per degree */
} plane;

typedef struct vec2 {
    double x, y;
} vec2;

/* The plane around an origin. */
static inline plane ter_plane_at(ter_position p) {
    double a = TER_WGS84_A_M, e2 = TER_WGS84_E2, s = sin(p.lat_deg * M_PI / 180);
    double w = 1 - e2 * s * s;
    return (plane){p.lon_deg, p.lat_deg, a / sqrt(w) * cos(p.lat_deg * M_PI / 180) * M_PI / 180,
                   a * (1 - e2) / (w * sqrt(w)) * M_PI / 180};
}

/* From degrees to metres in the plane. */
static inline vec2 ter_to_plane(plane o, ter_position p) {
    return (vec2){(p.lon_deg - o.lon) * o.x_m, (p.lat_deg - o.lat) * o.y_m};
}

/* From metres back to degrees. */
static inline ter_position ter_from_plane(plane o, vec2 v) {
    return (ter_position){o.lon + v.x / o.x_m, o.lat + v.y / o.y_m};
}

/* Parameter (0 to 1) of the point of a-b nearest to p. */
static inline double ter_plane_nearest(vec2 a, vec2 b, vec2 p) {
    double dx = b.x - a.x, dy = b.y - a.y, l2 = dx * dx + dy * dy;
    return l2 > 0 ? fmin(1, fmax(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / l2)) : 0;
}

/* Whether a-b crosses c-d; *t is the place on a-b. */
static inline bool ter_plane_cross(vec2 a, vec2 b, vec2 c, vec2 d, double *t) {
    double rx = b.x - a.x, ry = b.y - a.y, sx = d.x - c.x, sy = d.y - c.y;
    double det = rx * sy - ry * sx;
    if (det == 0) return false;
    *t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / det;
    double u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / det;
    return *t >= 0 && *t <= 1 && u >= 0 && u <= 1;
}

#endif
