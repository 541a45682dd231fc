/* OGR geometries to ours, inside the GIS module. */
#ifndef TER_GIS_MODULE_OGR_GEOMETRY_H
#define TER_GIS_MODULE_OGR_GEOMETRY_H

#include "geo/geometry.h"

#include <ogr_api.h>

/* Straight and flat: curves become lines, Z and M are dropped, surfaces become polygons; of a collection the members of
 * the highest dimension are taken. Empty gives type NONE. `g` is changed on the way. Caller releases `out`. */
ter_status ter_ogr_geometry_read(OGRGeometryH g, ter_geometry *out, ter_error *err);

#endif
