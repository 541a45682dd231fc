/* What is at a position. */
#ifndef TER_GEOCODE_REVERSE_H
#define TER_GEOCODE_REVERSE_H

#include "geocode/geocode.h"

/* The named thing nearest to the position, up to 1 km away: name, kind, key, `uncertainty_m` is how far off it is, and
 * the candidates are the next nearest. The reason says so, the crossing that lies within 150 m, and the areas around it
 * from the innermost out. `match` is EXACT where there is such a thing, AREA where only areas are known, else NONE; the
 * point is the position itself. */
ter_status ter_geocoder_reverse(ter_geocoder *g, ter_position at, ter_place *out, ter_error *err);

#endif
