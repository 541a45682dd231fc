/* OpenStreetMap files for GDAL's OSM driver, inside the GIS module. */
#ifndef TER_GIS_MODULE_OGR_OSM_H
#define TER_GIS_MODULE_OGR_OSM_H

#include <stdbool.h>

/* Whether GDAL takes `source` for OSM XML or PBF. */
bool ter_ogr_is_osm(const char *source);

/* Open options that make the tags of geodata/osm/osmconf.ini fields; static. Also sends GDAL's temporary files to
 * $TMPDIR or /tmp: its own choice is the current folder. */
const char *const *ter_ogr_osm_options(void);

#endif
