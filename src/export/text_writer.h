/* Inside the export room: layers as text files, written feature by feature: GeoJSON, KML, CSV.
 *
 * OGR is not used for these: its GeoJSON pads and gets the collection's members only afterwards, its KML has no place
 * for licence and attribution, and printing numbers takes most of its time. */
#ifndef TER_EXPORT_TEXT_WRITER_H
#define TER_EXPORT_TEXT_WRITER_H

#include "base/str.h"
#include "gis/dataset.h"

/* How a format lays out its text. Each function appends; the dataset has one layer. */
typedef struct ter_text_layout {
    /* `bbox` is that of all rows to come, empty when none has a geometry. */
    void (*begin)(const ter_dataset *dataset, ter_bbox bbox, ter_buf *out);
    void (*row)(const ter_dataset *dataset, const ter_dataset_row *row, bool first, ter_buf *out);
    void (*end)(const ter_dataset *dataset, ter_buf *out);
} ter_text_layout;

typedef struct ter_text_writer ter_text_writer;

/* The dataset is borrowed until the end. `bbox` is in its CRS or datum. TER_IO with the system's reason. */
ter_status ter_text_writer_open(const ter_text_layout *layout, const ter_dataset *dataset, ter_bbox bbox,
                                ter_text_writer **out, ter_error *err);
ter_status ter_text_writer_put(ter_text_writer *w, const ter_dataset_row *row, ter_error *err);
/* Frees the writer whatever it returns. */
ter_status ter_text_writer_close(ter_text_writer *w, ter_error *err);

#endif
