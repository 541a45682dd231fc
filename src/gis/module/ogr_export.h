/* Inside the GIS module: the writer behind ter_gis.export_open, _put and _close. */
#ifndef TER_GIS_MODULE_OGR_EXPORT_H
#define TER_GIS_MODULE_OGR_EXPORT_H

#include "base/error.h"
#include "geo/geometry.h"

struct ter_export_dataset;
struct ter_export_row;
struct ter_export_writer;

/* See gis/gis.h. OGR's messages come back in `err`; nothing is printed. */
ter_status ter_ogr_export_open(const struct ter_export_dataset *dataset, struct ter_export_writer **out,
                               ter_error *err);
ter_status ter_ogr_export_put(struct ter_export_writer *writer, size_t layer, const struct ter_export_row *row,
                              ter_error *err);
ter_status ter_ogr_export_close(struct ter_export_writer *writer, ter_bbox *extents, ter_error *err);

#endif
