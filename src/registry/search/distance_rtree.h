/* Search by distance in windows of the typed tables' R*Trees. Inside the room only. */
#ifndef TER_REGISTRY_SEARCH_DISTANCE_RTREE_H
#define TER_REGISTRY_SEARCH_DISTANCE_RTREE_H

#include "registry/search/distance_search.h"

/* Calls `fn` for every row that the filter selects and whose R*Tree box meets the window; distance and position are not
 * set. */
typedef void (*ter_near_row_fn)(ter_near_search *s, ter_near_found *row, const ter_geometry *g, const void *context);
ter_status ter_near_each_in(ter_near_search *s, ter_bbox window, ter_near_row_fn fn, const void *context,
                            ter_error *err);

/* Answers the search. */
ter_status ter_near_by_windows(ter_near_search *s, ter_error *err);

#endif
