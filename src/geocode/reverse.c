/* From a position to names: things around it, the crossing it is at, the areas it lies in. */
#include "geocode/reverse.h"

#include "base/kind.h"
#include "geo/crossings.h"
#include "geo/distance.h"
#include "geocode/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double around_m = 1000, crossing_m = 150, short_m = 60;
enum { MOST_ROADS = 8, MOST_SHOWN = 5 };

typedef struct thing {
    ter_candidate candidate;
    double away_m;
    double size_m; /* of an area: its extent */
} thing;

typedef TER_ARRAY(thing) thing_list;

typedef struct search {
    const ter_gazetteer *gazetteer;
    ter_position at;
    thing_list *out;
    ter_status status;
    ter_error *err;
} search;

static double extent_m(ter_bbox b) {
    return ter_distance_m((ter_position){b.min_lon, b.min_lat}, (ter_position){b.max_lon, b.max_lat});
}

/* An area counts where its outline holds the position. */
static void look_at(size_t position, void *context) {
    search *s = context;
    if (s->status != TER_OK) return;
    thing t = {.candidate = {.gazetteer = s->gazetteer, .position = position}};
    const ter_toponym *toponym = t.candidate.toponym = ter_gazetteer_at(s->gazetteer, position);
    ter_geometry shape = {0};
    s->status = ter_gazetteer_geometry(s->gazetteer, position, &shape, s->err);
    if (s->status != TER_OK) return;
    t.away_m = ter_geometry_distance_m(&shape, s->at, NULL);
    t.size_m = extent_m(toponym->bbox);
    bool area = ter_kind_is_area(toponym->kind);
    bool counts = area ? shape.type == TER_GEOMETRY_POLYGON && t.away_m == 0 : t.away_m <= around_m;
    if (counts) ter_array_push(s->out, t);
    ter_geometry_release(&shape);
}

static int compare_things(const void *pa, const void *pb) {
    const thing *a = pa, *b = pb;
    if (a->away_m != b->away_m) return a->away_m < b->away_m ? -1 : 1;
    if (a->size_m != b->size_m) return a->size_m < b->size_m ? -1 : 1; /* what holds it, the smallest first */
    return strcmp(a->candidate.toponym->key, b->candidate.toponym->key);
}

/* All that lies around, areas apart from the rest. */
static ter_status find_all(const ter_geocoder *g, ter_position at, thing_list *things, thing_list *areas,
                           ter_error *err) {
    ter_bbox box = ter_bbox_around(at, around_m);
    ter_status status = TER_OK;
    for (size_t i = 0; i < g->count; i++) {
        for (size_t k = 0; k < ter_kind_count() && status == TER_OK; k++) {
            const char *kind = ter_kind_at(k)->name;
            search s = {g->gazetteers[i], at, ter_kind_is_area(kind) ? areas : things, TER_OK, err};
            status = ter_gazetteer_each_in(g->gazetteers[i], kind, box, look_at, &s, err);
            if (status == TER_OK) status = s.status;
        }
    }
    if (things->len > 1) qsort(things->items, things->len, sizeof *things->items, compare_things);
    if (areas->len > 1) qsort(areas->items, areas->len, sizeof *areas->items, compare_things);
    return status;
}

/* ---- the crossing ---- */

typedef struct road {
    const ter_toponym *toponym;
    ter_geometry line;
} road;

static ter_status load_roads(const thing_list *things, road out[MOST_ROADS], size_t *count, ter_error *err) {
    ter_status status = TER_OK;
    *count = 0;
    for (size_t i = 0; i < things->len && *count < MOST_ROADS && status == TER_OK; i++) {
        const thing *t = &things->items[i];
        if (t->away_m > crossing_m || !ter_kind_is_road(t->candidate.toponym->kind)) continue;
        road r = {t->candidate.toponym, {0}};
        status = ter_candidate_geometry(&t->candidate, &r.line, err);
        if (status == TER_OK && r.line.type == TER_GEOMETRY_LINE) out[(*count)++] = r;
        else ter_geometry_release(&r.line);
    }
    return status;
}

/* The nearest crossing of two roads; appends its name. */
static ter_status add_crossing(const thing_list *things, ter_position at, ter_buf *out, ter_error *err) {
    road roads[MOST_ROADS];
    size_t count = 0;
    double least = crossing_m;
    const road *a = NULL, *b = NULL;
    ter_status status = load_roads(things, roads, &count, err);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            ter_crossing found[MOST_ROADS];
            size_t n = ter_line_crossings(&roads[i].line, &roads[k].line, short_m, found, MOST_ROADS);
            for (size_t c = 0; c < n; c++) {
                double d = ter_distance_m(at, found[c].at);
                if (d < least && strcmp(roads[i].toponym->name, roads[k].toponym->name) != 0)
                    least = d, a = &roads[i], b = &roads[k];
            }
        }
    }
    if (a) ter_buf_printf(out, "; %.0f m from the crossing of %s and %s", least, a->toponym->name, b->toponym->name);
    for (size_t i = 0; i < count; i++) ter_geometry_release(&roads[i].line);
    return status;
}

/* ---- the answer ---- */

/* The areas that hold it, then those that the outermost of them is known to lie in. */
static void add_areas(const thing_list *areas, const char *stated, ter_buf *out) {
    const char *separator = "; in ", *last = stated;
    for (size_t i = 0; i < areas->len; i++) {
        const ter_toponym *t = areas->items[i].candidate.toponym;
        ter_buf_printf(out, "%s%s", separator, t->name);
        separator = ", ";
        last = t->area;
    }
    if (*last) ter_buf_printf(out, "%s%s", separator, last);
}

static void put_position(ter_place *p, ter_position at) {
    ter_geometry point = {.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&point, at);
    ter_geometry_end_part(&point);
    ter_place_set_geometry(p, &point);
}

static void put_next(ter_place *p, const thing_list *things) {
    for (size_t i = 1; i < things->len && i <= MOST_SHOWN; i++) {
        const thing *t = &things->items[i];
        const ter_toponym *toponym = t->candidate.toponym;
        ter_buf why = {0};
        ter_buf_printf(&why, "%.0f m away", t->away_m);
        ter_geocode_candidate c = {.key = ter_strdup(toponym->key),
                                   .name = ter_strdup(toponym->name),
                                   .kind = ter_strdup(toponym->kind),
                                   .area = ter_strdup(toponym->area),
                                   .match = TER_MATCH_EXACT,
                                   .precision = TER_PRECISION_EXACT,
                                   .uncertainty_m = t->away_m,
                                   .score = 1,
                                   .point = toponym->point,
                                   .reason = ter_buf_detach(&why)};
        ter_place_add_candidate(p, &c);
    }
}

static void put_answer(ter_place *p, ter_position at, const thing_list *things, const thing_list *areas,
                       const ter_buf *crossing) {
    const thing *first = things->len ? &things->items[0] : areas->len ? &areas->items[0] : NULL;
    if (!first) {
        ter_place_set_reason(p, "the gazetteer has nothing with a name within %.0f m", around_m);
        return;
    }
    ter_place_fill(p, &first->candidate);
    put_position(p, at);
    p->match = things->len ? TER_MATCH_EXACT : TER_MATCH_AREA;
    p->precision = things->len ? TER_PRECISION_EXACT : TER_PRECISION_AREA;
    p->uncertainty_m = first->away_m;
    p->score = 1;
    ter_buf why = {0};
    ter_buf_printf(&why, "%.0f m from %s", first->away_m, first->candidate.toponym->name);
    if (!things->len) ter_buf_clear(&why), ter_buf_puts(&why, "nothing nearer has a name");
    ter_buf_puts(&why, crossing->len ? crossing->ptr : "");
    add_areas(areas, things->len ? first->candidate.toponym->area : "", &why);
    ter_place_set_reason(p, "%s", why.ptr);
    ter_buf_release(&why);
    put_next(p, things);
}

ter_status ter_geocoder_reverse(ter_geocoder *g, ter_position at, ter_place *out, ter_error *err) {
    *out = (ter_place){0};
    thing_list things = {0}, areas = {0};
    ter_buf crossing = {0};
    ter_status status = find_all(g, at, &things, &areas, err);
    if (status == TER_OK) status = add_crossing(&things, at, &crossing, err);
    if (status == TER_OK) put_answer(out, at, &things, &areas, &crossing);
    ter_array_release(&things);
    ter_array_release(&areas);
    ter_buf_release(&crossing);
    return status;
}
