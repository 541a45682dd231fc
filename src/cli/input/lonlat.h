/* "LON,LAT" as the command line writes a position. */
#ifndef TER_CLI_INPUT_LONLAT_H
#define TER_CLI_INPUT_LONLAT_H

#include "base/error.h"

/* Degrees; the error says when they look swapped or are out of range. TER_USAGE on failure. */
ter_status ter_lonlat_parse(const char *text, double *lon_deg, double *lat_deg, ter_error *err);

#endif
