/* What a gazetteer covers, as a list of areas. */
#include "gazetteer/coverage.h"

#include "areas/area_tally.h"
#include "base/kind.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_AREAS = 8 /* more are said by those around them */, MOST_LEVELS = 6, MOST_NAMED = 3 };

static const double TOO_LARGE = 4; /* times the places that are known in it */

static void push(ter_coverage *c, const char *name, uint32_t code) {
    for (size_t i = 0; i < c->len; i++)
        if (c->items[i].code == code && (code || strcmp(c->items[i].name, name) == 0)) return;
    ter_coverage_area one = {ter_strdup(name), code};
    ter_array_push(c, one);
}

static void push_area(ter_coverage *c, ter_area_id area) {
    ter_buf chain = {0};
    ter_area_put_chain(area, &chain);
    push(c, chain.ptr, ter_area_code(area));
    ter_buf_release(&chain);
}

void ter_coverage_add(ter_coverage *c, const char *name) {
    ter_area_mention m;
    static const ter_area_tally nothing;
    double sure;
    ter_area_id area =
        ter_area_parse_larger(ter_str_from(name), &m) ? ter_tally_choose(&nothing, &m, &sure) : TER_AREA_NONE;
    if (area == TER_AREA_NONE) push(c, name, 0);
    else push_area(c, area);
}

/* ---- from a gazetteer's own areas ---- */

typedef struct deriving {
    const ter_coverage_row *rows;
    size_t count;
    ter_area_tally *tally; /* of what all the rows may be, to choose between namesakes */
    ter_coverage *out;
} deriving;

static double size_of(ter_bbox b) {
    return b.max_lon > b.min_lon && b.max_lat > b.min_lat ? (b.max_lon - b.min_lon) * (b.max_lat - b.min_lat) : 0;
}

static ter_bbox common(ter_bbox a, ter_bbox b) {
    return (ter_bbox){fmax(a.min_lon, b.min_lon), fmax(a.min_lat, b.min_lat), fmin(a.max_lon, b.max_lon),
                      fmin(a.max_lat, b.max_lat)};
}

static const ter_coverage_row *outlined(const deriving *d, const char *name) {
    for (size_t i = 0; *name && i < d->count; i++)
        if (size_of(d->rows[i].bbox) > 0 && strcmp(d->rows[i].name, name) == 0) return &d->rows[i];
    return NULL;
}

static bool read_row(const ter_coverage_row *row, ter_area_mention *out) {
    ter_buf name = {0};
    ter_buf_printf(&name, "%s%s", row->area, row->name);
    bool known = (*row->area && ter_area_parse_larger((ter_str){name.ptr, name.len}, out)) ||
                 ter_area_parse_larger(ter_str_from(row->name), out);
    ter_buf_release(&name);
    return known;
}

static void count_meanings(const deriving *d) {
    for (size_t i = 0; i < d->count; i++) {
        ter_area_mention m;
        if (!read_row(&d->rows[i], &m)) continue;
        for (size_t k = 0; k < m.count; k++) ter_tally_add(d->tally, m.areas[k], 1.0 / m.count);
    }
}

static void take(const deriving *d, const ter_coverage_row *row) {
    ter_area_mention m;
    double sure;
    ter_area_id area = read_row(row, &m) ? ter_tally_choose(d->tally, &m, &sure) : TER_AREA_NONE;
    if (area == TER_AREA_NONE) push(d->out, row->name, 0);
    else push_area(d->out, area);
}

static void take_fitting(const deriving *d, const ter_coverage_row *row, ter_bbox places, int level) {
    bool inner = false;
    bool large = size_of(row->bbox) > TOO_LARGE * size_of(common(row->bbox, places));
    for (size_t i = 0; large && level < MOST_LEVELS && i < d->count; i++) {
        const ter_coverage_row *in = &d->rows[i];
        if (in == row || strcmp(in->area, row->name) != 0 || !(size_of(common(in->bbox, places)) > 0)) continue;
        take_fitting(d, in, places, level + 1);
        inner = true;
    }
    if (!inner) take(d, row);
}

static int compare_codes(const void *a, const void *b) {
    const ter_coverage_area *x = a, *y = b;
    if (x->code != y->code) return x->code < y->code ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* Many towns are said by their district: the innermost level goes until few are left. */
static void gather_up(ter_coverage *c) {
    for (int level = TER_AREA_TOWN; level > TER_AREA_PROVINCE && c->len > MOST_AREAS; level--) {
        ter_coverage up = {0};
        for (size_t i = 0; i < c->len; i++) {
            const ter_coverage_area *a = &c->items[i];
            ter_area_id id = a->code ? ter_area_of_code(a->code) : TER_AREA_NONE;
            if (id != TER_AREA_NONE && (int)ter_area_level_of(id) == level) push_area(&up, ter_area_parent(id));
            else push(&up, a->name, a->code);
        }
        ter_coverage_release(c);
        *c = up;
    }
}

void ter_coverage_add_rows(ter_coverage *c, const ter_coverage_row *rows, size_t count, ter_bbox places) {
    deriving d = {rows, count, ter_alloc(sizeof *d.tally), c};
    count_meanings(&d);
    for (size_t i = 0; i < count; i++) {
        if (!(size_of(rows[i].bbox) > 0)) continue;
        const ter_coverage_row *around = outlined(&d, rows[i].area);
        if (!around || around == &rows[i]) take_fitting(&d, &rows[i], places, 0);
    }
    free(d.tally);
    gather_up(c);
    if (c->len > 1) qsort(c->items, c->len, sizeof *c->items, compare_codes);
}

/* ---- reading and saying ---- */

static void keep_covered(const char *name, uint32_t code, void *context) {
    push(context, name, code);
}

ter_status ter_gazetteer_coverage(const ter_gazetteer *g, ter_coverage *out, ter_error *err) {
    *out = (ter_coverage){0};
    bool stated = false;
    ter_status status = ter_gazetteer_each_covered(g, keep_covered, out, &stated, err);
    if (status != TER_OK || stated) return status;
    TER_ARRAY(ter_coverage_row) rows = {0};
    ter_bbox places = ter_bbox_empty;
    for (size_t i = 0; i < ter_gazetteer_count(g); i++) {
        const ter_toponym *t = ter_gazetteer_at(g, i);
        ter_coverage_row row = {t->name, t->area, t->bbox};
        if (ter_kind_is_area(t->kind)) ter_array_push(&rows, row);
        else ter_bbox_add(&places, t->bbox);
    }
    ter_coverage_add_rows(out, rows.items, rows.len, places);
    ter_array_release(&rows);
    return TER_OK;
}

void ter_coverage_put(const ter_coverage *c, ter_buf *out) {
    size_t shown = c->len > MOST_NAMED + 1 ? MOST_NAMED : c->len;
    for (size_t i = 0; i < shown; i++) ter_buf_printf(out, "%s%s", i ? "、" : "", c->items[i].name);
    if (shown < c->len) ter_buf_printf(out, " and %zu more", c->len - shown);
}

void ter_coverage_release(ter_coverage *c) {
    for (size_t i = 0; i < c->len; i++) free(c->items[i].name);
    ter_array_release(c);
}
