/* Lines at the edge of what a source gives: an extract cuts roads there, which go on in truth. Some tools cut them
 * where they cross the edge, others keep each way that crosses it whole and leave out the next. */
#include "gazetteer/toponym_draft.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double at_edge_deg = 1e-5; /* a metre: where lines were cut, they end on the edge */
static const double least_share = 0.25;
enum { MOST_SOURCES = 16, LEAST_CUT = 5 /* lines */ };

/* What one source gives, by its edges: west, south, east and north. */
typedef struct source_extent {
    const char *source, *date;
    ter_bbox lines;
    size_t ends[4];              /* lines that end on the edge */
    bool map;                    /* of OpenStreetMap: others give no ways that join at their ends */
    double edge[4];              /* as far out as the inner ends of ways lie: beyond it none lies wholly */
    size_t crossing[4], amid[4]; /* ways that reach over it, and over the middle line */
} source_extent;

typedef struct source_list {
    source_extent items[MOST_SOURCES];
    size_t len;
} source_list;

static source_extent *extent_of(source_list *list, const ter_toponym_draft *d) {
    for (size_t i = 0; i < list->len; i++)
        if (strcmp(list->items[i].source, d->source) == 0 && strcmp(list->items[i].date, d->date) == 0)
            return &list->items[i];
    if (list->len == MOST_SOURCES) return NULL;
    list->items[list->len] = (source_extent){.source = d->source, .date = d->date, .lines = ter_bbox_empty};
    for (unsigned e = 0; e < 4; e++) list->items[list->len].edge[e] = -INFINITY;
    return &list->items[list->len++];
}

/* The edges on which an end of the line lies, a bit each. */
static unsigned edges_of(const ter_geometry *g, ter_bbox box) {
    unsigned edges = 0;
    for (size_t part = 0; part < g->part_count; part++) {
        size_t first = ter_geometry_part_begin(g, part), last = ter_geometry_part_end(g, part);
        if (last <= first) continue;
        const ter_position ends[] = {g->points[first], g->points[last - 1]};
        for (size_t i = 0; i < 2; i++) {
            const double off[] = {ends[i].lon_deg - box.min_lon, ends[i].lat_deg - box.min_lat,
                                  box.max_lon - ends[i].lon_deg, box.max_lat - ends[i].lat_deg};
            for (unsigned e = 0; e < 4; e++)
                if (off[e] <= at_edge_deg) edges |= 1u << e;
        }
    }
    return edges;
}

/* ---- ways kept whole ---- */

/* How far out a position lies: what is larger lies farther west, south, east or north. */
static double outward(ter_position p, unsigned edge) {
    double at = edge % 2 ? p.lat_deg : p.lon_deg;
    return edge < 2 ? -at : at;
}

/* How far out a part of a line lies on that side at least, and at most. */
static void reach_of(const ter_geometry *g, size_t part, unsigned edge, double *inner, double *outer) {
    *inner = INFINITY, *outer = -INFINITY;
    for (size_t i = ter_geometry_part_begin(g, part); i < ter_geometry_part_end(g, part); i++) {
        double out = outward(g->points[i], edge);
        *inner = fmin(*inner, out), *outer = fmax(*outer, out);
    }
}

static void find_edges(source_extent *s, const ter_geometry *g) {
    double inner, outer;
    for (size_t part = 0; part < g->part_count; part++) {
        for (unsigned e = 0; e < 4; e++) {
            reach_of(g, part, e, &inner, &outer);
            s->edge[e] = fmax(s->edge[e], inner);
        }
    }
}

static void count_ways(source_extent *s, const ter_geometry *g) {
    double inner, outer;
    for (size_t part = 0; part < g->part_count; part++) {
        for (unsigned e = 0; e < 4; e++) {
            reach_of(g, part, e, &inner, &outer);
            double middle = (s->edge[e] - s->edge[(e + 2) % 4]) / 2;
            if (outer > s->edge[e]) s->crossing[e]++;
            if (inner <= middle && outer > middle) s->amid[e]++;
        }
    }
}

/* Where a map ends by itself its last ways reach over no common line; where it was cut, about as many reach over the
 * edge as over any line. */
static bool keeps_ways(const source_extent *s, unsigned e) {
    bool has_room = s->edge[e] + s->edge[(e + 2) % 4] > 0; /* ways are shorter than the map is wide */
    return s->map && has_room && s->crossing[e] >= LEAST_CUT &&
           (double)s->crossing[e] >= least_share * (double)s->amid[e];
}

static bool reaches_over(const source_extent *s, const ter_geometry *g, unsigned e) {
    double inner, outer = -INFINITY;
    for (size_t part = 0; part < g->part_count && !(outer > s->edge[e]); part++) reach_of(g, part, e, &inner, &outer);
    return outer > s->edge[e];
}

/* ---- all ---- */

static bool is_line(const ter_toponym_draft *d) {
    return d->geometry.type == TER_GEOMETRY_LINE;
}

static void measure(const ter_toponym_draft_list *list, source_list *sources) {
    for (size_t i = 0; i < list->len; i++) {
        const ter_toponym_draft *d = &list->items[i];
        source_extent *s = extent_of(sources, d);
        if (s && is_line(d)) ter_bbox_add(&s->lines, d->bbox);
        if (s) s->map = s->map || d->of_map;
        if (s && is_line(d)) find_edges(s, &d->geometry);
    }
    for (size_t i = 0; i < list->len; i++) {
        const ter_toponym_draft *d = &list->items[i];
        source_extent *s = is_line(d) ? extent_of(sources, d) : NULL;
        unsigned edges = s ? edges_of(&d->geometry, s->lines) : 0;
        for (unsigned e = 0; e < 4; e++)
            if (edges & 1u << e) s->ends[e]++;
        if (s) count_ways(s, &d->geometry);
    }
}

static bool is_cut(const ter_toponym_draft *d, const source_extent *s) {
    unsigned edges = edges_of(&d->geometry, s->lines);
    for (unsigned e = 0; e < 4; e++) {
        if ((edges & 1u << e) && s->ends[e] >= LEAST_CUT) return true;
        if (keeps_ways(s, e) && reaches_over(s, &d->geometry, e)) return true;
    }
    return false;
}

/* A number between quotes behind `name`; false when there is none. */
static bool read_attribute(const char *text, const char *name, double *out) {
    const char *at = strstr(text, name);
    char *end = NULL;
    if (!at) return false;
    *out = strtod(at + strlen(name), &end);
    return end > at + strlen(name) && (*end == '"' || *end == '\'');
}

bool ter_extract_is_map(const char *path) {
    const char *name = ter_path_base(path);
    return strstr(name, ".osm") || strstr(name, ".pbf");
}

ter_bbox ter_extract_bounds(const char *path) {
    char head[4096];
    ter_bbox b = ter_bbox_empty, read;
    FILE *f = ter_path_is_dir(path) ? NULL : fopen(path, "rb");
    if (!f) return b;
    head[fread(head, 1, sizeof head - 1, f)] = 0;
    fclose(f);
    const char *at = strstr(head, "<bounds ");
    if (at && read_attribute(at, "minlon=\"", &read.min_lon) && read_attribute(at, "minlat=\"", &read.min_lat) &&
        read_attribute(at, "maxlon=\"", &read.max_lon) && read_attribute(at, "maxlat=\"", &read.max_lat))
        b = read;
    return b;
}

bool ter_extract_cuts(ter_bbox bounds, const ter_geometry *g) {
    bool known = bounds.min_lon <= bounds.max_lon;
    return known && g->type == TER_GEOMETRY_LINE && edges_of(g, bounds) != 0;
}

void ter_toponym_draft_list_mark_cut(ter_toponym_draft_list *list) {
    source_list sources = {.len = 0};
    measure(list, &sources);
    for (size_t i = 0; i < list->len; i++) {
        ter_toponym_draft *d = &list->items[i];
        const source_extent *s = is_line(d) ? extent_of(&sources, d) : NULL;
        d->cut = d->cut || (s && is_cut(d, s));
    }
}
