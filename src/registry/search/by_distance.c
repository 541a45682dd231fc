/* Near a position: by the index next to a large registry, else by windows of the R*Trees. */
#include "registry/search/by_distance.h"

#include "base/date.h"
#include "registry/file/context.h"
#include "registry/file/registry.h"
#include "registry/search/distance_index.h"
#include "registry/search/distance_rtree.h"

#include <stdlib.h>
#include <string.h>

static ter_status search(ter_near_search *s, ter_error *err) {
    bool answered = false;
    ter_status status = ter_near_by_index(s, &answered, err);
    return status == TER_OK && !answered ? ter_near_by_windows(s, err) : status;
}

/* One transaction, so that index, rows and states are of one moment while others write. */
ter_status ter_registry_near(ter_registry *r, ter_position from, double radius_m, size_t limit,
                             const ter_registry_filter *filter, ter_near_hits *out, ter_error *err) {
    *out = (ter_near_hits){0};
    ter_near_search s = {r, from, radius_m, limit, filter, out, ""};
    if (filter && filter->as_of) ter_date_upper_bound(filter->as_of, s.as_of);
    ter_status status = ter_registry_refresh(r, err);
    if (status == TER_OK) status = ter_store_run(&r->store, err, "BEGIN", "");
    if (status != TER_OK) return status;
    status = search(&s, err);
    ter_store_run(&r->store, NULL, "COMMIT", "");
    if (status != TER_OK) ter_near_hits_release(out);
    return status;
}
