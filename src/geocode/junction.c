/* Junctions: where two roads or waterways meet, or their interchange, or nothing.
 *
 * A name may stand for several lines: namesakes in several districts, of which the other road settles which is meant,
 * or the parts of a ring, which together are it. */
#include "geo/crossings.h"
#include "geo/distance.h"
#include "geocode/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double short_m = 60;     /* how far short of the other line an end may stop */
static const double apart_m = 300;    /* meetings nearer than this are one place */
static const double equal = 0.02;     /* scores closer than this say nothing */
static const double stretch_m = 1000; /* crossings spread wider than this tell no place */
enum { MOST_CROSSINGS = 16, MOST_NAMESAKES = 12 };

#define STR(s) (int)(s).len, (s).ptr

/* ---- the two sides ---- */

typedef struct side_line {
    const ter_candidate *candidate;
    ter_geometry line;
} side_line;

typedef struct side {
    ter_candidate_list list;
    TER_ARRAY(side_line) lines;
} side;

static void side_release(side *s) {
    for (size_t i = 0; i < s->lines.len; i++) ter_geometry_release(&s->lines.items[i].line);
    ter_array_release(&s->lines);
    ter_array_release(&s->list);
}

/* The lines of the best name, wherever they lie. */
static ter_status load_lines(side *s, ter_error *err) {
    for (size_t i = 0; i < s->list.len && s->lines.len < MOST_NAMESAKES; i++) {
        const ter_candidate *c = &s->list.items[i];
        if (c->against || s->list.items[0].score - c->score > equal) break;
        side_line l = {c, {0}};
        ter_status status = ter_candidate_geometry(c, &l.line, err);
        if (status != TER_OK) return status;
        if (l.line.type == TER_GEOMETRY_LINE) ter_array_push(&s->lines, l);
        else ter_geometry_release(&l.line);
    }
    return TER_OK;
}

static ter_status find_side(ter_geocoder *g, const ter_geocode_query *q, ter_str name, side *out, ter_error *err) {
    *out = (side){0};
    ter_status status = ter_candidates_find_near(g, &(ter_asked){name, "|", q->area ? q->area : ""}, &out->list, err);
    return status == TER_OK ? load_lines(out, err) : status;
}

/* ---- meetings ---- */

typedef struct meeting {
    const ter_candidate *a, *b;
    ter_crossing at;
} meeting;

typedef TER_ARRAY(meeting) meeting_list;

static int compare_meetings(const void *pa, const void *pb) {
    const meeting *a = pa, *b = pb;
    if (a->at.type != b->at.type) return a->at.type < b->at.type ? -1 : 1;
    if (a->at.gap_m != b->at.gap_m) return a->at.gap_m < b->at.gap_m ? -1 : 1;
    if (a->at.at.lon_deg != b->at.at.lon_deg) return a->at.at.lon_deg < b->at.at.lon_deg ? -1 : 1;
    return (a->at.at.lat_deg > b->at.at.lat_deg) - (a->at.at.lat_deg < b->at.at.lat_deg);
}

/* Of places that lie together the surest; and what only nearly meets goes when anything meets. */
static void thin_out(meeting_list *list) {
    if (list->len > 1) qsort(list->items, list->len, sizeof *list->items, compare_meetings);
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++) {
        const meeting *m = &list->items[i];
        bool keep = m->at.type != TER_CROSSING_SHORT || kept == 0 || list->items[0].at.type == TER_CROSSING_SHORT;
        for (size_t k = 0; k < kept && keep; k++) keep = ter_distance_m(list->items[k].at.at, m->at.at) >= apart_m;
        if (keep) list->items[kept++] = *m;
    }
    list->len = kept;
}

static void find_meetings(const side *a, const side *b, meeting_list *out) {
    ter_crossing found[MOST_CROSSINGS];
    for (size_t i = 0; i < a->lines.len; i++) {
        for (size_t k = 0; k < b->lines.len; k++) {
            const side_line *la = &a->lines.items[i], *lb = &b->lines.items[k];
            if (la->candidate->toponym == lb->candidate->toponym) continue;
            size_t count = ter_line_crossings(&la->line, &lb->line, short_m, found, MOST_CROSSINGS);
            for (size_t c = 0; c < count; c++) ter_array_push(out, ((meeting){la->candidate, lb->candidate, found[c]}));
        }
    }
    thin_out(out);
}

static void keep_inside(ter_geocoder *g, const char *area, meeting_list *list) {
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++)
        if (!ter_area_excludes_position(g, list->items[i].at.at, area)) list->items[kept++] = list->items[i];
    if (kept > 0) list->len = kept;
}

/* ---- the answer ---- */

static char *name_of(const meeting *m) {
    ter_buf name = {0};
    ter_buf_printf(&name, "%s与%s交叉口", m->a->toponym->name, m->b->toponym->name);
    return ter_buf_detach(&name);
}

static double uncertainty_of(const meeting *m) {
    double accuracy = fmax(ter_candidate_accuracy_m(m->a), ter_candidate_accuracy_m(m->b));
    return accuracy + m->at.spread_m + m->at.gap_m / 2;
}

static char *reason_of(const meeting *m) {
    static const char *const carriageways = "their carriageways meet in";
    ter_buf b = {0};
    const ter_crossing *c = &m->at;
    if (c->type == TER_CROSSING_SHORT)
        ter_buf_printf(&b, "gap of %.0f m: one ends short of the other and runs toward it", c->gap_m);
    else if (c->type == TER_CROSSING_BROKEN)
        ter_buf_printf(&b, "interchange: the line of one has a gap of %.0f m there, which the other passes", c->gap_m);
    else if (c->points > 4 || c->spread_m > 60)
        ter_buf_printf(&b, "interchange: %s %zu points, this lies amid them", carriageways, c->points);
    else if (c->points > 1) ter_buf_printf(&b, "crossing: %s %zu points, this lies amid them", carriageways, c->points);
    else
        ter_buf_printf(&b, "%s", c->type == TER_CROSSING_TOUCH ? "one ends on the other" : "crossing of the two lines");
    return ter_buf_detach(&b);
}

static void put_junction(ter_place *p, const meeting *m) {
    ter_geometry point = {.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&point, m->at.at);
    ter_geometry_end_part(&point);
    ter_place_fill(p, m->a);
    free(p->key);
    p->key = NULL;
    free(p->name);
    p->name = name_of(m);
    ter_place_set_geometry(p, &point);
    p->match = TER_MATCH_JUNCTION;
    p->precision = TER_PRECISION_EXACT;
    p->score = fmin(m->a->score, m->b->score);
    if (m->at.type == TER_CROSSING_SHORT || m->at.type == TER_CROSSING_BROKEN) p->score *= 0.9;
    p->uncertainty_m = uncertainty_of(m);
    free(p->reason);
    p->reason = reason_of(m);
}

static void add_meeting(ter_place *p, const meeting *m) {
    ter_geocode_candidate c = {.name = name_of(m),
                               .kind = ter_strdup(m->a->toponym->kind),
                               .area = ter_strdup(m->a->toponym->area),
                               .match = TER_MATCH_JUNCTION,
                               .precision = TER_PRECISION_EXACT,
                               .uncertainty_m = uncertainty_of(m),
                               .score = fmin(m->a->score, m->b->score),
                               .point = m->at.at,
                               .reason = reason_of(m)};
    ter_place_add_candidate(p, &c);
}

static bool one_place(const meeting_list *list) {
    return list->len == 1 && list->items[0].at.spread_m <= stretch_m;
}

/* "B与A" is "A与B": one order for both, by bytes. */
static void put_in_order(ter_str *a, ter_str *b) {
    int c = memcmp(a->ptr, b->ptr, a->len < b->len ? a->len : b->len);
    if (c < 0 || (c == 0 && a->len <= b->len)) return;
    ter_str swapped = *a;
    *a = *b;
    *b = swapped;
}

ter_status ter_place_junction(ter_geocoder *g, const ter_geocode_query *query, ter_str a_name, ter_str b_name,
                              ter_place *p, ter_error *err) {
    put_in_order(&a_name, &b_name);
    side a = {0}, b = {0};
    meeting_list found = {0};
    ter_status status = find_side(g, query, a_name, &a, err);
    if (status == TER_OK) status = find_side(g, query, b_name, &b, err);
    if (status == TER_OK && (a.lines.len == 0 || b.lines.len == 0)) {
        ter_str missing = a.lines.len ? b_name : a_name;
        ter_place_set_reason(p, "%.*s is no road or waterway line of the gazetteer", STR(missing));
    } else if (status == TER_OK) {
        find_meetings(&a, &b, &found);
        if (query->area && *query->area) keep_inside(g, query->area, &found);
        if (one_place(&found)) put_junction(p, &found.items[0]);
        else if (found.len == 0) ter_place_set_reason(p, "%.*s and %.*s do not meet", STR(a_name), STR(b_name));
        else
            ter_place_set_reason(p, "ambiguous: %.*s and %.*s meet in %zu places", STR(a_name), STR(b_name), found.len);
        for (size_t i = one_place(&found) ? 1 : 0; i < found.len; i++) add_meeting(p, &found.items[i]);
    }
    side_release(&a);
    side_release(&b);
    ter_array_release(&found);
    return status;
}
