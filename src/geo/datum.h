/* Datums that China's map services and surveyors use. GCJ-02 is WGS 84 moved by a published model (22 to 694 m), BD-09
 * is GCJ-02 moved once more; neither is known to PROJ. CGCS2000 (EPSG:4490) is taken as WGS 84: by definition they
 * agree to centimetres at epoch 2000.0, and the drift of the plate since then is below 1 m. Positions are LON,LAT in
 * degrees throughout.
 *
 * The constants are those of the open implementations (a = 6378245 m, e² = 0.00669342162296594323, Krasovsky 1940); the
 * model leaves out up to 1 m per axis of the official one. As there, "China" is the box with longitude from 72.004 to
 * 137.8347 and latitude from 0.8293 to 55.8271, both ends inside, which holds much of the neighbours too; outside it
 * all datums are the same. A position within it that is moved and moved back returns to itself within a millimetre,
 * also where the move crosses the edge. Outside, in a strip of at most 3 km along the edges, one GCJ-02 or BD-09
 * position is that of two places; the one in the box is given. */
#ifndef TER_GEO_DATUM_H
#define TER_GEO_DATUM_H

#include "geo/geometry.h"

typedef enum ter_datum {
    TER_DATUM_WGS84,
    TER_DATUM_GCJ02,
    TER_DATUM_BD09,
    TER_DATUM_CGCS2000,
} ter_datum;

/* "wgs84", "gcj02", "bd09", "cgcs2000", in any case, also as ter_datum_name writes them; false for another word, `out`
 * untouched. */
bool ter_datum_parse(ter_str text, ter_datum *out);
/* The same for a word of the command line: TER_USAGE, naming the choices. NULL is WGS 84. */
ter_status ter_datum_read(const char *text, ter_datum *out, ter_error *err);

const char *ter_datum_name(ter_datum d); /* "WGS 84", "GCJ-02", "BD-09", "CGCS2000" */
const char *ter_datum_word(ter_datum d); /* "wgs84", …: for file names and the command line */
/* Whether positions in it differ from WGS 84's by more than a metre. */
bool ter_datum_moves(ter_datum d);

/* A position of WGS 84 in another datum. */
ter_position ter_datum_from_wgs84(ter_datum to, ter_position wgs84);
/* The inverse, by fixed point, within a micrometre. */
ter_position ter_datum_to_wgs84(ter_datum from, ter_position p);

/* Moves a geometry to or from WGS 84. An edge that the move would bend by more than half a metre (GCJ-02 bends 1 km by
 * up to 0.1 m, BD-09 by up to 2 m) gets vertices between. */
void ter_geometry_from_wgs84(ter_geometry *g, ter_datum to);
void ter_geometry_to_wgs84(ter_geometry *g, ter_datum from);

#endif
