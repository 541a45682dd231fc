/* Datums that China's map services use. GCJ-02 is WGS 84 moved by a published model (22 to 694 m), BD-09 is GCJ-02
 * moved once more; neither is known to PROJ. Positions are LON,LAT in degrees throughout.
 *
 * The constants are those of the open implementations (a = 6378245 m, e² = 0.00669342162296594323, Krasovsky 1940); the
 * model leaves out up to 1 m per axis of the official one. Outside China (longitude 72.004 to 137.8347, latitude 0.8293
 * to 55.8271) all three are the same. */
#ifndef TER_GEO_DATUM_H
#define TER_GEO_DATUM_H

#include "geo/geometry.h"

typedef enum ter_datum {
    TER_DATUM_WGS84,
    TER_DATUM_GCJ02,
    TER_DATUM_BD09,
} ter_datum;

/* "wgs84", "gcj02", "bd09", in any case; false for another word, `out` untouched. */
bool ter_datum_parse(ter_str text, ter_datum *out);

ter_position ter_datum_from_wgs84(ter_datum to, ter_position wgs84);
/* The inverse, by fixed point, within a tenth of a millimetre. */
ter_position ter_datum_to_wgs84(ter_datum from, ter_position p);

/* Moves every point of a geometry from a datum to WGS 84. */
void ter_geometry_to_wgs84(ter_geometry *g, ter_datum from);

#endif
