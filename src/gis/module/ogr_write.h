/* Inside the GIS module: the writer behind ter_gis.dataset_open, _put and _close. */
#ifndef TER_GIS_MODULE_OGR_WRITE_H
#define TER_GIS_MODULE_OGR_WRITE_H

#include "base/error.h"
#include "gis/dataset.h"

struct ter_dataset_writer;

/* ter_gis.dataset_open; see gis/gis.h. OGR's messages come back in `err`; nothing is printed. */
ter_status ter_ogr_dataset_open(const ter_dataset *dataset, struct ter_dataset_writer **out, ter_error *err);

/* ter_gis.dataset_put. */
ter_status ter_ogr_dataset_put(struct ter_dataset_writer *writer, size_t layer, const ter_dataset_row *row,
                               ter_error *err);

/* ter_gis.dataset_close. */
ter_status ter_ogr_dataset_close(struct ter_dataset_writer *writer, ter_bbox *extents, ter_error *err);

#endif
