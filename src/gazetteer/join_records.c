/* Records of one kind and name that touch or lie near each other become one: union-find over a grid of points along
 * them, so that a name with 100,000 records takes no longer than its points. */
#include "gazetteer/toponym_draft.h"

#include "base/map.h"
#include "geo/distance.h"
#include "geo/wgs84.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double gap_m = 300;  /* bridges, missing ways, the other carriageway */
static const double step_m = 100; /* between the points taken along an edge */
static const double thin_m = 30;  /* points of one set nearer than this add nothing */
enum { MOST_STEPS = 10000 /* of one edge: no more, however long it is */ };

typedef struct sample {
    ter_position at;
    size_t draft; /* in the run */
    size_t next;  /* in the same cell: index + 1, 0 at the end */
} sample;

typedef struct cell {
    struct cell_key {
        int64_t x, y;
    } key;
    size_t first; /* sample index + 1 */
} cell;

typedef struct grid {
    ter_toponym_draft *run;
    size_t count;
    size_t *parent;     /* union-find */
    const char **areas; /* of a set, at its root: the area stated by any in it, "" for none */
    TER_ARRAY(sample) samples;
    TER_ARRAY(cell) cells;
    ter_map map;  /* from a cell's key to the cell */
    double lon_m; /* metres of a degree of longitude where the run lies nearest to a pole: none is longer there */
} grid;

/* ---- sets ---- */

static size_t root_of(grid *g, size_t i) {
    while (g->parent[i] != i) i = g->parent[i] = g->parent[g->parent[i]];
    return i;
}

/* Records that state different areas stay apart. The smaller index is the root, so that order decides, not luck. */
static void unite(grid *g, size_t a, size_t b) {
    a = root_of(g, a), b = root_of(g, b);
    if (a == b || (*g->areas[a] && *g->areas[b] && strcmp(g->areas[a], g->areas[b]) != 0)) return;
    size_t low = a < b ? a : b, high = a < b ? b : a;
    g->parent[high] = low;
    if (!*g->areas[low]) g->areas[low] = g->areas[high];
}

/* ---- the grid ---- */

static ter_str cell_key(const void *context, uint32_t i) {
    const cell *c = &((const grid *)context)->cells.items[i];
    return (ter_str){(const char *)&c->key, sizeof c->key};
}

/* The cell at x, y; NULL while it has no sample. */
static cell *cell_at(const grid *g, int64_t x, int64_t y) {
    const struct cell_key key = {x, y};
    int64_t found = ter_map_find(&g->map, cell_key, g, (ter_str){(const char *)&key, sizeof key});
    return found == TER_MAP_NONE ? NULL : &g->cells.items[found];
}

static void add_to_cell(grid *g, int64_t x, int64_t y, sample s) {
    cell *c = cell_at(g, x, y);
    s.next = c ? c->first : 0;
    ter_array_push(&g->samples, s);
    if (c) {
        c->first = g->samples.len;
        return;
    }
    cell new = {{x, y}, g->samples.len};
    ter_array_push(&g->cells, new);
    ter_map_put(&g->map, cell_key, g, (uint32_t)g->cells.len - 1);
}

/* Plane metres, good enough over a few hundred. */
static double near_m(ter_position a, ter_position b) {
    double middle = (a.lat_deg + b.lat_deg) / 2;
    double x = (a.lon_deg - b.lon_deg) * TER_DEG_LON_M * cos(middle * TER_RAD_PER_DEG);
    return hypot(x, (a.lat_deg - b.lat_deg) * TER_DEG_LAT_M);
}

/* Unites the set of `draft` with what lies near; true when the point adds something. */
static bool meet_cell(grid *g, const cell *c, ter_position p, size_t draft) {
    bool news = true;
    for (size_t at = c->first; at; at = g->samples.items[at - 1].next) {
        const sample *s = &g->samples.items[at - 1];
        bool same = root_of(g, s->draft) == root_of(g, draft);
        double d = near_m(s->at, p);
        if (!same && d <= gap_m) unite(g, s->draft, draft);
        if (d < thin_m && root_of(g, s->draft) == root_of(g, draft)) news = false;
    }
    return news;
}

static void add_sample(grid *g, ter_position p, size_t draft) {
    int64_t x = (int64_t)floor(p.lon_deg * g->lon_m / gap_m),
            y = (int64_t)floor(p.lat_deg * TER_DEG_LAT_LEAST_M / gap_m);
    bool news = true;
    for (int64_t dy = -1; dy <= 1; dy++) {
        for (int64_t dx = -1; dx <= 1; dx++) {
            const cell *c = cell_at(g, x + dx, y + dy);
            if (c && !meet_cell(g, c, p, draft)) news = false;
        }
    }
    if (news) add_to_cell(g, x, y, (sample){.at = p, .draft = draft});
}

static void add_edge(grid *g, ter_position a, ter_position b, size_t draft) {
    double steps = ceil(near_m(a, b) / step_m);
    if (!(steps >= 1)) steps = 1;
    if (steps > MOST_STEPS) steps = MOST_STEPS;
    for (double i = 1; i <= steps; i++) {
        ter_position p = {a.lon_deg + (b.lon_deg - a.lon_deg) * i / steps,
                          a.lat_deg + (b.lat_deg - a.lat_deg) * i / steps};
        add_sample(g, p, draft);
    }
}

static void add_draft(grid *g, size_t draft) {
    const ter_toponym_draft *d = &g->run[draft];
    add_sample(g, d->point, draft);
    for (size_t part = 0; part < d->geometry.part_count; part++) {
        size_t from = ter_geometry_part_begin(&d->geometry, part), to = ter_geometry_part_end(&d->geometry, part);
        if (from < to) add_sample(g, d->geometry.points[from], draft);
        for (size_t i = from + 1; i < to; i++) add_edge(g, d->geometry.points[i - 1], d->geometry.points[i], draft);
    }
}

/* Of a polygon the grid has the boundary: what lies well inside it is found here. */
static void unite_inside(grid *g) {
    for (size_t i = 0; i < g->count; i++) {
        const ter_toponym_draft *area = &g->run[i];
        if (area->geometry.type != TER_GEOMETRY_POLYGON) continue;
        for (size_t k = 0; k < g->count; k++)
            if (k != i && ter_bbox_contains(area->bbox, g->run[k].point) && root_of(g, i) != root_of(g, k) &&
                ter_geometry_covers(&area->geometry, g->run[k].point))
                unite(g, i, k);
    }
}

/* ---- putting together ---- */

static void unpack(ter_toponym_draft *d) {
    if (!d->packed) return;
    ter_geometry roomy;
    ter_geometry_copy(&d->geometry, &roomy);
    ter_geometry_release(&d->geometry);
    d->geometry = roomy;
    d->packed = false;
}

static void append_lines(ter_geometry *to, const ter_geometry *from) {
    size_t point = 0;
    for (size_t part = 0; part < from->part_count; part++) {
        while (point < from->part_ends[part]) ter_geometry_add_point(to, from->points[point++]);
        ter_geometry_end_part(to);
    }
}

static double box_size(const ter_toponym_draft *d) {
    return hypot(d->bbox.max_lon - d->bbox.min_lon, d->bbox.max_lat - d->bbox.min_lat);
}

/* Lines are put together, except ways that a relation repeats; of points and polygons the better one stays. A river's
 * line and its water: the longer one, for a lake is more than the stream through it. */
static void take_geometry(ter_toponym_draft *to, ter_toponym_draft *from) {
    bool line_to = to->geometry.type == TER_GEOMETRY_LINE, line_from = from->geometry.type == TER_GEOMETRY_LINE;
    if (line_to && line_from) {
        unpack(to);
        append_lines(&to->geometry, &from->geometry);
        ter_bbox_add(&to->bbox, from->bbox);
        if (from->accuracy_m > to->accuracy_m) to->accuracy_m = from->accuracy_m;
        return;
    }
    bool better = line_from ? box_size(from) >= box_size(to) : line_to && box_size(from) > box_size(to);
    if (to->geometry.type == TER_GEOMETRY_POINT && from->geometry.type != TER_GEOMETRY_POINT) better = true;
    if (!better) return;
    ter_geometry swapped = to->geometry;
    bool packed = to->packed;
    to->packed = from->packed;
    from->packed = packed;
    to->geometry = from->geometry;
    from->geometry = swapped;
    to->bbox = from->bbox;
    to->point = from->point;
    to->accuracy_m = from->accuracy_m;
    to->source = from->source, to->licence = from->licence, to->date = from->date, to->datum = from->datum;
}

static void join(ter_toponym_draft *to, ter_toponym_draft *from) {
    take_geometry(to, from);
    to->cut = to->cut || from->cut;
    if (!*to->area) to->area = from->area;
    if (strcmp(to->lifecycle, from->lifecycle) != 0) to->lifecycle = ""; /* a part of it is there */
    ter_toponym_draft_add_name(to, ter_str_from(from->name), TER_NAME_ALIAS, false);
    for (size_t i = 0; i < from->names.len; i++) {
        const ter_toponym_draft_name *n = &from->names.items[i];
        ter_toponym_draft_add_name(to, ter_str_from(n->text), n->type, n->from_joint);
    }
    ter_toponym_draft_release(from);
    from->name = NULL; /* marks it as gone */
}

/* The parts of a line: by their ends and length, for finding those that are there twice. */
typedef struct line_part {
    ter_position first, last;
    size_t points, index;
} line_part;

static int compare_parts(const void *pa, const void *pb) {
    const line_part *a = pa, *b = pb;
    int c = memcmp(&a->first, &b->first, sizeof a->first);
    if (!c) c = memcmp(&a->last, &b->last, sizeof a->last);
    if (!c) c = (a->points > b->points) - (a->points < b->points);
    return c ? c : (a->index > b->index) - (a->index < b->index);
}

static bool same_part(const line_part *a, const line_part *b) {
    return memcmp(&a->first, &b->first, sizeof a->first) == 0 && memcmp(&a->last, &b->last, sizeof a->last) == 0 &&
           a->points == b->points;
}

static void drop_repeated_parts(ter_geometry *g) {
    line_part *parts = ter_alloc(g->part_count * sizeof *parts);
    bool *twice = ter_alloc(g->part_count * sizeof *twice);
    for (size_t i = 0; i < g->part_count; i++) {
        size_t from = ter_geometry_part_begin(g, i), to = ter_geometry_part_end(g, i);
        if (from < to) parts[i] = (line_part){g->points[from], g->points[to - 1], to - from, i};
        else parts[i].index = i;
    }
    if (g->part_count > 1) qsort(parts, g->part_count, sizeof *parts, compare_parts);
    bool any = false;
    for (size_t i = 1; i < g->part_count; i++)
        if (same_part(&parts[i - 1], &parts[i])) any = twice[parts[i].index] = true;
    if (any) {
        ter_geometry kept = {.type = TER_GEOMETRY_LINE};
        for (size_t i = 0; i < g->part_count; i++) {
            if (twice[i]) continue;
            for (size_t k = ter_geometry_part_begin(g, i); k < ter_geometry_part_end(g, i); k++)
                ter_geometry_add_point(&kept, g->points[k]);
            ter_geometry_end_part(&kept);
        }
        ter_geometry_release(g);
        *g = kept;
    }
    free(parts);
    free(twice);
}

static size_t put_together(grid *g) {
    size_t joined = 0;
    bool *grown = ter_alloc(g->count * sizeof *grown);
    for (size_t i = 0; i < g->count; i++) {
        size_t root = root_of(g, i);
        if (root == i) continue;
        join(&g->run[root], &g->run[i]);
        grown[root] = true;
        joined++;
    }
    for (size_t i = 0; i < g->count; i++) {
        ter_toponym_draft *d = &g->run[i];
        if (!grown[i] || d->geometry.type != TER_GEOMETRY_LINE) continue;
        drop_repeated_parts(&d->geometry);
        d->bbox = ter_geometry_bbox(&d->geometry);
        d->point = ter_geometry_point_on(&d->geometry);
    }
    free(grown);
    return joined;
}

static size_t join_run(ter_toponym_draft *run, size_t count) {
    grid g = {.run = run, .count = count};
    g.parent = ter_alloc(count * sizeof *g.parent);
    g.areas = ter_alloc(count * sizeof *g.areas);
    double highest = 0;
    for (size_t i = 0; i < count; i++) {
        g.parent[i] = i;
        g.areas[i] = run[i].area;
        highest = fmax(highest, fmax(fabs(run[i].bbox.min_lat), fabs(run[i].bbox.max_lat)));
    }
    g.lon_m = fmax(1, TER_DEG_LON_M * cos(fmin(highest, 89.9) * TER_RAD_PER_DEG));
    for (size_t i = 0; i < count; i++) add_draft(&g, i);
    unite_inside(&g);
    size_t joined = put_together(&g);
    free(g.parent);
    free(g.areas);
    ter_array_release(&g.cells);
    ter_map_release(&g.map);
    ter_array_release(&g.samples);
    return joined;
}

static bool same_name(const ter_toponym_draft *a, const ter_toponym_draft *b) {
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->fold, b->fold) == 0;
}

size_t ter_toponym_draft_list_join(ter_toponym_draft_list *list) {
    size_t joined = 0;
    for (size_t from = 0, to; from < list->len; from = to) {
        for (to = from + 1; to < list->len && same_name(&list->items[from], &list->items[to]); to++) {
        }
        if (to - from > 1) joined += join_run(list->items + from, to - from);
    }
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].name) list->items[kept++] = list->items[i];
    list->len = kept;
    return joined;
}
