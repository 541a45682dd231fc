/* Regions: the ground that a text bounds by roads or rivers, "A路以东、B路以南地块", "东五环外", "四环与五环之间".
 * Inside the room only. */
#ifndef TER_GEOCODE_REGION_H
#define TER_GEOCODE_REGION_H

#include "geocode/place.h"

/* What of the ground of `area` (of the issuing authority; "" for unknown) lies within the bounds that `name` says:
 * match AREA, precision AREA. Match NONE with the reason when there is no such ground. *answered: the name bounds a
 * region, and its bounds are known; if not, `p` stays as it was. */
ter_status ter_place_region(ter_geocoder *g, const ter_geocode_query *query, ter_str name, const char *area,
                            ter_place *p, bool *answered, ter_error *err);

#endif
