/* Junctions: where two lines meet. */
#include "geo/lines.h"
#include "geocode/place.h"

#include <math.h>
#include <stdlib.h>

static const double junction_m = 60; /* how far apart lines may pass that are said to meet */
static const double apart_m = 500;   /* meetings nearer than this are one place (dual carriageways) */
enum { MOST_MEETINGS = 8 };

#define STR(s) (int)(s).len, (s).ptr

typedef struct junction_side {
    ter_candidate_list list;
    ter_geometry line;
    const ter_candidate *chosen; /* NULL: not usable */
} junction_side;

static ter_status find_side(ter_geocoder *g, const ter_geocode_query *q, ter_str name, junction_side *out,
                            ter_error *err) {
    *out = (junction_side){0};
    ter_status status = ter_candidates_find_near(g, &(ter_asked){name, "|", q->area ? q->area : ""}, &out->list, err);
    if (status != TER_OK || ter_candidates_choose(&out->list) != TER_CHOICE_ONE) return status;
    status = ter_candidate_geometry(&out->list.items[0], &out->line, err);
    if (status == TER_OK && out->line.type == TER_GEOMETRY_LINE) out->chosen = &out->list.items[0];
    return status;
}

static void put_junction(ter_place *p, const junction_side *a, const junction_side *b, const ter_meeting *at) {
    ter_geometry point = {.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&point, at->at);
    ter_geometry_end_part(&point);
    ter_place_fill(p, a->chosen);
    free(p->key);
    p->key = NULL;
    free(p->name);
    ter_buf name = {0};
    ter_buf_printf(&name, "%s与%s交叉口", a->chosen->toponym->name, b->chosen->toponym->name);
    p->name = ter_buf_detach(&name);
    ter_place_set_geometry(p, &point);
    p->match = TER_MATCH_JUNCTION;
    p->precision = TER_PRECISION_EXACT;
    p->score = fmin(a->chosen->score, b->chosen->score);
    p->uncertainty_m = fmax(ter_candidate_accuracy_m(a->chosen), ter_candidate_accuracy_m(b->chosen)) + at->gap_m;
    ter_place_set_reason(p, "where the two lines meet");
}

ter_status ter_place_junction(ter_geocoder *g, const ter_geocode_query *query, ter_str a_name, ter_str b_name,
                              ter_place *p, ter_error *err) {
    junction_side a = {0}, b = {0};
    ter_status status = find_side(g, query, a_name, &a, err);
    if (status == TER_OK) status = find_side(g, query, b_name, &b, err);
    if (status == TER_OK && (!a.chosen || !b.chosen)) {
        ter_str missing = a.chosen ? b_name : a_name;
        ter_place_set_reason(p, "%.*s is no single road or waterway line of the gazetteer", STR(missing));
    } else if (status == TER_OK) {
        ter_meeting found[MOST_MEETINGS];
        size_t count = ter_line_meetings(&a.line, &b.line, junction_m, apart_m, found, MOST_MEETINGS);
        if (count == 1) put_junction(p, &a, &b, &found[0]);
        else if (count == 0) ter_place_set_reason(p, "%.*s and %.*s do not meet", STR(a_name), STR(b_name));
        else ter_place_set_reason(p, "ambiguous: %.*s and %.*s meet in %zu places", STR(a_name), STR(b_name), count);
    }
    ter_geometry_release(&a.line);
    ter_geometry_release(&b.line);
    ter_array_release(&a.list);
    ter_array_release(&b.list);
    return status;
}
