/* What lies in an area or along a line: the windows of near, with exact tests of the geometries. */
#include "registry/search/by_area.h"
#include "base/date.h"
#include "geo/relate.h"

#include "registry/file/context.h"
#include "registry/search/distance_rtree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct region {
    const ter_geometry *geometry;
    double within_m; /* negative: what meets it */
} region;

static void take_row(ter_near_search *s, ter_near_found *row, const ter_geometry *g, const void *context) {
    const region *where = context;
    row->position = ter_geometry_point_on(g);
    row->distance_m = 0;
    if (where->within_m < 0) {
        if (ter_geometry_intersects(g, where->geometry)) ter_near_hits_add(s->hits, row);
        return;
    }
    row->distance_m = ter_geometry_gap_m(g, where->geometry, where->within_m);
    if (row->distance_m <= where->within_m) ter_near_hits_add(s->hits, row);
}

static int compare_names(const void *a, const void *b) {
    const ter_near_hit *x = a, *y = b;
    int order = strcmp(x->kind, y->kind);
    if (!order) order = strcmp(x->name, y->name);
    if (!order) order = strcmp(x->part, y->part);
    return order ? order : strcmp(x->id, y->id);
}

static ter_status search(ter_registry *r, const region *where, const ter_registry_filter *filter, ter_near_hits *out,
                         ter_error *err) {
    *out = (ter_near_hits){0};
    ter_near_search s = {.r = r, .filter = filter, .hits = out};
    if (filter && filter->as_of) ter_date_upper_bound(filter->as_of, s.as_of);
    ter_bbox window = ter_geometry_bbox(where->geometry);
    if (where->within_m > 0) window = ter_bbox_widened(window, where->within_m);
    ter_status status = ter_store_script(&r->store, "BEGIN", err);
    if (status != TER_OK) return status;
    status = ter_near_each_in(&s, window, take_row, where, err);
    ter_store_script(&r->store, "COMMIT", NULL);
    if (status != TER_OK) ter_near_hits_release(out);
    else if (out->len > 1)
        qsort(out->items, out->len, sizeof *out->items, where->within_m < 0 ? compare_names : ter_near_hit_compare);
    return status;
}

ter_status ter_registry_within(ter_registry *r, const ter_geometry *area, const ter_registry_filter *filter,
                               ter_near_hits *out, ter_error *err) {
    return search(r, &(region){area, -1}, filter, out, err);
}

ter_status ter_registry_along(ter_registry *r, const ter_geometry *line, double distance_m,
                              const ter_registry_filter *filter, ter_near_hits *out, ter_error *err) {
    return search(r, &(region){line, distance_m}, filter, out, err);
}
