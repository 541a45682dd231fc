/* The lines that one side of a junction stands for, with the parts of rings and of long roads. */
#include "geocode/side.h"

#include "geo/crossings.h"
#include "geocode/expression.h"
#include "geocode/numbered_parts.h"

#include <stdlib.h>
#include <string.h>

static const double joint_m = 100; /* between the ends of parts in a row */
enum { MOST_LINES = 24, LEAST_PARTS = 2, LEAST_STEM = 6 /* bytes: two characters */ };

static const char *const directions[] = {"东", "西", "南", "北", "中"};

#define COUNT(a) (sizeof(a) / sizeof *(a))

void ter_side_release(ter_side *s) {
    for (size_t i = 0; i < s->lines.len; i++) ter_geometry_release(&s->lines.items[i].line);
    ter_array_release(&s->lines);
    ter_array_release(&s->list);
}

/* Those of the candidates that are lines: as good as the best, or of parts all. */
static ter_status load_lines(ter_side *s, ter_error *err) {
    for (size_t i = 0; i < s->list.len && s->lines.len < MOST_LINES; i++) {
        const ter_candidate *c = &s->list.items[i];
        if (c->against) continue;
        if (!s->parts && !ter_candidates_equal(&s->list.items[0], c)) break;
        ter_side_line l = {c, {0}};
        ter_status status = ter_candidate_geometry(c, &l.line, err);
        if (status != TER_OK) return status;
        if (l.line.type == TER_GEOMETRY_LINE) ter_array_push(&s->lines, l);
        else ter_geometry_release(&l.line);
    }
    return TER_OK;
}

/* ---- parts ---- */

typedef struct parts_work {
    ter_geocoder *g;
    const char *area;
    ter_side *out;
    size_t names; /* that have a line to choose */
} parts_work;

static ter_status add_part(parts_work *w, ter_str stem, const char *direction, const char *ending, ter_error *err) {
    ter_buf name = {0};
    ter_buf_put_str(&name, stem);
    ter_buf_puts(&name, direction);
    ter_buf_puts(&name, ending);
    ter_candidate_list found = {0};
    ter_asked asked = {{name.ptr, name.len}, TER_ANY_LINE, w->area};
    ter_status status = ter_candidates_find(w->g, &asked, &found, err);
    size_t before = w->out->list.len;
    for (size_t i = 0; i < found.len; i++) {
        bool known = found.items[i].against != NULL;
        for (size_t k = 0; k < w->out->list.len && !known; k++)
            known = w->out->list.items[k].toponym == found.items[i].toponym;
        if (!known) ter_array_push(&w->out->list, found.items[i]);
    }
    if (w->out->list.len > before) w->names++;
    ter_array_release(&found);
    ter_buf_release(&name);
    return status;
}

size_t ter_ring_length(ter_str name, ter_str *side, ter_str *number) {
    static const char *const numbers[] = {"一", "二", "三", "四", "五", "六", "七", "1", "2", "3", "4", "5", "6", "7"};
    *side = (ter_str){name.ptr, 0};
    for (size_t i = 0; i + 1 < COUNT(directions); i++)
        if (ter_str_begins(name, directions[i])) side->len = strlen(directions[i]);
    ter_str rest = {name.ptr + side->len, name.len - side->len};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        size_t n = strlen(numbers[i]);
        if (!ter_str_begins(rest, numbers[i]) || !ter_str_begins((ter_str){rest.ptr + n, rest.len - n}, "环")) continue;
        *number = (ter_str){rest.ptr, n};
        return side->len + n + strlen("环");
    }
    return 0;
}

static bool is_ring_tail(ter_str s) {
    for (size_t i = 0; i < COUNT(directions); i++) {
        if (!ter_str_begins(s, directions[i])) continue;
        s = (ter_str){s.ptr + strlen(directions[i]), s.len - strlen(directions[i])};
        break;
    }
    return s.len == 0 || ter_str_is(s, "路");
}

/* 四环, 四环路, 四环东路 … for one stem. */
static ter_status add_ring_stem(parts_work *w, ter_str stem, ter_error *err) {
    ter_status status = add_part(w, stem, "", "", err);
    if (status == TER_OK) status = add_part(w, stem, "", "路", err);
    for (size_t i = 0; i < COUNT(directions) && status == TER_OK; i++)
        status = add_part(w, stem, directions[i], "路", err);
    return status;
}

/* All of the ring: its sides too, and its English name, which roads of Chinese cities bear in some sources. */
static ter_status add_ring(parts_work *w, ter_str ring, ter_str number, ter_error *err) {
    static const char *const ordinals[][3] = {{"一", "1", "1st"}, {"二", "2", "2nd"}, {"三", "3", "3rd"},
                                              {"四", "4", "4th"}, {"五", "5", "5th"}, {"六", "6", "6th"},
                                              {"七", "7", "7th"}};
    ter_status status = add_ring_stem(w, ring, err);
    for (size_t i = 0; i + 1 < COUNT(directions) && status == TER_OK; i++) {
        ter_buf stem = {0};
        ter_buf_puts(&stem, directions[i]);
        ter_buf_put_str(&stem, ring);
        status = add_ring_stem(w, (ter_str){stem.ptr, stem.len}, err);
        ter_buf_release(&stem);
    }
    for (size_t i = 0; i < COUNT(ordinals) && status == TER_OK; i++)
        if (ter_str_is(number, ordinals[i][0]) || ter_str_is(number, ordinals[i][1]))
            status = add_part(w, ter_str_from(ordinals[i][2]), " Ring Road", "", err);
    return status;
}

/* 东四环: its parts; 四环: all of the ring. */
static ter_status find_ring_parts(parts_work *w, ter_str name, ter_error *err) {
    ter_str side, number;
    size_t n = ter_ring_length(name, &side, &number);
    ter_str rest = {name.ptr + n, name.len - n};
    if (n == 0 || (rest.len && !ter_str_is(rest, "路"))) return TER_OK;
    if (side.len == 0) return add_ring(w, (ter_str){name.ptr, n}, number, err);
    return add_ring_stem(w, (ter_str){name.ptr, n}, err);
}

/* Whether each line ends on another of them: one road in several parts, not parallel streets. */
static bool are_chained(const ter_side *s) {
    for (size_t i = 0; i < s->lines.len; i++) {
        bool chained = false;
        for (size_t k = 0; k < s->lines.len && !chained; k++) {
            ter_crossing c;
            size_t n =
                i == k ? 0 : ter_line_crossings(&s->lines.items[i].line, &s->lines.items[k].line, joint_m, &c, 1);
            chained = n > 0 && c.type != TER_CROSSING_THROUGH;
        }
        if (!chained) return false;
    }
    return true;
}

/* X东路 and X西路, or X北路, X中路 and X南路, where they lie in a row. X东路 and X北路 go around something. */
static ter_status find_row(parts_work *w, ter_str name, const char *const row[3], ter_error *err) {
    static const char *const endings[] = {"大街", "街", "路"};
    size_t e = 0;
    while (e < COUNT(endings) && !ter_str_ends(name, endings[e])) e++;
    if (e == COUNT(endings) || name.len < strlen(endings[e]) + LEAST_STEM) return TER_OK;
    ter_status status = TER_OK;
    for (size_t k = 0; k < 3 && status == TER_OK; k++)
        status = add_part(w, (ter_str){name.ptr, name.len - strlen(endings[e])}, row[k], endings[e], err);
    w->out->parts = true;
    if (status == TER_OK) status = load_lines(w->out, err);
    if (w->names >= LEAST_PARTS && w->out->lines.len >= LEAST_PARTS && are_chained(w->out)) return status;
    ter_side_release(w->out);
    w->out->parts = false;
    w->names = 0;
    return status;
}

static ter_status find_rows(parts_work *w, ter_str name, ter_error *err) {
    static const char *const across[] = {"东", "中", "西"}, *const along[] = {"北", "中", "南"};
    ter_status status = find_row(w, name, across, err);
    if (status == TER_OK && w->out->lines.len == 0) status = find_row(w, name, along, err);
    return status;
}

/* ---- the name ---- */

static ter_status find_name(ter_geocoder *g, ter_str name, const char *area, ter_side *out, ter_error *err) {
    *out = (ter_side){0};
    ter_asked asked = {name, TER_ANY_LINE, area};
    ter_status status = ter_candidates_find(g, &asked, &out->list, err);
    if (status == TER_OK) status = load_lines(out, err);
    if (status != TER_OK || out->lines.len > 0) return status;
    bool elsewhere = out->list.len > 0;
    ter_array_release(&out->list);
    parts_work w = {g, area, out, 0};
    status = find_ring_parts(&w, name, err);
    out->parts = w.names > 0;
    if (status == TER_OK && out->parts) return load_lines(out, err);
    if (status == TER_OK && !elsewhere) status = find_rows(&w, name, err);
    if (status != TER_OK || out->lines.len > 0) return status;
    ter_array_release(&out->list);
    status = ter_numbered_parts_find(g, &asked, &out->list, err);
    out->parts = out->list.len > 0;
    if (status != TER_OK || out->parts) return status == TER_OK ? load_lines(out, err) : status;
    if (status == TER_OK) status = ter_candidates_find_inexact(g, &asked, &out->list, err);
    return status == TER_OK ? load_lines(out, err) : status;
}

/* Its carriageways are where the road is. */
ter_status ter_side_find(ter_geocoder *g, ter_str name, const char *area, ter_side *out, ter_error *err) {
    static const char *const carriageways[] = {"辅路", "辅道", "主路", "内环", "外环"};
    ter_status status = find_name(g, name, area, out, err);
    for (size_t i = 0; i < COUNT(carriageways) && status == TER_OK && out->lines.len == 0; i++) {
        size_t n = strlen(carriageways[i]);
        if (!ter_str_ends(name, carriageways[i]) || name.len < n + LEAST_STEM) continue;
        ter_str road = {name.ptr, name.len - n};
        ter_side_release(out);
        status = find_name(g, road, area, out, err);
    }
    return status;
}

ter_status ter_side_find_ring(ter_geocoder *g, ter_str name, const char *area, ter_side *out, ter_error *err) {
    *out = (ter_side){.parts = true};
    ter_str side, number;
    size_t n = ter_ring_length(name, &side, &number);
    if (n == 0 || !is_ring_tail((ter_str){name.ptr + n, name.len - n})) return TER_OK;
    parts_work w = {g, area, out, 0};
    ter_status status = add_ring(&w, (ter_str){name.ptr + side.len, n - side.len}, number, err);
    return status == TER_OK ? load_lines(out, err) : status;
}
