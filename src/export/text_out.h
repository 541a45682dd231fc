/* Inside the export room: layers as text files, written feature by feature: GeoJSON, KML, CSV.
 *
 * Our own, for OGR's GeoJSON pads and has to be told afterwards what the collection's members are, its KML has no place
 * for licence and attribution, and its numbers take most of the time. */
#ifndef TER_EXPORT_TEXT_OUT_H
#define TER_EXPORT_TEXT_OUT_H

#include "base/str.h"
#include "export/export.h"

/* What differs. Each appends text; the dataset has one layer. */
typedef struct ter_text_format {
    const char *name;
    /* `bbox` is that of all rows to come, empty when none has a geometry. */
    void (*begin)(const ter_dataset *dataset, ter_bbox bbox, ter_buf *out);
    void (*row)(const ter_dataset *dataset, const ter_dataset_row *row, bool first, ter_buf *out);
    void (*end)(const ter_dataset *dataset, ter_buf *out);
} ter_text_format;

/* RFC 7946: a FeatureCollection with bbox and, as foreign members (6.1), title, attribution, sources, and the datum
 * when the dataset has no CRS; 7 decimals, outer rings counter-clockwise, a feature a line, no crs. */
extern const ter_text_format ter_text_geojson;
/* OGC KML 2.2: the title as name, the attribution as description and extended data of the document, fields as
 * SchemaData. A field whose name is "name" is the placemark's name only. */
extern const ter_text_format ter_text_kml;
/* RFC 4180 but for line ends, which are LF; UTF-8; the geometry, if the layer has one, as WKT in the first column. */
extern const ter_text_format ter_text_csv;

typedef struct ter_text_writer ter_text_writer;

/* The dataset is borrowed until the end. `bbox` is in its CRS or datum. TER_IO with the system's reason. */
ter_status ter_text_writer_open(const ter_text_format *format, const ter_dataset *dataset, ter_bbox bbox,
                                ter_text_writer **out, ter_error *err);
ter_status ter_text_writer_put(ter_text_writer *w, const ter_dataset_row *row, ter_error *err);
/* Frees the writer whatever it returns. */
ter_status ter_text_writer_close(ter_text_writer *w, ter_error *err);

#endif
