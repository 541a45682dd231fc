/* Search by distance with the index next to a large registry. */
#ifndef TER_REGISTRY_SEARCH_DISTANCE_INDEX_H
#define TER_REGISTRY_SEARCH_DISTANCE_INDEX_H

#include "registry/search/distance_search.h"

/* Makes the index now, unless it exists and is up to date. TER_BUSY while another does; TER_UNSUPPORTED for a registry
 * that an earlier program made and nobody has written since. */
ter_status ter_registry_index(ter_registry *r, ter_error *err);

/* Inside the room: answers the search; *answered is false when there is no usable index, and none can be made now. */
ter_status ter_near_by_index(ter_near_search *s, bool *answered, ter_error *err);

#endif
