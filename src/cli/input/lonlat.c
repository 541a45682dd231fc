/* Parsing LON,LAT. */
#include "cli/input/lonlat.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

ter_status ter_lonlat_parse(const char *text, double *lon_deg, double *lat_deg, ter_error *err) {
    char *end = NULL;
    double lon = strtod(text, &end), lat = 0;
    bool ok = end != text && *end == ',';
    if (ok) {
        char *start = end + 1;
        lat = strtod(start, &end);
        ok = end != start && *end == 0;
    }
    if (!ok || !isfinite(lon) || !isfinite(lat))
        return ter_error_set(err, TER_USAGE, "'%s' is not a position; write LON,LAT in degrees, such as 116.47,39.95",
                             text);
    if (fabs(lat) > 90 && fabs(lat) <= 180 && fabs(lon) <= 90)
        return ter_error_set(err, TER_USAGE,
                             "'%s': latitude %g is out of range; the order is LON,LAT, did you mean %g,%g?", text, lat,
                             lat, lon);
    if (fabs(lon) > 180 || fabs(lat) > 90)
        return ter_error_set(err, TER_USAGE, "'%s' is out of range; longitude is -180 to 180, latitude -90 to 90",
                             text);
    *lon_deg = lon;
    *lat_deg = lat;
    return TER_OK;
}
