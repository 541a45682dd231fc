/* Inside the web room: the base map, of the gazetteer's lines, green ground and areas near the registry's facilities.
 */
#ifndef TER_WEB_BACKGROUND_H
#define TER_WEB_BACKGROUND_H

#include "export/features.h"
#include "web/map_options.h"

/* Appends a GeoJSON FeatureCollection in the options' datum. Lines and green ground near the facilities
 * have kind, name and, by their extent, long: 1 or short: 1. Areas around them are a boundary with kind (unless its
 * extent is all that is known: then there is no boundary to draw) and a point with kind, name and size, the diagonal in
 * degrees. Lines are simplified to 4 m and, when there is too much, the shortest are left out. A member `sources` of
 * the collection names the sources of all of it: [{source, licence}]. Empty with a base map of tiles. `features` are in
 * WGS 84. */
ter_status ter_background_put(const ter_export_features *features, const ter_map_options *options, ter_buf *out,
                              ter_error *err);

/* Drops points of lines and rings that lie within `tolerance_m` of what remains; ends stay, a ring keeps four points.
 */
void ter_background_simplify(const ter_geometry *g, double tolerance_m, ter_geometry *out);

#endif
