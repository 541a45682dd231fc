/* Grouping features into layers, and naming these. */
#include "export/plan.h"

#include "export/export_options.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *ter_export_type_name(ter_geometry_type type) {
    static const char *const names[] = {"none", "point", "line", "polygon"};
    return (unsigned)type < 4 ? names[type] : "none";
}

static int text_compare(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "");
}

static int group_compare(const void *left, const void *right) {
    const ter_export_group *a = left, *b = right;
    if (a->definition != b->definition) return a->definition < b->definition ? -1 : 1; /* of one array */
    int year_a = a->year ? a->year : 10000, year_b = b->year ? b->year : 10000;        /* undated last */
    if (year_a != year_b) return year_a < year_b ? -1 : 1;
    if (a->state != b->state) return a->state < b->state ? -1 : 1;
    if (a->basis != b->basis) return a->basis < b->basis ? -1 : 1;
    int kinds = text_compare(a->kind, b->kind);
    if (kinds) return kinds;
    int type_a = a->type ? (int)a->type : 9, type_b = b->type ? (int)b->type : 9; /* tables last */
    return type_a - type_b;
}

static ter_export_group key_of(const ter_export_plan *plan, size_t d, const ter_export_feature *f) {
    const ter_layer_definition *definition = &plan->definitions->list.items[d];
    unsigned by = plan->by ? plan->by : definition->by;
    bool by_state = by & TER_BY_STATUS;
    return (ter_export_group){.definition = definition,
                              .year = by & TER_BY_YEAR ? f->year : -1,
                              .by_state = by_state,
                              .state = by_state ? f->state : TER_STATE_NONE,
                              .basis = by_state ? f->basis : TER_BASIS_NONE,
                              .kind = by & TER_BY_KIND ? (char *)ter_export_feature_value(f, "kind") : NULL,
                              .type = f->geometry.type};
}

/* Where the key is, or is to be put. */
static size_t place_of(const ter_export_plan *plan, const ter_export_group *key, bool *found) {
    size_t low = 0, high = plan->groups.len;
    *found = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = group_compare(&plan->groups.items[middle], key);
        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

static ter_export_group *group_of(ter_export_plan *plan, const ter_export_group *key) {
    bool found;
    size_t at = place_of(plan, key, &found);
    if (!found) {
        ter_array_push(&plan->groups, *key);
        ter_export_group *items = plan->groups.items;
        memmove(items + at + 1, items + at, (plan->groups.len - 1 - at) * sizeof *items);
        items[at] = *key;
        items[at].kind = ter_strdup(key->kind);
        items[at].first = plan->seen;
        items[at].extent = items[at].moved = ter_bbox_empty;
    }
    return &plan->groups.items[at];
}

ter_export_group *ter_export_plan_find(const ter_export_plan *plan, size_t d, const ter_export_feature *f) {
    if (!ter_layer_definition_takes(&plan->definitions->list.items[d], f)) return NULL;
    ter_export_group key = key_of(plan, d, f);
    bool found;
    size_t at = place_of(plan, &key, &found);
    return found ? &plan->groups.items[at] : NULL;
}

size_t ter_export_text_fit(const char *text, size_t most) {
    size_t n = strlen(text);
    if (n <= most) return n;
    for (n = most; n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80;) n--;
    return n;
}

static void add_kind(ter_export_group *g, const char *kind) {
    if (!kind) return;
    for (size_t i = g->kinds.len; i-- > 0;)
        if (strcmp(g->kinds.items[i], kind) == 0) return;
    ter_array_push(&g->kinds, ter_strdup(kind));
}

static void group_add(ter_export_group *g, const ter_export_plan *plan, const ter_export_feature *f, ter_bbox extent,
                      ter_bbox moved) {
    const ter_geometry *geometry = &f->geometry;
    g->count++;
    g->last = plan->seen;
    for (size_t i = 0; i < g->definition->fields.len; i++) {
        size_t value = g->definition->fields.items[i].value;
        size_t n = f->values[value] ? ter_export_text_fit(f->values[value], TER_DATASET_WIDTH_MOST) : 0;
        if (n > g->widths[value]) g->widths[value] = n;
    }
    add_kind(g, ter_export_feature_value(f, "kind"));
    if (geometry->type == TER_GEOMETRY_NONE) return;
    if ((geometry->type == TER_GEOMETRY_POLYGON ? geometry->polygon_count : geometry->part_count) > 1) g->multi = true;
    ter_bbox_add(&g->extent, extent);
    ter_bbox_add(&g->moved, moved);
}

void ter_export_plan_look(ter_export_plan *plan, const ter_export_feature *f) {
    bool taken = false, located = f->geometry.type != TER_GEOMETRY_NONE;
    ter_bbox extent = ter_bbox_empty, moved = ter_bbox_empty;
    for (size_t d = 0; d < plan->definitions->list.len; d++) {
        if (!ter_layer_definition_takes(&plan->definitions->list.items[d], f)) continue;
        if (!taken && located) {
            moved = extent = ter_geometry_bbox(&f->geometry);
            if (ter_datum_moves(plan->datum)) {
                ter_geometry copy = {0};
                ter_geometry_copy(&f->geometry, &copy);
                ter_geometry_from_wgs84(&copy, plan->datum);
                moved = ter_geometry_bbox(&copy);
                ter_geometry_release(&copy);
            }
        }
        taken = true;
        ter_export_group key = key_of(plan, d, f);
        group_add(group_of(plan, &key), plan, f, extent, moved);
    }
    plan->features += taken;
    plan->unlocated += taken && !located;
    plan->seen++;
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
    if (!ter_layer_definition_is_default(g->definition)) ter_buf_puts(&b, g->definition->name);
    if (g->year >= 0) {
        if (b.len) ter_buf_putc(&b, separator);
        put_year(&b, g);
    }
    if (g->by_state) {
        if (b.len) ter_buf_putc(&b, separator);
        put_state(&b, g);
    }
    if (with_kind) {
        if (b.len) ter_buf_putc(&b, separator);
        put_safe(&b, g->kind);
    }
    if (!b.len) ter_buf_puts(&b, "all");
    return ter_buf_detach(&b);
}

static char *title_of(const ter_export_group *g, bool with_kind) {
    static const char *const nouns[] = {"without a position", "points", "lines", "areas"};
    ter_buf b = {0};
    const ter_layer_definition *d = g->definition;
    if (!ter_layer_definition_is_default(d)) {
        const char *title = d->title_en ? d->title_en : d->title_zh ? d->title_zh : d->name;
        ter_buf_puts(&b, title);
    }
    if (g->year >= 0) {
        if (b.len) ter_buf_putc(&b, ' ');
        put_year(&b, g);
    }
    if (g->by_state) {
        ter_buf_printf(&b, "%s%s", b.len ? " " : "", ter_state_name(g->state));
        if (g->basis == TER_BASIS_TARGET) ter_buf_puts(&b, " (target)");
    }
    if (with_kind) ter_buf_printf(&b, "%s%s", b.len ? " " : "", g->kind ? g->kind : "unknown");
    ter_buf_printf(&b, "%s%s", b.len ? ": " : "", nouns[g->type]);
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

static int by_stem(const void *a, const void *b) {
    const ter_export_group *const *left = a, *const *right = b;
    return strcasecmp((*left)->stem, (*right)->stem); /* as file systems of others compare names */
}

/* A layer may have the name of another one's folder: "2026", "park". */
static ter_status check_names(const ter_export_plan *plan, ter_error *err) {
    size_t n = plan->groups.len;
    ter_status status = TER_OK;
    const ter_export_group **sorted = ter_alloc((n + 1) * sizeof *sorted);
    for (size_t i = 0; i < n; i++) sorted[i] = &plan->groups.items[i];
    if (n) qsort(sorted, n, sizeof *sorted, by_stem);
    for (size_t i = 1; i < n && status == TER_OK; i++)
        if (strcasecmp(sorted[i - 1]->stem, sorted[i]->stem) == 0)
            status = ter_error_set(err, TER_INPUT, "layers '%s' and '%s' would both be the file %s; rename one of them",
                                   sorted[i - 1]->definition->name, sorted[i]->definition->name, sorted[i]->stem);
    free(sorted);
    return status;
}

ter_status ter_export_plan_name(ter_export_plan *plan, ter_error *err) {
    for (size_t i = 0; i < plan->groups.len; i++) {
        ter_export_group *g = &plan->groups.items[i];
        group_name(g, plan->by ? plan->by : g->definition->by);
    }
    return check_names(plan, err);
}

bool ter_export_plan_is_empty(const ter_export_plan *plan, size_t d) {
    for (size_t i = 0; i < plan->groups.len; i++)
        if (plan->groups.items[i].definition == &plan->definitions->list.items[d]) return false;
    return true;
}

void ter_export_plan_release(ter_export_plan *p) {
    for (size_t i = 0; i < p->groups.len; i++) {
        ter_export_group *g = &p->groups.items[i];
        for (size_t k = 0; k < g->kinds.len; k++) free(g->kinds.items[k]);
        ter_array_release(&g->kinds);
        free(g->kind), free(g->stem), free(g->file), free(g->layer), free(g->title);
    }
    ter_array_release(&p->groups);
}
