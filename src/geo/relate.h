/* Relations of two geometries. */
#ifndef TER_GEO_RELATE_H
#define TER_GEO_RELATE_H

#include "geo/geometry.h"

/* Whether they have a point in common, edges straight in LON,LAT; what lies in a polygon's hole has none with it. */
bool ter_geometry_intersects(const ter_geometry *a, const ter_geometry *b);

/* Geodesic metres between the nearest points of both, 0 where they intersect; infinity when that is more than
 * `within_m`. Edges are straight in LON,LAT. */
double ter_geometry_gap_m(const ter_geometry *a, const ter_geometry *b, double within_m);

/* The box that holds all positions within so many metres of `box`. */
ter_bbox ter_bbox_widened(ter_bbox box, double by_m);

#endif
