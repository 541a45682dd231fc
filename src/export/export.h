/* Export: features of a registry as layer files by status and year.
 *
 * The registry is read twice: once to see which layers there are and how wide they are, once to write them. Features go
 * from the registry's cursor to the writers one by one, so that memory does not grow with their number (but for
 * FlatGeobuf, whose index is made in memory, and XLSX). The GIS module writes through OGR; text we write ourselves.
 */
#ifndef TER_EXPORT_EXPORT_H
#define TER_EXPORT_EXPORT_H

#include "export/export_options.h"

/* Writes the layers, `layers.json` and, where texts were cut, `cut.csv` into the folder `out`, which appears whole or
 * not at all; a folder an export made before is replaced, of another non-empty one only with `overwrite` the parts that
 * are ours (TER_EXISTS without). TER_USAGE for an unknown format or CRS. `report` may be NULL.
 *
 * GCJ-02 and BD-09 are not CRSs that a file could name, and to name another would be false: files in them have none (no
 * .prj, GeoPackage's undefined geographic CRS 0), and say what they are in their names (2026/started_point.gcj02.shp,
 * layer 2026_started_point_gcj02), in a member "datum" of the GeoJSON collection (RFC 7946, 4 and 6.1: by prior
 * arrangement), and in layers.json. KML stays in WGS 84, and GeoJSON does for any EPSG code. EPSG:4490, CGCS2000, has
 * the coordinates of WGS 84: the two differ by less than a metre. */
ter_status ter_export_run(struct ter_registry *registry, const char *out, const ter_export_options *options,
                          ter_export_report *report, ter_error *err);

/* Writes all features into one GeoPackage `path` (replaced): typed layers facility_point, facility_line,
 * facility_polygon with their default styles, and facility_unlocated, a table. All four are always there. */
ter_status ter_export_geopackage(struct ter_registry *registry, const char *path, ter_error *err);

/* "EPSG:n", n from 1024 to 99999, or the name of a datum. TER_USAGE says what to write. Whether PROJ knows it shows
 * when writing. */
ter_status ter_export_crs_check(const char *crs, ter_error *err);

/* A full day for formats that keep one, whatever the newest document states; NULL: the Unix epoch. */
void ter_export_day(const char *date, char out[16]);

/* The names of all formats, with `between` between them. */
void ter_export_formats_put(ter_buf *out, const char *between);

/* What help says of them: those written by default, and what is special about others. */
void ter_export_formats_help(ter_buf *out);

/* The titles of the formats that stay in WGS 84 whatever EPSG code (or, with `datum`, whatever datum) is asked for:
 * "GeoJSON, KML and XLSX". Returns how many. */
size_t ter_export_formats_in_wgs84(bool datum, ter_buf *out);

/* What the texts of the formats asked for (as in the options) are cut to: "the 254 bytes that a Shapefile holds". */
void ter_export_limits_put(const char *const *formats, ter_buf *out);

#endif
