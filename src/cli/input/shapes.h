/* Files of areas or lines that a question is asked with. */
#ifndef TER_CLI_INPUT_SHAPES_H
#define TER_CLI_INPUT_SHAPES_H

#include "json/geojson_read.h"

/* "area" or "line". */
const char *ter_shape_word(ter_geometry_type type);

/* The features of `type` (POLYGON or LINE) in a file, in WGS 84: GeoJSON (`-`: from standard input), read without any
 * module, or whatever else OGR reads; their names from the property `name`, whatever its case. TER_INPUT when there is
 * none, when the file does not state its CRS, or an edge goes over the antimeridian. Caller releases. */
ter_status ter_shapes_read(const char *path, ter_geometry_type type, ter_geojson_features *out, ter_error *err);

#endif
