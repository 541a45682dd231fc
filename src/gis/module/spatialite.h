/* Inside the GIS module: SpatiaLite on an open database handle. */
#ifndef TER_GIS_MODULE_SPATIALITE_H
#define TER_GIS_MODULE_SPATIALITE_H

#include "base/error.h"

struct sqlite3;

/* ter_gis.spatialite_attach and _detach; see gis/gis.h. */
ter_status ter_spatialite_attach(struct sqlite3 *db, void **cache, ter_error *err);
/* Undoes it; see gis/gis.h. */
void ter_spatialite_detach(void *cache);
const char *ter_spatialite_version(void); /* "5.0.1" */

#endif
