/* Inside the GIS module: the writer behind ter_gis.export_run. */
#ifndef TER_GIS_OGR_EXPORT_H
#define TER_GIS_OGR_EXPORT_H

#include "base/error.h"

struct ter_export_request;

/* Writes the request's layers, each file whole; what it wrote before an error stays for the caller to remove. OGR's
 * messages come back in `err`. */
ter_status ter_ogr_export_run(const struct ter_export_request *request, ter_error *err);

#endif
