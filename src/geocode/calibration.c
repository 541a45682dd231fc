/* The table of calibration, read and asked. */
#include "geocode/calibration.h"

#include "base/embedded.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double unmeasured = 0.5;

/* The next field of a line, and its end moved behind it. */
static ter_str field(ter_str *line) {
    const char *tab = memchr(line->ptr, '\t', line->len);
    ter_str out = {line->ptr, tab ? (size_t)(tab - line->ptr) : line->len};
    size_t used = out.len + (tab ? 1 : 0);
    *line = (ter_str){line->ptr + used, line->len - used};
    return out;
}

static bool read_row(ter_str line, ter_calibration_row *out) {
    char number[16];
    if (line.len == 0 || line.ptr[0] == '#') return false;
    out->rule = field(&line);
    field(&line), field(&line); /* the counts, for people */
    ter_str p = field(&line);
    if (p.len == 0 || p.len >= sizeof number) return false;
    memcpy(number, p.ptr, p.len);
    number[p.len] = 0;
    char *end = NULL;
    out->p = strtod(number, &end);
    return !*end && out->p >= 0 && out->p <= 1;
}

void ter_calibration_read(ter_str text, ter_calibration *out) {
    *out = (ter_calibration){0};
    while (text.len > 0) {
        const char *end = memchr(text.ptr, '\n', text.len);
        ter_str line = {text.ptr, end ? (size_t)(end - text.ptr) : text.len};
        size_t used = line.len + (end ? 1 : 0);
        ter_calibration_row row;
        if (read_row(line, &row)) ter_array_push(&out->rows, row);
        text = (ter_str){text.ptr + used, text.len - used};
    }
}

void ter_calibration_read_embedded(ter_calibration *out) {
    const char *path;
    ter_str text;
    *out = (ter_calibration){0};
    if (ter_embedded_at("geodata/names/calibration.tsv", 0, &path, &text)) ter_calibration_read(text, out);
}

void ter_calibration_release(ter_calibration *c) {
    ter_array_release(&c->rows);
}

static const ter_calibration_row *find(const ter_calibration *c, const char *rule) {
    for (size_t i = 0; i < c->rows.len; i++)
        if (ter_str_is(c->rows.items[i].rule, rule)) return &c->rows.items[i];
    return NULL;
}

double ter_calibration_of_rule(const ter_calibration *c, const char *rule) {
    const ter_calibration_row *row = find(c, rule);
    return row ? row->p : unmeasured;
}

double ter_calibration_of_construction(const ter_calibration *c, const char *construction, double score) {
    const ter_calibration_row *row = find(c, construction), *official = find(c, "official name");
    if (!row || !official || official->p <= 0) return score;
    return row->p * fmin(1, score / official->p);
}
