/* What is near: windows of the typed tables' R*Trees, grown until nothing outside can be nearer than what was found. */
#include "registry/internal.h"
#include "registry/read.h"

#include "geo/distance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* FIRST_WINDOW_M is half the width of the first window; each next is GROWTH times wider, the last is the world. */
static const double FIRST_WINDOW_M = 500, GROWTH = 4, WORLD_M = 2.1e7;

typedef struct search {
    ter_registry *r;
    ter_position from;
    const ter_registry_filter *filter;
    ter_near_hits *hits;
    ter_error *err;
} search;

enum { COL_ID, COL_NAME, COL_KIND, COL_PART, COL_STATUS, COL_BASIS, COL_YEAR, COL_PRECISION, COL_GEOM };

#define NEAR_SQL(layer)                                                                                                \
    "SELECT coalesce(t.project_id, t.facility_id), t.name, t.kind, t.part, t.status, t.basis, t.year, t.precision,"    \
    " t.geom FROM idx_" layer "_geom i JOIN " layer " t ON t.fid = i.pkid"                                             \
    " WHERE i.xmin <= ?3 AND i.xmax >= ?1 AND i.ymin <= ?4 AND i.ymax >= ?2"
static const char *const near_sql[3] = {NEAR_SQL("facility_point"), NEAR_SQL("facility_line"),
                                        NEAR_SQL("facility_polygon")};

static void hit_release(ter_near_hit *hit) {
    free(hit->id);
    free(hit->name);
    free(hit->kind);
    free(hit->part);
}

static void hits_cut(ter_near_hits *hits, size_t count) {
    while (hits->len > count) hit_release(&hits->items[--hits->len]);
}

void ter_near_hits_release(ter_near_hits *hits) {
    hits_cut(hits, 0);
    ter_array_release(hits);
}

static int compare_hits(const void *a, const void *b) {
    const ter_near_hit *x = a, *y = b;
    if (x->distance_m != y->distance_m) return x->distance_m < y->distance_m ? -1 : 1;
    return strcmp(x->id, y->id);
}

static ter_status add_hit(search *s, const ter_query *q, double within_m) {
    const char *kind = ter_query_text(q, COL_KIND), *status_word = ter_query_text(q, COL_STATUS);
    const char *basis = ter_query_text(q, COL_BASIS);
    int year = (int)ter_query_int(q, COL_YEAR);
    if (!ter_filter_allows(s->filter, kind, status_word, basis, year)) return TER_OK;
    ter_geometry g = {0};
    ter_status status = ter_geometry_from_spatialite(ter_query_bytes(q, COL_GEOM), &g, s->err);
    if (status != TER_OK) return status;
    ter_near_hit hit = {.state = ter_row_state(q, COL_STATUS),
                        .basis = ter_row_basis(q, COL_BASIS),
                        .year = year,
                        .precision = ter_row_precision(q, COL_PRECISION)};
    hit.distance_m = ter_geometry_distance_m(&g, s->from, &hit.position);
    ter_geometry_release(&g);
    if (!(hit.distance_m <= within_m)) return TER_OK;
    hit.id = ter_strdup(ter_query_text(q, COL_ID));
    hit.name = ter_strdup(ter_query_text(q, COL_NAME));
    hit.kind = ter_strdup(kind);
    hit.part = ter_strdup(ter_query_text(q, COL_PART));
    ter_array_push(s->hits, hit);
    return TER_OK;
}

/* All hits within `within_m`. The window of R*Tree boxes (rounded outward to 32 bits) holds every geometry that comes
 * so near; what it holds beyond is left out by its exact distance. */
static ter_status search_window(search *s, double within_m) {
    ter_bbox w = {-180, -90, 180, 90};
    if (within_m < WORLD_M) w = ter_bbox_around(s->from, within_m);
    for (int i = 0; i < 3; i++) {
        ter_query q = ter_store_query(&s->r->store, near_sql[i], "dddd", w.min_lon, w.min_lat, w.max_lon, w.max_lat);
        ter_status status = TER_OK;
        while (status == TER_OK && ter_query_next(&q)) status = add_hit(s, &q, within_m);
        ter_status ended = ter_query_end(&q, status == TER_OK ? s->err : NULL);
        if (status == TER_OK) status = ended;
        if (status != TER_OK) return status;
    }
    if (s->hits->len > 1) qsort(s->hits->items, s->hits->len, sizeof *s->hits->items, compare_hits);
    return TER_OK;
}

ter_status ter_registry_near(ter_registry *r, ter_position from, double radius_m, size_t limit,
                             const ter_registry_filter *filter, ter_near_hits *out, ter_error *err) {
    *out = (ter_near_hits){0};
    search s = {r, from, filter, out, err};
    double window_m = limit ? FIRST_WINDOW_M : radius_m;
    for (;;) {
        bool last = window_m >= radius_m || window_m >= WORLD_M;
        if (window_m > radius_m) window_m = radius_m;
        hits_cut(out, 0);
        ter_status status = search_window(&s, window_m);
        if (status != TER_OK) {
            ter_near_hits_release(out);
            return status;
        }
        if (last || out->len >= limit) break;
        window_m *= GROWTH;
    }
    if (limit) hits_cut(out, limit);
    return TER_OK;
}
