/* The base map: simplified lines and areas near the facilities. */
#include "web/background.h"

#include "base/json.h"
#include "base/kind.h"
#include "gazetteer/gazetteer.h"
#include "geo/wgs84.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double cell_deg = 0.02;   /* about 2 km */
static const double tolerance_m = 4;   /* less than a pixel at zoom 15 */
static const double long_deg = 0.05;   /* a road or river that is worth drawing thick */
static const double short_deg = 0.015; /* one that is drawn from nearer only */
static const double least_size_deg =
    0.02; /* of an area that is a point here: its name is seen from where a village's is */
static const size_t most_points = 150000; /* some 3 MB of JSON */

/* ---- where facilities are: cells of a grid, and their neighbours ---- */

typedef TER_ARRAY(long long) cell_list;

static long long cell_of(double lon_deg, double lat_deg) {
    return (long long)floor((lat_deg + 90) / cell_deg) * 100000 + (long long)floor((lon_deg + 180) / cell_deg);
}

static int compare_cells(const void *a, const void *b) {
    const long long *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* A feature that is known by its area only does not show where things are. */
static bool is_placed(const ter_export_feature *f) {
    const char *precision = ter_export_feature_value(f, "precision");
    return f->geometry.type != TER_GEOMETRY_NONE && strcmp(precision, "area") != 0 &&
           strcmp(precision, "district") != 0;
}

static void add_cells(cell_list *cells, const ter_geometry *g) {
    for (size_t i = 0; i < g->point_count; i++) {
        long long last = cells->len ? cells->items[cells->len - 1] : -1;
        long long middle = cell_of(g->points[i].lon_deg, g->points[i].lat_deg);
        if (i && last == middle + 100001) continue; /* the last one added was its neighbour */
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++) ter_array_push(cells, middle + dy * 100000 + dx);
    }
}

static void find_cells(const ter_export_features *features, cell_list *cells) {
    size_t kept = 0;
    for (size_t i = 0; i < features->list.len; i++)
        if (is_placed(&features->list.items[i])) add_cells(cells, &features->list.items[i].geometry);
    if (cells->len > 1) qsort(cells->items, cells->len, sizeof *cells->items, compare_cells);
    for (size_t i = 0; i < cells->len; i++)
        if (!kept || cells->items[kept - 1] != cells->items[i]) cells->items[kept++] = cells->items[i];
    cells->len = kept;
}

static bool is_near(const cell_list *cells, ter_position p) {
    long long cell = cell_of(p.lon_deg, p.lat_deg);
    return cells->len && bsearch(&cell, cells->items, cells->len, sizeof cell, compare_cells);
}

/* ---- simplifying: Douglas and Peucker, on a plane of metres ---- */

static double off_line_m(ter_position p, ter_position a, ter_position b, double lon_m, double lat_m) {
    double x = (p.lon_deg - a.lon_deg) * lon_m, y = (p.lat_deg - a.lat_deg) * lat_m;
    double dx = (b.lon_deg - a.lon_deg) * lon_m, dy = (b.lat_deg - a.lat_deg) * lat_m, square = dx * dx + dy * dy;
    double t = square > 0 ? fmin(1, fmax(0, (x * dx + y * dy) / square)) : 0;
    return hypot(x - t * dx, y - t * dy);
}

typedef struct span {
    size_t from, to;
} span;

static void keep_corners(const ter_geometry *g, span whole, double within_m, bool *keep) {
    double lat_m = TER_DEG_LON_M, lon_m = lat_m * cos(g->points[whole.from].lat_deg * TER_RAD_PER_DEG);
    TER_ARRAY(span) todo = {0};
    ter_array_push(&todo, whole);
    while (todo.len) {
        span s = todo.items[--todo.len];
        size_t far = s.from;
        double most = within_m;
        for (size_t i = s.from + 1; i < s.to; i++) {
            double off = off_line_m(g->points[i], g->points[s.from], g->points[s.to], lon_m, lat_m);
            if (off > most) most = off, far = i;
        }
        if (far == s.from) continue;
        keep[far] = true;
        span before = {s.from, far}, after = {far, s.to};
        ter_array_push(&todo, before);
        ter_array_push(&todo, after);
    }
    ter_array_release(&todo);
}

void ter_background_simplify(const ter_geometry *g, double within_m, ter_geometry *out) {
    bool *keep = ter_alloc(g->point_count * sizeof *keep + 1);
    size_t polygon = 0;
    for (size_t part = 0; part < g->part_count; part++) {
        size_t begin = ter_geometry_part_begin(g, part), end = ter_geometry_part_end(g, part);
        bool ring = g->type == TER_GEOMETRY_POLYGON;
        if (end > begin) {
            size_t third = begin + (end - begin) / 3, second = begin + (end - begin) * 2 / 3;
            keep[begin] = keep[end - 1] = true;
            if (ring) { /* its ends are one point: cut it in three */
                keep[third] = keep[second] = true;
                keep_corners(g, (span){begin, third}, within_m, keep);
                keep_corners(g, (span){third, second}, within_m, keep);
                keep_corners(g, (span){second, end - 1}, within_m, keep);
            } else {
                keep_corners(g, (span){begin, end - 1}, within_m, keep);
            }
        }
        for (size_t i = begin; i < end; i++)
            if (keep[i]) ter_geometry_add_point(out, g->points[i]);
        ter_geometry_end_part(out);
        if (ring && part + 1 == g->polygon_ends[polygon]) {
            ter_geometry_end_polygon(out);
            polygon++;
        }
    }
    out->type = g->type;
    free(keep);
}

/* ---- choosing ---- */

typedef struct candidate {
    size_t gazetteer, position;
    double size_deg;
} candidate;

typedef TER_ARRAY(candidate) candidate_list;

static bool is_drawn(const char *kind) {
    return ter_kind_is_line(kind) || ter_kind_is_area(kind) || ter_kind_is_green(kind);
}

/* Longest first, then in the gazetteers' order. */
static int compare_candidates(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->size_deg != y->size_deg) return x->size_deg > y->size_deg ? -1 : 1;
    if (x->gazetteer != y->gazetteer) return x->gazetteer < y->gazetteer ? -1 : 1;
    return (x->position > y->position) - (x->position < y->position);
}

static void find_candidates(const ter_map_options *o, ter_bbox shown, candidate_list *out) {
    for (size_t g = 0; g < o->gazetteer_count; g++) {
        for (size_t i = 0; i < ter_gazetteer_count(o->gazetteers[g]); i++) {
            const ter_toponym *t = ter_gazetteer_at(o->gazetteers[g], i);
            if (!is_drawn(t->kind)) continue;
            if (t->lifecycle[0] || !ter_bbox_overlaps(shown, t->bbox)) continue;
            candidate c = {g, i, hypot(t->bbox.max_lon - t->bbox.min_lon, t->bbox.max_lat - t->bbox.min_lat)};
            ter_array_push(out, c);
        }
    }
    if (out->len > 1) qsort(out->items, out->len, sizeof *out->items, compare_candidates);
}

/* Five points whose neighbours share a coordinate: the box that a source gives for want of a boundary. */
static bool is_extent(const ter_geometry *g) {
    if (g->type != TER_GEOMETRY_POLYGON || g->part_count != 1 || g->point_count != 5) return false;
    for (size_t i = 0; i + 1 < 5; i++) {
        ter_position a = g->points[i], b = g->points[i + 1];
        if (fabs(a.lon_deg - b.lon_deg) > 1e-9 && fabs(a.lat_deg - b.lat_deg) > 1e-9) return false;
    }
    return true;
}

static bool touches(const cell_list *cells, const ter_geometry *g) {
    for (size_t i = 0; i < g->point_count; i++)
        if (is_near(cells, g->points[i])) return true;
    return false;
}

/* ---- writing ---- */

typedef struct writer {
    ter_json j;
    const cell_list *cells;
    const ter_map_options *options;
    TER_ARRAY(const ter_toponym *) sources; /* one of each source and licence that something written is from */
    size_t points;
} writer;

static void keep_source(writer *w, const ter_toponym *t) {
    for (size_t i = 0; i < w->sources.len; i++)
        if (strcmp(w->sources.items[i]->source, t->source) == 0 &&
            strcmp(w->sources.items[i]->licence, t->licence) == 0)
            return;
    if (t->source[0]) ter_array_push(&w->sources, t);
}

static double rounded(double degrees) { /* to a metre */
    return round(degrees * 1e5) / 1e5;
}

typedef enum role { LINE_OR_GROUND, BOUNDARY, AREA_NAME } role; /* what a feature of the base map is for */

static void put_one(writer *w, const ter_toponym *t, ter_geometry *g, role role, double size_deg) {
    ter_json *j = &w->j;
    ter_geometry_from_wgs84(g, w->options->datum);
    for (size_t i = 0; i < g->point_count; i++)
        g->points[i] = (ter_position){rounded(g->points[i].lon_deg), rounded(g->points[i].lat_deg)};
    ter_buf_putc(j->out, '\n');
    ter_json_begin(j, '{');
    ter_json_put_text(j, "type", "Feature");
    ter_json_key(j, "properties");
    ter_json_begin(j, '{');
    ter_json_put_text(j, "kind", t->kind);
    if (role != BOUNDARY) ter_json_put_text(j, "name", t->name);
    if (role == AREA_NAME) ter_json_put_real(j, "size", fmax(size_deg, least_size_deg), 3);
    else if (size_deg > long_deg) ter_json_put_int(j, "long", 1);
    else if (size_deg < short_deg) ter_json_put_int(j, "short", 1);
    ter_json_end(j, '}');
    ter_buf text = {0};
    ter_geometry_to_geojson(g, &text);
    ter_json_key(j, "geometry");
    ter_json_raw(j, (ter_str){text.ptr, text.len});
    ter_buf_release(&text);
    ter_json_end(j, '}');
    w->points += g->point_count;
}

/* Its name, once: tiles would each write the name of the piece of an area that is theirs. */
static void put_area_name(writer *w, const ter_toponym *t, double size_deg) {
    ter_geometry g = {.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&g, t->point);
    ter_geometry_end_part(&g);
    put_one(w, t, &g, AREA_NAME, size_deg);
    ter_geometry_release(&g);
}

static void put_candidate(writer *w, const ter_toponym *t, const ter_geometry *shape, const candidate *c) {
    ter_geometry g = {0};
    size_t before = w->points;
    bool area = ter_kind_is_area(t->kind);
    if (shape->type != TER_GEOMETRY_POINT && (area ? !is_extent(shape) : touches(w->cells, shape))) {
        ter_background_simplify(shape, tolerance_m, &g);
        put_one(w, t, &g, area ? BOUNDARY : LINE_OR_GROUND, c->size_deg);
    }
    if (area) put_area_name(w, t, c->size_deg);
    if (w->points > before) keep_source(w, t);
    ter_geometry_release(&g);
}

static ter_status put_candidates(writer *w, const candidate_list *list, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = 0; i < list->len && w->points < most_points && status == TER_OK; i++) {
        const candidate *c = &list->items[i];
        const ter_gazetteer *from = w->options->gazetteers[c->gazetteer];
        ter_geometry shape = {0};
        status = ter_gazetteer_geometry(from, c->position, &shape, err);
        if (status == TER_OK) put_candidate(w, ter_gazetteer_at(from, c->position), &shape, c);
        ter_geometry_release(&shape);
    }
    return status;
}

static void put_sources(writer *w) {
    ter_json_key(&w->j, "sources");
    ter_json_begin(&w->j, '[');
    for (size_t i = 0; i < w->sources.len; i++) {
        ter_json_begin(&w->j, '{');
        ter_json_put_text(&w->j, "source", w->sources.items[i]->source);
        if (w->sources.items[i]->licence[0]) ter_json_put_text(&w->j, "licence", w->sources.items[i]->licence);
        ter_json_end(&w->j, '}');
    }
    ter_json_end(&w->j, ']');
}

ter_status ter_background_put(const ter_export_features *features, const ter_map_options *o, ter_buf *out,
                              ter_error *err) {
    cell_list cells = {0};
    candidate_list candidates = {0};
    ter_bbox shown = ter_bbox_empty;
    writer w = {.cells = &cells, .options = o};
    for (size_t i = 0; i < features->list.len; i++)
        if (is_placed(&features->list.items[i]))
            ter_bbox_add(&shown, ter_geometry_bbox(&features->list.items[i].geometry));
    find_cells(features, &cells);
    if (!o->basemap && shown.min_lon <= shown.max_lon) find_candidates(o, shown, &candidates);
    ter_json_init(&w.j, out);
    ter_json_begin(&w.j, '{');
    ter_json_put_text(&w.j, "type", "FeatureCollection");
    ter_json_key(&w.j, "features");
    ter_json_begin(&w.j, '[');
    ter_status status = put_candidates(&w, &candidates, err);
    ter_json_end(&w.j, ']');
    put_sources(&w);
    ter_json_end(&w.j, '}');
    ter_array_release(&cells);
    ter_array_release(&candidates);
    ter_array_release(&w.sources);
    return status;
}
