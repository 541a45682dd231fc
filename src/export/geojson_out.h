/* Inside the export room: a layer as a GeoJSON file (RFC 7946), written feature by feature.
 *
 * Our own, for OGR's writer pads what it writes and has to be told afterwards what the collection's members are: here
 * the file is a FeatureCollection with bbox (7 decimals), one feature a line, outer rings counter-clockwise, no crs. */
#ifndef TER_EXPORT_GEOJSON_OUT_H
#define TER_EXPORT_GEOJSON_OUT_H

#include "export/export.h"

typedef struct ter_geojson_writer ter_geojson_writer;

/* Fields, path and, when the dataset has no CRS, its datum are taken from the dataset, which is borrowed until the end.
 * `bbox` is that of all features to come; an empty one is not written. TER_IO with the system's reason. */
ter_status ter_geojson_writer_open(const ter_export_dataset *dataset, ter_bbox bbox, ter_geojson_writer **out,
                                   ter_error *err);
ter_status ter_geojson_writer_put(ter_geojson_writer *w, const ter_export_row *row, ter_error *err);
/* Frees the writer whatever it returns. */
ter_status ter_geojson_writer_close(ter_geojson_writer *w, ter_error *err);

#endif
