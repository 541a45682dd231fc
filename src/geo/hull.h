/* The convex hull of points in a plane of metres. */
#ifndef TER_GEO_HULL_H
#define TER_GEO_HULL_H

#include "base/memory.h"
#include "geo/geometry.h"

typedef struct ter_hull_point {
    double x_m, y_m; /* east and north of the origin */
} ter_hull_point;

/* Start it zeroed, end it with release. */
typedef struct ter_hull {
    TER_ARRAY(ter_hull_point) points;
    size_t most; /* when to thin the points out to their hull */
} ter_hull;

/* Adds a point; now and then points inside the hull so far are dropped. */
void ter_hull_add(ter_hull *h, double x_m, double y_m);
/* Grows the hull by at least `by_m` everywhere, by a tenth more at most. */
void ter_hull_widen(ter_hull *h, double by_m);
/* The hull as a polygon, counter-clockwise, around an origin in degrees; type NONE when the points span nothing. */
void ter_hull_polygon(ter_hull *h, double origin_lon_deg, double origin_lat_deg, ter_geometry *out);
/* Frees the points and zeroes the struct. */
void ter_hull_release(ter_hull *h);

#endif
