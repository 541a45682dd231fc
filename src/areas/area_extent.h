/* Roughly where an area is: the rectangle that surely holds its province. It can say that something lies elsewhere, and
 * never that it lies inside. */
#ifndef TER_AREAS_AREA_EXTENT_H
#define TER_AREAS_AREA_EXTENT_H

#include "areas/area_table.h"

typedef struct ter_area_extent {
    double min_lon, min_lat, max_lon, max_lat; /* degrees, WGS 84 */
} ter_area_extent;

/* False when it is not known (in programs that embed no data, too). */
bool ter_area_extent_of(ter_area_id area, ter_area_extent *out);

#endif
