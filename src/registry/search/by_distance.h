/* What is near a position. */
#ifndef TER_REGISTRY_SEARCH_BY_DISTANCE_H
#define TER_REGISTRY_SEARCH_BY_DISTANCE_H

#include "base/error.h"
#include "registry/file/handle.h"
#include "registry/read/feature.h"
#include "registry/search/distance_hit.h"

/* The hits within `radius_m` (infinite: all), nearest first, then by id; at most `limit` (0: all). `filter`: the lists,
 * area, and as_of (states are then those of that day; what no document had mentioned by then is left out). Caller
 * releases.
 *
 * Of many things an index is kept next to the registry (its path and "-near"), made when it is missing, damaged or of
 * another revision (file/revision.h), by a process that may write there; without it the answer is the same and takes
 * longer.
 */
ter_status ter_registry_near(ter_registry *r, ter_position from, double radius_m, size_t limit,
                             const ter_registry_filter *filter, ter_near_hits *out, ter_error *err);

#endif
