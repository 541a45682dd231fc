/* The area a feature lies in: the smallest administrative polygon that holds it. */
#include "gazetteer/toponym_draft.h"

#include "base/kind.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BANDS = 512, GRID_X = 720, GRID_Y = 360 /* cells of half a degree */ };

/* An area's edges by bands of latitude: whether it covers a point is a matter of one band's edges. */
typedef struct area {
    const ter_toponym_draft *draft;
    double size;
    size_t *band_ends; /* band i: edges[band_ends[i-1] .. band_ends[i]) */
    size_t *edges;     /* index of an edge's first point */
} area;

typedef TER_ARRAY(size_t) index_list;

typedef struct area_set {
    TER_ARRAY(area) areas; /* smallest first */
    index_list cells[GRID_X * GRID_Y];
} area_set;

static size_t band_of(const area *a, double lat) {
    ter_bbox b = a->draft->bbox;
    double height = b.max_lat - b.min_lat;
    double at = height > 0 ? (lat - b.min_lat) / height * BANDS : 0;
    return at < 0 ? 0 : at >= BANDS ? BANDS - 1 : (size_t)at;
}

static void each_edge_band(area *a, bool fill) {
    const ter_geometry *g = &a->draft->geometry;
    for (size_t part = 0; part < g->part_count; part++) {
        for (size_t i = ter_geometry_part_begin(g, part); i + 1 < ter_geometry_part_end(g, part); i++) {
            size_t from = band_of(a, g->points[i].lat_deg), to = band_of(a, g->points[i + 1].lat_deg);
            for (size_t band = from < to ? from : to; band <= (from < to ? to : from); band++) {
                if (fill) a->edges[a->band_ends[band]] = i;
                a->band_ends[band]++;
            }
        }
    }
}

static void index_edges(area *a) {
    a->band_ends = ter_alloc(BANDS * sizeof *a->band_ends);
    each_edge_band(a, false);
    size_t total = 0;
    for (size_t i = 0; i < BANDS; i++) {
        size_t n = a->band_ends[i];
        a->band_ends[i] = total;
        total += n;
    }
    a->edges = ter_alloc(total * sizeof *a->edges);
    each_edge_band(a, true);
}

/* Even-odd over all rings. */
static bool covers(const area *a, ter_position p) {
    if (!ter_bbox_contains(a->draft->bbox, p)) return false;
    size_t band = band_of(a, p.lat_deg);
    const ter_position *points = a->draft->geometry.points;
    bool inside = false;
    for (size_t i = band ? a->band_ends[band - 1] : 0; i < a->band_ends[band]; i++) {
        ter_position u = points[a->edges[i]], v = points[a->edges[i] + 1];
        if ((u.lat_deg > p.lat_deg) == (v.lat_deg > p.lat_deg)) continue;
        double lon = u.lon_deg + (p.lat_deg - u.lat_deg) * (v.lon_deg - u.lon_deg) / (v.lat_deg - u.lat_deg);
        if (p.lon_deg < lon) inside = !inside;
    }
    return inside;
}

static bool holds(const area *a, const ter_toponym_draft *d) {
    if (!covers(a, d->point)) return false;
    if (d->geometry.type != TER_GEOMETRY_LINE) return true;
    ter_bbox in = d->bbox, out = a->draft->bbox;
    if (in.min_lon < out.min_lon || in.max_lon > out.max_lon || in.min_lat < out.min_lat || in.max_lat > out.max_lat)
        return false;
    for (size_t i = 0; i < d->geometry.point_count; i++)
        if (!covers(a, d->geometry.points[i])) return false;
    return true;
}

static double box_size(const ter_toponym_draft *d) {
    return (d->bbox.max_lon - d->bbox.min_lon) * (d->bbox.max_lat - d->bbox.min_lat);
}

static int compare_sizes(const void *pa, const void *pb) {
    const area *a = pa, *b = pb;
    if (a->size != b->size) return a->size < b->size ? -1 : 1;
    return (a->draft > b->draft) - (a->draft < b->draft); /* of one sorted list */
}

static size_t cell_of(double x, double width, size_t count) {
    double at = floor((x + width / 2) / width * (double)count);
    return at < 0 ? 0 : at >= (double)count ? count - 1 : (size_t)at;
}

static void collect(area_set *set, const ter_toponym_draft_list *list) {
    for (size_t i = 0; i < list->len; i++) {
        const ter_toponym_draft *d = &list->items[i];
        if (!ter_kind_is_area(d->kind) || d->geometry.type != TER_GEOMETRY_POLYGON) continue;
        area a = {d, box_size(d), NULL, NULL};
        ter_array_push(&set->areas, a);
    }
    if (set->areas.len > 1) qsort(set->areas.items, set->areas.len, sizeof *set->areas.items, compare_sizes);
    for (size_t i = 0; i < set->areas.len; i++) {
        area *a = &set->areas.items[i];
        index_edges(a);
        ter_bbox b = a->draft->bbox;
        for (size_t y = cell_of(b.min_lat, 180, GRID_Y); y <= cell_of(b.max_lat, 180, GRID_Y); y++)
            for (size_t x = cell_of(b.min_lon, 360, GRID_X); x <= cell_of(b.max_lon, 360, GRID_X); x++)
                ter_array_push(&set->cells[y * GRID_X + x], i);
    }
}

static void find(const area_set *set, ter_toponym_draft *d, ter_intern *texts) {
    const index_list *cell =
        &set->cells[cell_of(d->point.lat_deg, 180, GRID_Y) * GRID_X + cell_of(d->point.lon_deg, 360, GRID_X)];
    bool is_area = ter_kind_is_area(d->kind);
    double size = box_size(d);
    for (size_t i = 0; i < cell->len; i++) {
        const area *a = &set->areas.items[cell->items[i]];
        if (a->draft == d || (is_area && a->size <= size)) continue;
        if (!holds(a, d)) continue;
        d->area = ter_intern_put(texts, a->draft->name);
        return;
    }
}

void ter_toponym_draft_list_cover(const ter_toponym_draft_list *list, ter_coverage *out) {
    TER_ARRAY(ter_coverage_row) rows = {0};
    ter_bbox places = ter_bbox_empty;
    for (size_t i = 0; i < list->len; i++) {
        const ter_toponym_draft *d = &list->items[i];
        ter_coverage_row row = {d->name, d->area, d->bbox};
        if (ter_kind_is_area(d->kind)) ter_array_push(&rows, row);
        else ter_bbox_add(&places, d->bbox);
    }
    ter_coverage_add_rows(out, rows.items, rows.len, places);
    ter_array_release(&rows);
}

void ter_toponym_draft_list_find_areas(ter_toponym_draft_list *list) {
    area_set *set = ter_alloc(sizeof *set);
    collect(set, list);
    for (size_t i = 0; set->areas.len > 0 && i < list->len; i++)
        if (!*list->items[i].area) find(set, &list->items[i], &list->texts);
    for (size_t i = 0; i < set->areas.len; i++) free(set->areas.items[i].band_ends), free(set->areas.items[i].edges);
    for (size_t i = 0; i < GRID_X * GRID_Y; i++) ter_array_release(&set->cells[i]);
    ter_array_release(&set->areas);
    free(set);
}
