/* Parsing geodata/osm/kinds.tsv and matching tags against its rows. */
#include "gazetteer/tags.h"

#include "base/embedded.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { PREFIXES = 3 };

static const struct {
    const char *word, *lifecycle;
} phases[PREFIXES] = {{"construction", "construction"}, {"proposed", "proposed"}, {"planned", "proposed"}};

static const char *const gone[] = {"no", "abandoned", "disused", "razed", "demolished", "removed", "destroyed"};

typedef struct tag_row {
    char *key, *values, *kind, *name_tag;
    char *prefixed[PREFIXES]; /* construction:KEY, … */
    ter_geometry_type shape;  /* NONE: any */
} tag_row;

struct ter_tag_table {
    TER_ARRAY(tag_row) rows;
};

/* ---- reading the table ---- */

static ter_str next_cell(ter_str *line) {
    const char *tab = memchr(line->ptr, '\t', line->len);
    ter_str cell = {line->ptr, tab ? (size_t)(tab - line->ptr) : line->len};
    size_t used = cell.len + (tab ? 1 : 0);
    *line = (ter_str){line->ptr + used, line->len - used};
    return cell;
}

static bool read_shape(ter_str cell, ter_geometry_type *out) {
    static const struct {
        const char *word;
        ter_geometry_type type;
    } shapes[] = {{"any", TER_GEOMETRY_NONE},
                  {"point", TER_GEOMETRY_POINT},
                  {"line", TER_GEOMETRY_LINE},
                  {"polygon", TER_GEOMETRY_POLYGON}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (!ter_str_is(cell, shapes[i].word)) continue;
        *out = shapes[i].type;
        return true;
    }
    return false;
}

static bool read_row(ter_tag_table *t, ter_str line) {
    ter_str cells[5];
    tag_row row = {0};
    for (size_t i = 0; i < 5; i++) cells[i] = next_cell(&line);
    if (!cells[0].len || !cells[1].len || !cells[3].len || !read_shape(cells[2], &row.shape)) return false;
    row.key = ter_strndup(cells[0].ptr, cells[0].len);
    row.values = ter_strndup(cells[1].ptr, cells[1].len);
    row.kind = ter_strndup(cells[3].ptr, cells[3].len);
    row.name_tag = ter_strndup(cells[4].ptr, cells[4].len);
    for (size_t i = 0; i < PREFIXES; i++) {
        ter_buf b = {0};
        ter_buf_printf(&b, "%s:%s", phases[i].word, row.key);
        row.prefixed[i] = ter_buf_detach(&b);
    }
    ter_array_push(&t->rows, row);
    return true;
}

ter_status ter_tag_table_new(ter_tag_table **out, ter_error *err) {
    *out = NULL;
    const char *path;
    ter_str text;
    if (!ter_embedded_at("geodata/osm/kinds.tsv", 0, &path, &text))
        return ter_error_set(err, TER_UNSUPPORTED, "the table of OpenStreetMap's tags is not built into this program");
    ter_tag_table *t = ter_alloc(sizeof *t);
    size_t number = 0;
    while (text.len) {
        const char *end = memchr(text.ptr, '\n', text.len);
        ter_str line = {text.ptr, end ? (size_t)(end - text.ptr) : text.len};
        text = (ter_str){line.ptr + line.len + (end ? 1 : 0), text.len - line.len - (end ? 1 : 0)};
        number++;
        if (line.len == 0 || line.ptr[0] == '#' || read_row(t, line)) continue;
        ter_tag_table_free(t);
        return ter_error_set(err, TER_INPUT,
                             "%s:%zu: is not a row of key, value, shape and kind with tabs between them", path, number);
    }
    *out = t;
    return TER_OK;
}

void ter_tag_table_free(ter_tag_table *t) {
    if (!t) return;
    for (size_t i = 0; i < t->rows.len; i++) {
        tag_row *r = &t->rows.items[i];
        free(r->key), free(r->values), free(r->kind), free(r->name_tag);
        for (size_t k = 0; k < PREFIXES; k++) free(r->prefixed[k]);
    }
    ter_array_release(&t->rows);
    free(t);
}

/* ---- matching ---- */

static bool is_gone(const char *value) {
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        if (strcmp(value, gone[i]) == 0) return true;
    return false;
}

static bool value_fits(const char *values, const char *value) {
    if (strcmp(values, "*") == 0) return !is_gone(value);
    size_t n = strlen(value);
    for (const char *p = values; *p;) {
        size_t word = strcspn(p, "|");
        if (word == n && memcmp(p, value, n) == 0) return true;
        p += word + (p[word] == '|');
    }
    return false;
}

/* The value of the row's key, through its lifecycle forms; NULL when it has none. */
static const char *row_value(const tag_row *row, ter_tag_value_fn value, void *context, const char **lifecycle) {
    *lifecycle = "";
    const char *found = value(row->key, context);
    for (size_t i = 0; i < PREFIXES; i++) {
        if (found && strcmp(found, phases[i].word) != 0) continue;
        const char *later = value(found ? phases[i].word : row->prefixed[i], context);
        if (found || later) *lifecycle = phases[i].lifecycle;
        if (later) return later;
    }
    return found;
}

bool ter_tag_table_next(const ter_tag_table *t, ter_geometry_type shape, ter_tag_value_fn value, void *context,
                        size_t *row, ter_tag_match *out) {
    bool decided = *row > 0; /* a row without a name tag has fitted already, or none does */
    size_t from = decided ? *row - 1 : 0;
    for (size_t pass = decided ? 1 : 0; pass < 2; pass++, from = 0) {
        for (size_t i = from; i < t->rows.len; i++) {
            const tag_row *r = &t->rows.items[i];
            if ((*r->name_tag != 0) != (pass == 1)) continue;
            if (r->shape != TER_GEOMETRY_NONE && r->shape != shape) continue;
            const char *lifecycle, *found = row_value(r, value, context, &lifecycle);
            if (!found || !value_fits(r->values, found)) continue;
            if (pass == 1 && !value(r->name_tag, context)) continue;
            bool left_out = strcmp(r->kind, "-") == 0;
            if (left_out) break;
            *out = (ter_tag_match){r->kind, r->name_tag, lifecycle};
            *row = pass == 0 ? 1 : i + 2;
            return true;
        }
    }
    return false;
}
