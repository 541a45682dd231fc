/* One search by distance while it runs: what is asked, and which rows the filter selects. Inside the room only. */
#ifndef TER_REGISTRY_SEARCH_DISTANCE_SEARCH_H
#define TER_REGISTRY_SEARCH_DISTANCE_SEARCH_H

#include "base/date.h"
#include "near/near.h"
#include "registry/file/handle.h"
#include "registry/read/feature.h"
#include "registry/search/distance_hit.h"

typedef struct ter_near_search {
    ter_registry *r;
    ter_position from;
    double radius_m;
    size_t limit; /* 0: all */
    const ter_registry_filter *filter;
    ter_near_hits *hits;
    char as_of[TER_DATE_SIZE]; /* last day of publication; "": no limit */
} ter_near_search;

/* Whether the filter selects this row; with as_of, state, basis and year become those of that day. */
ter_status ter_near_selects(const ter_near_search *s, ter_near_found *row, bool *selected, ter_error *err);

#endif
