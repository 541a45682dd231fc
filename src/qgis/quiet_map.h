/* Inside the QGIS room: map.gpkg, what the map needs besides the features.
 *
 *   name_point, name_line, name_polygon   a row for each place that has a name to show, once, whatever its years
 *   base_line, base_polygon               roads, waterways and areas of the gazetteers around the features: the quiet
 * map
 *
 * Fields: name, kind, precision, works (1: there are works at it, 0: it is only referred to), facility_id, shown_in
 * (ids of the project's layers that draw it, with commas between), source, licence. In base_polygon, kind is `extent`
 * where the area's geometry is a rectangle along the axes: no boundary that could be drawn. A line of the base that is
 * a named place too has no name there. */
#ifndef TER_QGIS_QUIET_MAP_H
#define TER_QGIS_QUIET_MAP_H

#include "export/features.h"
#include "qgis/project_credits.h"

struct ter_gazetteer;

enum { TER_QGIS_NAME_POINT, TER_QGIS_NAME_LINE, TER_QGIS_NAME_POLYGON, TER_QGIS_BASE_LINE, TER_QGIS_BASE_POLYGON };
enum { TER_QGIS_MAP_LAYERS = 5 };
extern const char *const ter_qgis_map_layers[TER_QGIS_MAP_LAYERS];

typedef struct ter_qgis_map_report {
    size_t rows[TER_QGIS_MAP_LAYERS];
    ter_qgis_credits credits; /* of the base */
} ter_qgis_map_report;

/* The id that the project gives to the layer that draws a feature ("facility_point_2026_started-target"); `size` of at
 * least 80. */
void ter_qgis_layer_id(const ter_export_feature *f, char *out, size_t size);

typedef struct ter_qgis_map_request {
    const ter_export_features *features;
    struct ter_gazetteer *const *gazetteers;
    size_t gazetteer_count;
    const char *date; /* ISO day, written where the format wants one */
} ter_qgis_map_request;

/* Writes the file `path`, replacing it. Release the report also after a failure. */
ter_status ter_qgis_map_write(const ter_qgis_map_request *request, const char *path, ter_qgis_map_report *report,
                              ter_error *err);

/* Frees what writing the map gave. */
void ter_qgis_map_report_release(ter_qgis_map_report *report);

#endif
