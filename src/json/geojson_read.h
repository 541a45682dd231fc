/* GeoJSON (RFC 7946) read without OGR, for the few geometries a question is asked with. */
#ifndef TER_JSON_GEOJSON_READ_H
#define TER_JSON_GEOJSON_READ_H

#include "base/memory.h"
#include "geo/geometry.h"

typedef struct ter_geojson_feature {
    char *name; /* property `name`, "" when it has none */
    ter_geometry geometry;
} ter_geojson_feature;

typedef TER_ARRAY(ter_geojson_feature) ter_geojson_features;

/* Points, lines and polygons of a FeatureCollection, Feature or bare geometry, in WGS 84; a GeometryCollection gives a
 * feature for each type in it. What has no geometry is left out. TER_INPUT, naming `title`, when it is not GeoJSON, or
 * in another CRS or datum (members `crs` and `datum`). Caller releases. */
ter_status ter_geojson_read(ter_str text, const char *title, ter_geojson_features *out, ter_error *err);
void ter_geojson_release(ter_geojson_features *features);

#endif
