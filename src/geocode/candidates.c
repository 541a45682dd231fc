/* Candidates: looking them up, ranking them, choosing one. */
#include "geocode/candidates.h"

#include "base/kind.h"
#include "gazetteer/lookup.h"
#include "geo/distance.h"
#include "geocode/expression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of sources that state none. The point of a site is put where its list's maker thought best: 19 parks and hospitals
 * lie 65 to 450 m apart in two lists of different origin, half of them more than 200. */
static const double unknown_accuracy_m = 100, unknown_point_accuracy_m = 250;
static const double ambiguous_m = 2000, same_place_m = 500;
static const double behind_its_place = 0.03;

static void weigh_area(ter_geocoder *g, ter_candidate *c, const char *area) {
    if (!*area) return;
    if (*c->toponym->area && ter_area_lies_in(g, c->toponym->area, area)) c->rank += 0.03;
    else if (ter_area_excludes(g, c, area)) c->against = "lies outside the area asked for";
}

/* ---- look-up ---- */

bool ter_candidates_kind_fits(const char *wanted, const char *kind) {
    if (strcmp(wanted, TER_ANY_LINE) == 0) return ter_kind_is_line(kind);
    return !*wanted || strcmp(wanted, kind) == 0;
}

static void grade(ter_candidate *c, ter_name_type type, bool folded) {
    static const struct {
        ter_match match;
        double rank;
        const char *how;
    } grades[2][4] = {
        {{TER_MATCH_EXACT, 0.97, "official name"},
         {TER_MATCH_ALIAS, 0.92, "alias stated by the source"},
         {TER_MATCH_ALIAS, 0.90, "former name stated by the source"},
         {TER_MATCH_ALIAS, 0.80, "short form made by rule"}},
        {{TER_MATCH_FOLDED, 0.90, "official name in another spelling"},
         {TER_MATCH_FOLDED, 0.86, "alias in another spelling"},
         {TER_MATCH_FOLDED, 0.84, "former name in another spelling"},
         {TER_MATCH_FOLDED, 0.74, "short form in another spelling"}},
    };
    c->match = grades[folded][type].match;
    c->rank = grades[folded][type].rank;
    c->how = grades[folded][type].how;
}

static ter_status add_hits(const ter_geocoder *g, size_t index, ter_str name, bool folded, ter_candidate_list *out,
                           ter_error *err) {
    ter_gazetteer_hit *hits = NULL;
    size_t count = 0;
    const ter_gazetteer *gazetteer = g->gazetteers[index];
    ter_status status = ter_gazetteer_lookup(gazetteer, name, folded, &hits, &count, err);
    for (size_t i = 0; i < count; i++) {
        ter_candidate c = {.gazetteer = gazetteer, .position = hits[i].position};
        c.toponym = ter_gazetteer_at(gazetteer, c.position);
        bool known = false;
        for (size_t k = 0; k < out->len; k++) known = known || out->items[k].toponym == c.toponym;
        if (known) continue;
        grade(&c, hits[i].type, folded);
        ter_array_push(out, c);
    }
    free(hits);
    return status;
}

static int compare_candidates(const void *pa, const void *pb) {
    const ter_candidate *a = pa, *b = pb;
    if (!a->against != !b->against) return a->against ? 1 : -1;
    if (a->suggested != b->suggested) return a->suggested ? 1 : -1;
    if (a->rank != b->rank) return a->rank > b->rank ? -1 : 1;
    int c = strcmp(a->toponym->key, b->toponym->key);
    return c ? c : (a->position > b->position) - (a->position < b->position);
}

ter_status ter_candidates_find(ter_geocoder *g, const ter_asked *asked, ter_candidate_list *out, ter_error *err) {
    *out = (ter_candidate_list){0};
    ter_status status = TER_OK;
    bool chosen = false; /* an earlier gazetteer has an answer: the later ones are not asked */
    for (size_t i = 0; i < g->count && status == TER_OK && !chosen; i++) {
        size_t from = out->len;
        status = add_hits(g, i, asked->name, false, out, err);
        if (status == TER_OK) status = add_hits(g, i, asked->name, true, out, err);
        for (size_t k = from; k < out->len; k++) {
            ter_candidates_weigh(g, asked, &out->items[k]);
            chosen = chosen || !out->items[k].against;
        }
    }
    if (status != TER_OK) ter_array_release(out);
    else ter_candidates_sort(out);
    return status;
}

/* A station bears the name of what it is at, and is meant where 站 is said; an estate called like a river or a road
 * does. */
static bool bears_a_name_of_others(ter_str name, const char *kind) {
    if (ter_kind_is_station(kind)) return !ter_str_ends(name, "站");
    return ter_ends_as_line(name) && !ter_kind_is_line(kind);
}

bool ter_candidates_line_known(ter_geocoder *g, ter_str name, const char *area) {
    ter_candidate_list list = {0};
    ter_asked asked = {name, TER_ANY_LINE, area};
    bool known = ter_candidates_find(g, &asked, &list, NULL) == TER_OK && list.len > 0 && !list.items[0].against;
    ter_array_release(&list);
    return known;
}

void ter_candidates_weigh(ter_geocoder *g, const ter_asked *asked, ter_candidate *c) {
    if (!ter_candidates_kind_fits(asked->kind, c->toponym->kind)) c->against = "is of another kind";
    else weigh_area(g, c, asked->area);
    if (!*asked->kind && bears_a_name_of_others(asked->name, c->toponym->kind)) c->rank -= behind_its_place;
    c->rank = fmin(c->rank, 1);
    c->score = c->against ? 0 : ter_calibration_of_rule(&g->calibration, c->how);
}

void ter_candidates_sort(ter_candidate_list *list) {
    if (list->len > 1) qsort(list->items, list->len, sizeof *list->items, compare_candidates);
}

static double bbox_gap_m(ter_bbox a, ter_bbox b) {
    double lon = fmax(0, fmax(a.min_lon - b.max_lon, b.min_lon - a.max_lon));
    double lat = fmax(0, fmax(a.min_lat - b.max_lat, b.min_lat - a.max_lat));
    double middle = (a.min_lat + b.max_lat) / 2;
    return ter_distance_m((ter_position){0, middle}, (ter_position){fmin(lon, 179), fmin(90, middle + lat)});
}

bool ter_candidates_apart(const ter_candidate *a, const ter_candidate *b) {
    return bbox_gap_m(a->toponym->bbox, b->toponym->bbox) > ambiguous_m;
}

/* A school is not in two towns. */
static bool are_two_institutions(const ter_candidate *a, const ter_candidate *b) {
    return ter_kind_is_institution(a->toponym->kind) && strcmp(a->toponym->kind, b->toponym->kind) == 0 &&
           *a->toponym->area && *b->toponym->area && strcmp(a->toponym->area, b->toponym->area) != 0;
}

bool ter_candidates_differ(const ter_candidate *a, const ter_candidate *b) {
    return bbox_gap_m(a->toponym->bbox, b->toponym->bbox) > same_place_m || are_two_institutions(a, b);
}

bool ter_candidates_equal(const ter_candidate *a, const ter_candidate *b) {
    static const double nearly = 0.02; /* ranks closer than this say nothing */
    return fabs(a->rank - b->rank) <= nearly;
}

ter_choice ter_candidates_choose(const ter_candidate_list *list) {
    if (list->len == 0 || list->items[0].against) return TER_CHOICE_NONE;
    const ter_candidate *best = &list->items[0];
    for (size_t i = 1; i < list->len && !list->items[i].against; i++) {
        const ter_candidate *c = &list->items[i];
        if (!ter_candidates_equal(best, c)) break;
        if (ter_candidates_differ(best, c)) return TER_CHOICE_AMBIGUOUS;
    }
    return TER_CHOICE_ONE;
}

ter_status ter_candidate_geometry(const ter_candidate *c, ter_geometry *out, ter_error *err) {
    ter_status status = ter_gazetteer_geometry(c->gazetteer, c->position, out, err);
    for (size_t i = 0; i < c->more_count && status == TER_OK; i++) {
        ter_geometry part = {0};
        status = ter_gazetteer_geometry(c->gazetteer, c->more[i], &part, err);
        if (status == TER_OK) ter_geometry_add_parts(out, &part);
        ter_geometry_release(&part);
    }
    return status;
}

double ter_candidate_share(const ter_geocoder *g, double score) {
    double official = ter_calibration_of_rule(&g->calibration, "official name");
    return official > 0 ? fmin(1, score / official) : 1;
}

double ter_candidate_accuracy_m(const ter_candidate *c) {
    const ter_toponym *t = c->toponym;
    if (t->accuracy_m > 0) return t->accuracy_m;
    bool point = t->bbox.min_lon == t->bbox.max_lon && t->bbox.min_lat == t->bbox.max_lat;
    return point ? unknown_point_accuracy_m : unknown_accuracy_m;
}
