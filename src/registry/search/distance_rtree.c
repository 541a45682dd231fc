/* Windows of the typed tables' R*Trees, grown until nothing outside can be nearer than what was found. */
#include "registry/search/distance_rtree.h"
#include "geo/distance.h"

#include "registry/file/context.h"
#include "registry/file/row.h"
#include "registry/sql/search.sql.h"

#include <stdlib.h>
#include <string.h>

/* FIRST_WINDOW_M is half the width of the first window; each next is GROWTH times wider, the last is the world. */
static const double FIRST_WINDOW_M = 500, GROWTH = 4, WORLD_M = 2.1e7;

/* What is doubtful is in no typed table; there is little of it. */
static const char *const windows[4] = {ter_sql_window_point, ter_sql_window_line, ter_sql_window_polygon,
                                       ter_sql_window_doubtful};

static void cut(ter_near_hits *hits, size_t count) {
    ter_near_hits rest = {0};
    while (hits->len > count) ter_array_push(&rest, hits->items[--hits->len]);
    ter_near_hits_release(&rest);
}

static ter_status take_row(ter_near_search *s, const ter_query *q, ter_near_row_fn fn, const void *context,
                           ter_error *err) {
    ter_near_found row = {.id = ter_query_text(q, COL_THING_ID),
                          .project = ter_query_text(q, COL_THING_PROJECT_ID),
                          .name = ter_query_text(q, COL_THING_NAME),
                          .kind = ter_query_text(q, COL_THING_KIND),
                          .part = ter_query_text(q, COL_THING_PART),
                          .area = ter_query_text(q, COL_THING_AREA),
                          .state = ter_row_state(q, COL_THING_STATUS),
                          .basis = ter_row_basis(q, COL_THING_BASIS),
                          .year = (int)ter_query_int(q, COL_THING_YEAR),
                          .period_from = (int)ter_query_int(q, COL_THING_PERIOD_FROM),
                          .precision = ter_row_precision(q, COL_THING_PRECISION)};
    bool selected;
    ter_geometry g = {0};
    ter_status status = ter_near_selects(s, &row, &selected, err);
    if (status == TER_OK && selected)
        status = ter_geometry_from_spatialite(ter_query_bytes(q, COL_THING_GEOM), &g, err);
    if (status != TER_OK || !selected) return status;
    fn(s, &row, &g, context);
    ter_geometry_release(&g);
    return TER_OK;
}

ter_status ter_near_each_in(ter_near_search *s, ter_bbox window, ter_near_row_fn fn, const void *context,
                            ter_error *err) {
    for (int i = 0; i < (s->r->doubtful ? 4 : 3); i++) {
        ter_query q = ter_store_query(&s->r->store, windows[i], "min_lon:d min_lat:d max_lon:d max_lat:d",
                                      window.min_lon, window.min_lat, window.max_lon, window.max_lat);
        ter_status status = TER_OK;
        while (status == TER_OK && ter_query_next(&q)) status = take_row(s, &q, fn, context, err);
        ter_status ended = ter_query_end(&q, status == TER_OK ? err : NULL);
        if (status == TER_OK) status = ended;
        if (status != TER_OK) return status;
    }
    return TER_OK;
}

static void add_near(ter_near_search *s, ter_near_found *row, const ter_geometry *g, const void *within_m) {
    row->distance_m = ter_geometry_distance_m(g, s->from, &row->position);
    if (row->distance_m <= *(const double *)within_m) ter_near_hits_add(s->hits, row);
}

/* All hits within `within_m`. The window of R*Tree boxes (rounded outward to 32 bits) holds every geometry that comes
 * so near; what it holds beyond is left out by its exact distance. */
static ter_status search_window(ter_near_search *s, double within_m, ter_error *err) {
    ter_bbox w = {-180, -90, 180, 90};
    if (within_m < WORLD_M) w = ter_bbox_around(s->from, within_m);
    ter_status status = ter_near_each_in(s, w, add_near, &within_m, err);
    if (s->hits->len > 1) qsort(s->hits->items, s->hits->len, sizeof *s->hits->items, ter_near_hit_compare);
    return status;
}

ter_status ter_near_by_windows(ter_near_search *s, ter_error *err) {
    double window_m = s->limit ? FIRST_WINDOW_M : s->radius_m;
    for (;;) {
        bool last = window_m >= s->radius_m || window_m >= WORLD_M;
        if (window_m > s->radius_m) window_m = s->radius_m;
        cut(s->hits, 0);
        ter_status status = search_window(s, window_m, err);
        if (status != TER_OK) return status;
        if (last || s->hits->len >= s->limit) break;
        window_m *= GROWTH;
    }
    if (s->limit) cut(s->hits, s->limit);
    return TER_OK;
}
