/* Inside the GIS module: from WGS 84 to another CRS; behind ter_gis.transform_open, _apply and _close. */
#ifndef TER_GIS_MODULE_OGR_TRANSFORM_H
#define TER_GIS_MODULE_OGR_TRANSFORM_H

#include "base/error.h"
#include "geo/geometry.h"

#include <ogr_srs_api.h>

struct ter_transform;

/* ter_gis.transform_open; see gis/gis.h. */
ter_status ter_ogr_transform_open(const char *crs, struct ter_transform **out, int *decimals, ter_error *err);

/* ter_gis.transform_apply. */
ter_status ter_ogr_transform_apply(struct ter_transform *t, ter_geometry *g, ter_error *err);

/* ter_gis.transform_close. */
void ter_ogr_transform_close(struct ter_transform *t);

/* The CRS, and the transformation to it from WGS 84; NULL where none is needed. TER_USAGE for one that is unknown, not
 * horizontal, or that PROJ cannot transform to. Caller destroys both, also after a failure. */
ter_status ter_ogr_transform_new(const char *crs, OGRSpatialReferenceH *srs, OGRCoordinateTransformationH *way,
                                 ter_error *err);

#endif
