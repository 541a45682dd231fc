/* Drafts to final rows: joining what is one, areas, rule names, keys, order. */
#include "gazetteer/draft.h"
#include "gazetteer/name_rules.h"
#include "geo/distance.h"
#include "text/fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double line_gap_m = 1000; /* pieces of one road or river may lie this far apart (bridges, missing ways) */
static const double point_gap_m = 300; /* two records of one place */

/* ---- joining ---- */

static void place(ter_draft *d) {
    d->bbox = ter_geometry_bbox(&d->geometry);
    d->point = ter_geometry_point_on(&d->geometry);
}

/* Same kind and name next to each other; area stays out of it, for one road crosses many. */
static int compare_names(const void *pa, const void *pb) {
    const ter_draft *a = pa, *b = pb;
    int c = strcmp(a->kind, b->kind);
    if (!c) c = strcmp(a->fold, b->fold);
    if (!c) c = strcmp(a->name, b->name);
    if (!c) c = strcmp(a->area, b->area);
    if (!c) c = (int)b->geometry.type - (int)a->geometry.type;
    if (!c) c = (a->point.lon_deg > b->point.lon_deg) - (a->point.lon_deg < b->point.lon_deg);
    if (!c) c = (a->point.lat_deg > b->point.lat_deg) - (a->point.lat_deg < b->point.lat_deg);
    if (!c)
        c = (a->geometry.point_count > b->geometry.point_count) - (a->geometry.point_count < b->geometry.point_count);
    return c ? c : strcmp(a->source, b->source);
}

static bool same_name(const ter_draft *a, const ter_draft *b) {
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->fold, b->fold) == 0;
}

static bool areas_agree(const ter_draft *a, const ter_draft *b) {
    return !*a->area || !*b->area || strcmp(a->area, b->area) == 0;
}

/* Metres between two boxes, 0 when they overlap. */
static double box_gap_m(ter_bbox a, ter_bbox b) {
    double lon = fmax(0, fmax(a.min_lon - b.max_lon, b.min_lon - a.max_lon));
    double lat = fmax(0, fmax(a.min_lat - b.max_lat, b.min_lat - a.max_lat));
    if (lon == 0 && lat == 0) return 0;
    ter_position p = {0, (a.min_lat + b.min_lat) / 2}, q = {fmin(lon, 179), 0};
    q.lat_deg = fmin(90, p.lat_deg + lat);
    return ter_distance_m(p, q);
}

static bool are_one(const ter_draft *a, const ter_draft *b) {
    if (!same_name(a, b) || !areas_agree(a, b)) return false;
    bool line_a = a->geometry.type == TER_GEOMETRY_LINE, line_b = b->geometry.type == TER_GEOMETRY_LINE;
    if (line_a != line_b) return false;
    if (line_a) return box_gap_m(a->bbox, b->bbox) <= line_gap_m;
    return ter_geometry_distance_m(&a->geometry, b->point, NULL) <= point_gap_m;
}

static void append_lines(ter_geometry *to, const ter_geometry *from) {
    size_t point = 0;
    for (size_t part = 0; part < from->part_count; part++) {
        while (point < from->part_ends[part]) ter_geometry_add_point(to, from->points[point++]);
        ter_geometry_end_part(to);
    }
}

/* `from` goes into `to`; lines are put together, of points and polygons the first (the better one) stays. */
static void join(ter_draft *to, ter_draft *from) {
    if (to->geometry.type == TER_GEOMETRY_LINE) {
        append_lines(&to->geometry, &from->geometry);
        place(to);
    }
    if (from->accuracy_m > to->accuracy_m && to->geometry.type == TER_GEOMETRY_LINE) to->accuracy_m = from->accuracy_m;
    if (!*to->area) {
        char *area = to->area;
        to->area = from->area;
        from->area = area;
    }
    ter_draft_add_name(to, ter_str_from(from->name), TER_NAME_ALIAS, false);
    for (size_t i = 0; i < from->names.len; i++) {
        const ter_draft_name *n = &from->names.items[i];
        ter_draft_add_name(to, ter_str_from(n->text), n->type, n->from_joint);
    }
    ter_draft_release(from);
    from->name = NULL; /* marks it as gone */
}

static void compact(ter_draft_list *list) {
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].name) list->items[kept++] = list->items[i];
    list->len = kept;
}

/* Joining makes boxes grow, which may bring others near: repeat until nothing joins. */
static size_t join_run(ter_draft *run, size_t count) {
    size_t joined = 0, before;
    do {
        before = joined;
        for (size_t i = 0; i < count; i++) {
            for (size_t k = i + 1; run[i].name && k < count; k++) {
                if (!run[k].name || !are_one(&run[i], &run[k])) continue;
                join(&run[i], &run[k]);
                joined++;
            }
        }
    } while (joined > before);
    return joined;
}

static size_t join_all(ter_draft_list *list) {
    size_t joined = 0;
    for (size_t from = 0, to; from < list->len; from = to) {
        for (to = from + 1; to < list->len && same_name(&list->items[from], &list->items[to]); to++) {
        }
        joined += join_run(list->items + from, to - from);
    }
    compact(list);
    return joined;
}

/* ---- areas ---- */

static double box_size(const ter_draft *d) {
    return (d->bbox.max_lon - d->bbox.min_lon) * (d->bbox.max_lat - d->bbox.min_lat);
}

static bool area_holds(const ter_draft *area, const ter_draft *d) {
    if (!ter_bbox_contains(area->bbox, d->point) || !ter_geometry_covers(&area->geometry, d->point)) return false;
    if (d->geometry.type != TER_GEOMETRY_LINE) return true;
    for (size_t i = 0; i < d->geometry.point_count; i++)
        if (!ter_geometry_covers(&area->geometry, d->geometry.points[i])) return false;
    return true;
}

/* The smallest area of the sources that holds it; a line must lie in it whole. */
static void find_area(const ter_draft_list *list, ter_draft *d) {
    const ter_draft *best = NULL;
    bool is_area = strcmp(d->kind, "admin") == 0;
    for (size_t i = 0; i < list->len; i++) {
        const ter_draft *a = &list->items[i];
        if (a == d || strcmp(a->kind, "admin") != 0 || a->geometry.type != TER_GEOMETRY_POLYGON) continue;
        if (is_area && box_size(a) <= box_size(d)) continue;
        if (best && box_size(best) <= box_size(a)) continue;
        if (area_holds(a, d)) best = a;
    }
    if (!best) return;
    free(d->area);
    d->area = ter_strdup(best->name);
}

/* ---- names and keys ---- */

static int compare_folds(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef TER_ARRAY(const char *) name_index;

static name_index official_index(const ter_draft_list *list) {
    name_index index = {0};
    for (size_t i = 0; i < list->len; i++) ter_array_push(&index, list->items[i].fold);
    if (index.len > 1) qsort(index.items, index.len, sizeof *index.items, compare_folds);
    return index;
}

static bool is_official(const name_index *index, const char *name) {
    ter_buf fold = {0};
    ter_fold_key(ter_str_from(name), &fold);
    const char *key = fold.ptr ? fold.ptr : "";
    bool found = bsearch(&key, index->items, index->len, sizeof *index->items, compare_folds) != NULL;
    ter_buf_release(&fold);
    return found;
}

typedef struct rule_context {
    ter_draft *draft;
    const name_index *official;
} rule_context;

static void add_rule_name(const char *name, void *context) {
    rule_context *c = context;
    if (!is_official(c->official, name)) ter_draft_add_name(c->draft, ter_str_from(name), TER_NAME_RULE, false);
}

static void finish_names(ter_draft *d, const name_index *official) {
    size_t kept = 0;
    for (size_t i = 0; i < d->names.len; i++) {
        ter_draft_name n = d->names.items[i];
        if (n.from_joint && is_official(official, n.text)) free(n.text);
        else d->names.items[kept++] = n;
    }
    d->names.len = kept;
    rule_context context = {d, official};
    ter_name_rules_apply(d->name, d->kind, add_rule_name, &context);
    for (size_t i = 0; i < kept; i++) {
        char *stated = ter_strdup(d->names.items[i].text); /* the array may move */
        if (d->names.items[i].type == TER_NAME_ALIAS) ter_name_rules_apply(stated, d->kind, add_rule_name, &context);
        free(stated);
    }
}

static uint64_t hash_text(uint64_t hash, const char *s) {
    for (; *s; s++) hash = (hash ^ (unsigned char)*s) * 0x100000001b3u;
    return (hash ^ '|') * 0x100000001b3u;
}

/* kind-hash of kind, folded name and area (FNV-1a, 64 bits); a second one of the same gets -2, in the list's order. */
static void make_keys(ter_draft_list *list) {
    size_t twin = 1;
    for (size_t i = 0; i < list->len; i++) {
        ter_draft *d = &list->items[i], *before = i ? &list->items[i - 1] : NULL;
        bool again = before && same_name(before, d) && strcmp(before->area, d->area) == 0;
        twin = again ? twin + 1 : 1;
        uint64_t hash = hash_text(hash_text(hash_text(0xcbf29ce484222325u, d->kind), d->fold), d->area);
        ter_buf key = {0};
        ter_buf_printf(&key, "%s-%016llx", d->kind, (unsigned long long)hash);
        if (twin > 1) ter_buf_printf(&key, "-%zu", twin);
        d->key = ter_buf_detach(&key);
    }
}

static int compare_final(const void *pa, const void *pb) {
    const ter_draft *a = pa, *b = pb;
    int c = strcmp(a->kind, b->kind);
    if (!c) c = strcmp(a->fold, b->fold);
    if (!c) c = strcmp(a->area, b->area);
    return c ? c : compare_names(pa, pb);
}

static void sort(ter_draft_list *list, int (*compare)(const void *, const void *)) {
    if (list->len > 1) qsort(list->items, list->len, sizeof *list->items, compare);
}

void ter_draft_list_finish(ter_draft_list *list, ter_gazetteer_build_report *report) {
    for (size_t i = 0; i < list->len; i++) place(&list->items[i]);
    sort(list, compare_names);
    report->joined = join_all(list);
    for (size_t i = 0; i < list->len; i++)
        if (!*list->items[i].area) find_area(list, &list->items[i]);
    sort(list, compare_final);
    name_index official = official_index(list);
    for (size_t i = 0; i < list->len; i++) finish_names(&list->items[i], &official);
    ter_array_release(&official);
    make_keys(list);
}
