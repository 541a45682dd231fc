/* Building a gazetteer file from OGR sources. Needs the GIS module. */
#ifndef TER_GAZETTEER_GAZETTEER_BUILD_H
#define TER_GAZETTEER_GAZETTEER_BUILD_H

#include "base/error.h"
#include "gazetteer/build_options.h"

/* A source whose name ends in .manifest is a list of sources with options of their own:
 *
 *     # a comment
 *     [source]
 *     path = roads.shp             relative to the manifest
 *     kind = road
 *     map = name=ROAD_NAME         a column, as in `mappings`; any number of these
 *     datum = cgcs2000             wgs84, gcj02, bd09, cgcs2000 or EPSG:n
 *     covers = 江苏省南京市         areas whose places it has (coverage.h)
 *     source = …, licence = …, date = …, accuracy = metres, layer = …
 *
 * Coordinates in GCJ-02 or BD-09 are moved to WGS 84. A GeoJSON collection that states one of these in a member
 * "datum", as `export` writes it, is believed; any other source that does not say its CRS, and whose format does not
 * fix WGS 84, is refused.
 *
 * What a section leaves out holds as `options` says. Errors name FILE:LINE.
 *
 * Reads every source, then writes `out` at once (to a file next to it, which is then renamed): on failure what was
 * there stays. The same sources give the same bytes. TER_INPUT, naming source and feature, for a source without a name
 * column, an unknown kind or coordinates that are not LON,LAT; TER_EXISTS when `out` is something other than a
 * gazetteer. */
ter_status ter_gazetteer_build(const char *out, const char *const *sources, size_t source_count,
                               const ter_gazetteer_build_options *options, ter_gazetteer_build_report *report,
                               ter_error *err);

#endif
