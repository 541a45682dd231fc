#include "export/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *ter_export_type_name(ter_geometry_type type) {
    static const char *const names[] = {"none", "point", "line", "polygon"};
    return (unsigned)type < 4 ? names[type] : "none";
}

static int text_compare(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "");
}

static int group_compare(const void *left, const void *right) {
    const ter_export_group *a = left, *b = right;
    int year_a = a->year ? a->year : 10000, year_b = b->year ? b->year : 10000; /* undated last */
    if (year_a != year_b) return year_a < year_b ? -1 : 1;
    if (a->state != b->state) return a->state < b->state ? -1 : 1;
    if (a->basis != b->basis) return a->basis < b->basis ? -1 : 1;
    int kinds = text_compare(a->kind, b->kind);
    if (kinds) return kinds;
    int type_a = a->type ? (int)a->type : 9, type_b = b->type ? (int)b->type : 9; /* tables last */
    return type_a - type_b;
}

static ter_export_group key_of(const ter_export_feature *f, unsigned by) {
    bool by_state = by & TER_BY_STATUS;
    return (ter_export_group){.year = by & TER_BY_YEAR ? f->year : -1,
                              .by_state = by_state,
                              .state = by_state ? f->state : TER_STATE_NONE,
                              .basis = by_state ? f->basis : TER_BASIS_NONE,
                              .kind = by & TER_BY_KIND ? ter_export_feature_value(f, "kind") : NULL,
                              .type = f->geometry.type};
}

static ter_export_group *group_of(ter_export_plan *plan, const ter_export_feature *f, unsigned by) {
    ter_export_group key = key_of(f, by);
    /* Features come ordered by year and state: the group is nearly always among the last. */
    for (size_t i = plan->groups.len; i > 0; i--)
        if (group_compare(&plan->groups.items[i - 1], &key) == 0) return &plan->groups.items[i - 1];
    ter_array_push(&plan->groups, key);
    return &plan->groups.items[plan->groups.len - 1];
}

/* A kind comes from a lexicon and may be any word: only what is safe in a file name everywhere is kept. */
static void put_safe(ter_buf *b, const char *word) {
    for (const char *p = word ? word : "unknown"; *p; p++) {
        unsigned char c = (unsigned char)*p;
        bool safe = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        ter_buf_putc(b, safe ? *p : '-');
    }
}

static void put_state(ter_buf *b, const ter_export_group *g) {
    ter_buf_puts(b, g->state ? ter_state_name(g->state) : "unknown");
    if (g->basis == TER_BASIS_TARGET) ter_buf_puts(b, "-target");
}

static void put_year(ter_buf *b, const ter_export_group *g) {
    if (g->year) ter_buf_printf(b, "%d", g->year);
    else ter_buf_puts(b, "undated");
}

static char *parts_join(const ter_export_group *g, bool with_kind, char separator) {
    ter_buf b = {0};
    if (g->year >= 0) put_year(&b, g);
    if (g->by_state) {
        if (b.len) ter_buf_putc(&b, separator);
        put_state(&b, g);
    }
    if (with_kind) {
        if (b.len) ter_buf_putc(&b, separator);
        put_safe(&b, g->kind);
    }
    return ter_buf_detach(&b);
}

static char *title_of(const ter_export_group *g, bool with_kind) {
    static const char *const nouns[] = {"without a position", "points", "lines", "areas"};
    ter_buf b = {0};
    if (g->year >= 0) put_year(&b, g);
    if (g->by_state) {
        ter_buf_printf(&b, "%s%s", b.len ? " " : "", ter_state_name(g->state));
        if (g->basis == TER_BASIS_TARGET) ter_buf_puts(&b, " (target)");
    }
    if (with_kind) ter_buf_printf(&b, "%s%s", b.len ? " " : "", g->kind ? g->kind : "unknown");
    ter_buf_printf(&b, ": %s", nouns[g->type]);
    return ter_buf_detach(&b);
}

static void group_name(ter_export_group *g, unsigned by) {
    bool with_kind = by & TER_BY_KIND;
    const char *type = ter_export_type_name(g->type);
    ter_buf stem = {0}, layer = {0};
    g->file = parts_join(g, with_kind, '/');
    ter_buf_printf(&stem, "%s_%s", g->file, type);
    g->stem = ter_buf_detach(&stem);
    char *flat = parts_join(g, with_kind, '_');
    ter_buf_printf(&layer, "%s_%s", flat, type);
    g->layer = ter_buf_detach(&layer);
    free(flat);
    g->title = title_of(g, with_kind);
}

void ter_export_plan_make(const ter_export_features *features, unsigned by, ter_export_plan *out) {
    *out = (ter_export_plan){0};
    for (size_t i = 0; i < features->list.len; i++) {
        const ter_export_feature *f = &features->list.items[i];
        ter_export_group *g = group_of(out, f, by);
        ter_array_push(&g->features, f);
    }
    if (out->groups.len) qsort(out->groups.items, out->groups.len, sizeof *out->groups.items, group_compare);
    for (size_t i = 0; i < out->groups.len; i++) group_name(&out->groups.items[i], by);
}

void ter_export_plan_release(ter_export_plan *p) {
    for (size_t i = 0; i < p->groups.len; i++) {
        ter_export_group *g = &p->groups.items[i];
        ter_array_release(&g->features);
        free(g->stem), free(g->file), free(g->layer), free(g->title);
    }
    ter_array_release(&p->groups);
}
