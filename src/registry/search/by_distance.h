/* Two ways to what is near, with the same answers: the index beside a large registry, and windows of the typed tables'
 * R*Trees. Inside the room only. */
#ifndef TER_REGISTRY_SEARCH_BY_DISTANCE_H
#define TER_REGISTRY_SEARCH_BY_DISTANCE_H

#include "near/near.h"
#include "registry/file/registry_internal.h"
#include "registry/read/read.h"

typedef struct ter_near_search {
    ter_registry *r;
    ter_position from;
    double radius_m;
    size_t limit; /* 0: all */
    const ter_registry_filter *filter;
    ter_near_hits *hits;
    char as_of[32]; /* last day of publication; "": no limit */
} ter_near_search;

/* Whether the filter selects this row; with as_of, state, basis and year become those of that day. */
ter_status ter_near_selects(const ter_near_search *s, ter_near_found *row, bool *selected, ter_error *err);

/* Adds a copy of the row to the hits. */
void ter_near_add_hit(const ter_near_search *s, const ter_near_found *row);

/* Calls `fn` for every row that the filter selects and whose R*Tree box meets the window; distance and position are not
 * set. */
typedef void (*ter_near_row_fn)(ter_near_search *s, ter_near_found *row, const ter_geometry *g, const void *context);
ter_status ter_near_each_in(ter_near_search *s, ter_bbox window, ter_near_row_fn fn, const void *context,
                            ter_error *err);

ter_status ter_near_by_windows(ter_near_search *s, ter_error *err);

/* *answered is false when there is no usable index, and none can be made now. */
ter_status ter_near_by_index(ter_near_search *s, bool *answered, ter_error *err);

/* Closes what ter_near_by_index keeps open in the handle. */
void ter_near_close(ter_registry *r);

#endif
