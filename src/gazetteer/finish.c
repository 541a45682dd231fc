/* Drafts to final rows: order, rule names, keys. */
#include "gazetteer/toponym_draft.h"

#include "base/hash.h"
#include "gazetteer/name_rules.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* ---- order ---- */

static void place(ter_toponym_draft *d) {
    d->bbox = ter_geometry_bbox(&d->geometry);
    d->point = ter_geometry_point_on(&d->geometry);
}

/* Same kind and name next to each other; area stays out of it, for one road crosses many. */
static int compare_names(const void *pa, const void *pb) {
    const ter_toponym_draft *a = pa, *b = pb;
    int c = strcmp(a->kind, b->kind);
    if (!c) c = strcmp(a->fold, b->fold);
    if (!c) c = strcmp(a->name, b->name);
    if (!c) c = strcmp(a->area, b->area);
    if (!c) c = (int)b->geometry.type - (int)a->geometry.type;
    if (!c) c = (a->point.lon_deg > b->point.lon_deg) - (a->point.lon_deg < b->point.lon_deg);
    if (!c) c = (a->point.lat_deg > b->point.lat_deg) - (a->point.lat_deg < b->point.lat_deg);
    if (!c)
        c = (a->geometry.point_count > b->geometry.point_count) - (a->geometry.point_count < b->geometry.point_count);
    if (!c) c = strcmp(a->source, b->source);
    return c ? c : (a->order > b->order) - (a->order < b->order); /* qsort may not be stable */
}

static bool same_name(const ter_toponym_draft *a, const ter_toponym_draft *b) {
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->fold, b->fold) == 0;
}

/* ---- names and keys ---- */

static int compare_folds(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef TER_ARRAY(const char *) name_index;

static name_index official_index(const ter_toponym_draft_list *list) {
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
    ter_toponym_draft *draft;
    const name_index *official;
} rule_context;

static void add_rule_name(const char *name, void *context) {
    rule_context *c = context;
    if (!is_official(c->official, name)) ter_toponym_draft_add_name(c->draft, ter_str_from(name), TER_NAME_RULE, false);
}

static void finish_names(ter_toponym_draft *d, const name_index *official) {
    size_t kept = 0;
    for (size_t i = 0; i < d->names.len; i++) {
        ter_toponym_draft_name n = d->names.items[i];
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
    return ter_hash_step(ter_hash_bytes(hash, s, strlen(s)), '|');
}

/* kind-hash of kind, folded name and area (FNV-1a, 64 bits); a second one of the same gets -2, in the list's order. */
static void make_keys(ter_toponym_draft_list *list) {
    size_t twin = 1;
    for (size_t i = 0; i < list->len; i++) {
        ter_toponym_draft *d = &list->items[i], *before = i ? &list->items[i - 1] : NULL;
        bool again = before && same_name(before, d) && strcmp(before->area, d->area) == 0;
        twin = again ? twin + 1 : 1;
        uint64_t hash = hash_text(hash_text(hash_text(TER_HASH_START, d->kind), d->fold), d->area);
        ter_buf key = {0};
        ter_buf_printf(&key, "%s-%016llx", d->kind, (unsigned long long)hash);
        if (twin > 1) ter_buf_printf(&key, "-%zu", twin);
        d->key = ter_buf_detach(&key);
    }
}

static int compare_final(const void *pa, const void *pb) {
    const ter_toponym_draft *a = pa, *b = pb;
    int c = strcmp(a->kind, b->kind);
    if (!c) c = strcmp(a->fold, b->fold);
    if (!c) c = strcmp(a->area, b->area);
    return c ? c : compare_names(pa, pb);
}

static void sort(ter_toponym_draft_list *list, int (*compare)(const void *, const void *)) {
    if (list->len > 1) qsort(list->items, list->len, sizeof *list->items, compare);
}

void ter_toponym_draft_list_finish(ter_toponym_draft_list *list, ter_gazetteer_build_report *report) {
    for (size_t i = 0; i < list->len; i++) {
        list->items[i].order = i;
        place(&list->items[i]);
    }
    sort(list, compare_names);
    report->joined = ter_toponym_draft_list_join(list);
    ter_toponym_draft_list_mark_cut(list);
    ter_toponym_draft_list_find_areas(list);
    sort(list, compare_final);
    name_index official = official_index(list);
    for (size_t i = 0; i < list->len; i++) finish_names(&list->items[i], &official);
    ter_array_release(&official);
    make_keys(list);
}
