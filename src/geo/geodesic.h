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
    double sin_u, cos_u;     /* of the reduced latitude */
    double sin_lat, cos_lat; /* of the geodetic one */
} ter_origin;

ter_origin ter_origin_at(ter_position p);

/* Geodesic metres. Bitwise the same in either order is not promised; below 1e-9 of the distance it is. */
double ter_geodesic_m(const ter_origin *from, ter_position to);

/* The radius of a sphere that is nowhere larger than the ellipsoid between positions of these latitudes: that of the
 * meridian's curve at the one nearest to the equator. Positions north and south of it: pass 0. */
double ter_least_radius_m(double least_lat_deg);

/* No position of the box is nearer to `from` than this many metres: the great circle distance to it on that sphere. 0
 * inside. */
double ter_bbox_least_m(const ter_origin *from, ter_bbox box, double least_radius_m);

#endif
