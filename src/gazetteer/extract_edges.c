/* Lines that end at the edge of what a source gives: an extract cuts roads there, which go on in truth. */
#include "gazetteer/toponym_draft.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double at_edge_deg = 1e-5; /* a metre: where lines were cut, they end on the edge */
enum { MOST_SOURCES = 16, LEAST_CUT = 5 /* lines */ };

/* What one source gives. */
typedef struct source_extent {
    const char *source, *date;
    ter_bbox lines;
    size_t ends[4]; /* lines that end on the west, south, east and north edge */
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
    list->items[list->len] = (source_extent){d->source, d->date, ter_bbox_empty, {0}};
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

static void measure(const ter_toponym_draft_list *list, source_list *sources) {
    for (size_t i = 0; i < list->len; i++) {
        const ter_toponym_draft *d = &list->items[i];
        source_extent *s = extent_of(sources, d);
        if (!s) continue;
        if (d->geometry.type == TER_GEOMETRY_LINE) ter_bbox_add(&s->lines, d->bbox);
    }
    for (size_t i = 0; i < list->len; i++) {
        const ter_toponym_draft *d = &list->items[i];
        source_extent *s = d->geometry.type == TER_GEOMETRY_LINE ? extent_of(sources, d) : NULL;
        unsigned edges = s ? edges_of(&d->geometry, s->lines) : 0;
        for (unsigned e = 0; e < 4; e++)
            if (edges & 1u << e) s->ends[e]++;
    }
}

static bool is_cut(const ter_toponym_draft *d, const source_extent *s) {
    unsigned edges = edges_of(&d->geometry, s->lines);
    for (unsigned e = 0; e < 4; e++)
        if ((edges & 1u << e) && s->ends[e] >= LEAST_CUT) return true;
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
        const source_extent *s = d->geometry.type == TER_GEOMETRY_LINE ? extent_of(&sources, d) : NULL;
        d->cut = d->cut || (s && is_cut(d, s));
    }
}
