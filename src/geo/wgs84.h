/* The ellipsoid of WGS 84 (NIMA TR8350.2, table 3.1): the one place for its numbers. */
#ifndef TER_GEO_WGS84_H
#define TER_GEO_WGS84_H

#include <math.h>

#define TER_WGS84_A_M 6378137.0             /* semi-major axis; also the radius of Web Mercator's sphere */
#define TER_WGS84_F   (1 / 298.257223563)   /* flattening */
#define TER_WGS84_E2  0.0066943799901413165 /* first eccentricity squared, f (2 - f) */

#define TER_RAD_PER_DEG (M_PI / 180)

/* Metres in a degree, for plane measures over a few hundred metres. */
#define TER_DEG_LON_M       111320.0 /* of longitude at the equator, pi / 180 a = 111319.49 rounded up */
#define TER_DEG_LAT_M       111132.0 /* of latitude at 45 degrees, about the mean of all latitudes */
#define TER_DEG_LAT_LEAST_M 110574.0 /* of latitude at the equator, the shortest */

#endif
