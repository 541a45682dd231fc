/* Inside the GIS module: reading features through OGR. */
#ifndef TER_GIS_MODULE_OGR_READ_H
#define TER_GIS_MODULE_OGR_READ_H

#include "gis/gis.h"

/* ter_gis.features_read; see gis/gis.h. */
ter_status ter_ogr_features_read(const char *source, const char *layer, const char *assume_crs, ter_gis_feature_fn fn,
                                 void *context, ter_error *err);

#endif
