/* The shortest way between two positions on the WGS 84 ellipsoid.
 *
 * Vincenty's inverse solution (Survey Review 23(176), 1975, doi:10.1179/sre.1975.23.176.88): it errs by less than a
 * millimetre and needs no library, where PROJ with its own libraries takes longer to load than most questions take to
 * answer. It does not settle for positions nearly opposite each other; these are measured in two halves, by way of the
 * position between them that makes the way shortest. Tests compare both with PROJ's geodesic.h. */
#ifndef TER_GEO_GEODESIC_H
#define TER_GEO_GEODESIC_H

#include "geo/geometry.h"

/* A position with what every distance from it needs. */
typedef struct ter_origin {
    ter_position at;
    double sin_u, cos_u; /* of the reduced latitude */
} ter_origin;

/* Prepares a position for any number of ter_geodesic_m. */
ter_origin ter_origin_at(ter_position p);

/* Geodesic metres. Bitwise the same in either order is not promised; below 1e-9 of the distance it is. */
double ter_geodesic_m(const ter_origin *from, ter_position to);

/* ---- bounds: directions of the vertical as unit vectors, and boxes of them ---- */

typedef struct ter_direction {
    double x, y, z; /* cos lat cos lon, cos lat sin lon, sin lat */
} ter_direction;

typedef struct ter_direction_box {
    double min[3], max[3];
} ter_direction_box;

ter_direction ter_direction_of(ter_position p);     /* the vertical there */
ter_direction_box ter_direction_box_of(ter_bbox b); /* of the verticals of all positions in it */

/* The radius of a sphere that is nowhere larger than the ellipsoid between positions of these latitudes: that of the
 * meridian's curve at the one nearest to the equator. Positions north and south of it: pass 0. */
double ter_least_radius_m(double least_lat_deg);

/* Two positions whose verticals differ by a unit-sphere chord of at least sqrt(chord2) are at least so many metres
 * apart: an angle between verticals is crossed on the ellipsoid no faster than on that sphere. */
double ter_chord_least_m(double chord2, double least_radius_m);

#endif
