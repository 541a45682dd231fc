/* Distances: geodesic metres on the WGS 84 ellipsoid (geo/geodesic.h says how). */
#ifndef TER_GEO_DISTANCE_H
#define TER_GEO_DISTANCE_H

#include "geo/geometry.h"

/* Between two positions. */
double ter_distance_m(ter_position a, ter_position b);

/* From a position to the nearest point of a geometry whose edges are straight in LON,LAT; 0 inside a polygon. `nearest`
 * (may be NULL) gets that point. Infinity for an empty geometry. */
double ter_geometry_distance_m(const ter_geometry *g, ter_position from, ter_position *nearest);

/* Geodesic length of all lines (or rings) in metres. */
double ter_geometry_length_m(const ter_geometry *g);

/* The box around a circle, clipped to the world, widened over the poles and the antimeridian (then the full range). */
ter_bbox ter_bbox_around(ter_position centre, double radius_m);

#endif
