/* Filling a ter_place from the candidate chosen. */
#include "geocode/place.h"

#include "base/kind.h"
#include "geo/distance.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CANDIDATES = 5 };

void ter_place_set_reason(ter_place *p, const char *format, ...) {
    char text[600];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    free(p->reason);
    p->reason = ter_strdup(text);
}

void ter_place_add_reason(ter_place *p, const char *format, ...) {
    char text[300];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ter_buf all = {0};
    ter_buf_printf(&all, "%s%s%s", p->reason ? p->reason : "", p->reason ? "; " : "", text);
    free(p->reason);
    p->reason = ter_buf_detach(&all);
}

void ter_place_set_geometry(ter_place *p, ter_geometry *g) {
    ter_geometry_release(&p->geometry);
    p->geometry = *g;
    *g = (ter_geometry){0};
    p->point = ter_geometry_point_on(&p->geometry);
}

void ter_place_fill(ter_place *p, const ter_candidate *c) {
    const ter_toponym *t = c->toponym;
    p->match = c->match;
    p->score = c->score;
    p->key = ter_strdup(t->key);
    p->name = ter_strdup(t->name);
    p->kind = ter_strdup(t->kind);
    p->area = ter_strdup(t->area);
    p->source = ter_strdup(t->source);
    p->licence = ter_strdup(t->licence);
    p->date = ter_strdup(t->date);
    p->datum = ter_strdup(t->datum);
    p->point = t->point;
}

/* Metres across the extent, halved. */
static double half_diagonal_m(ter_bbox b) {
    if (b.min_lon > b.max_lon) return 0;
    return ter_distance_m((ter_position){b.min_lon, b.min_lat}, (ter_position){b.max_lon, b.max_lat}) / 2;
}

double ter_geometry_half_diagonal_m(const ter_geometry *g) {
    return half_diagonal_m(ter_geometry_bbox(g));
}

/* What a toponym's own geometry says: an area's extent is not where a thing is. */
static ter_precision own_precision(const ter_candidate *c, double *uncertainty_m) {
    const ter_toponym *t = c->toponym;
    *uncertainty_m = ter_candidate_accuracy_m(c);
    if (!ter_kind_is_area(t->kind)) return TER_PRECISION_EXACT;
    *uncertainty_m += half_diagonal_m(t->bbox);
    static const char *const units[] = {"区", "县", "市"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (ter_str_ends(ter_str_from(t->name), units[i])) return TER_PRECISION_DISTRICT;
    return TER_PRECISION_AREA;
}

void ter_place_add_candidate(ter_place *p, ter_geocode_candidate *c) {
    if (p->candidate_count == MOST_CANDIDATES) {
        free(c->key), free(c->name), free(c->kind), free(c->area), free(c->reason);
    } else {
        p->candidates = ter_realloc(p->candidates, p->candidate_count + 1, sizeof *p->candidates);
        p->candidates[p->candidate_count++] = *c;
    }
    *c = (ter_geocode_candidate){0};
}

void ter_place_add_candidates(ter_place *p, const ter_candidate_list *list, size_t from) {
    for (size_t i = from; i < list->len && p->candidate_count < MOST_CANDIDATES; i++) {
        const ter_candidate *c = &list->items[i];
        const ter_toponym *t = c->toponym;
        ter_buf reason = {0};
        ter_buf_printf(&reason, "%s%s%s", c->how, c->against ? "; " : "", c->against ? c->against : "");
        ter_geocode_candidate out = {.key = ter_strdup(t->key),
                                     .name = ter_strdup(t->name),
                                     .kind = ter_strdup(t->kind),
                                     .area = ter_strdup(t->area),
                                     .match = c->match,
                                     .score = c->score,
                                     .point = t->point,
                                     .reason = ter_buf_detach(&reason)};
        out.precision = own_precision(c, &out.uncertainty_m);
        ter_place_add_candidate(p, &out);
    }
}

ter_status ter_place_whole(ter_place *p, const ter_candidate *c, ter_error *err) {
    ter_geometry g = {0};
    ter_status status = ter_candidate_geometry(c, &g, err);
    if (status != TER_OK) return status;
    ter_place_fill(p, c);
    ter_place_set_geometry(p, &g);
    p->point = c->toponym->point;
    p->precision = own_precision(c, &p->uncertainty_m);
    bool assumed = c->toponym->accuracy_m <= 0;
    if (assumed)
        ter_place_set_reason(p, "%s; the source states no accuracy, %.0f m assumed", c->how,
                             ter_candidate_accuracy_m(c));
    else ter_place_set_reason(p, "%s", c->how);
    if (c->toponym->cut) {
        p->uncertainty_m = fmax(p->uncertainty_m, half_diagonal_m(c->toponym->bbox));
        ter_place_add_reason(p, "it is cut at the edge of the source's extract and may go on");
    }
    if (c->more_count > 0) ter_place_add_reason(p, "one line of %zu parts with gaps", c->more_count + 1);
    return TER_OK;
}
