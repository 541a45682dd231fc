/* An area that holds a line which no gazetteer knows, from the places between which it runs. */
#include "geocode/extent.h"

#include "base/kind.h"
#include "geo/distance.h"
#include "geo/hull.h"
#include "geo/plane.h"
#include "geocode/ends.h"
#include "geocode/side.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double ter_road_bend = 1.05, ter_road_bend_most = 1.3;
static const double rounding = 1.02;   /* a stated length is rounded, and so are our lines */
static const double one_end_m = 3000;  /* how far a street of unknown length goes from its one known end */
static const double nowhere_m = 50;    /* pairs nearer than this are not a road */
static const double heading_cos = 0.5; /* "west" is within 60 degrees of west */
static const double extent_score = 1;  /* as sure as its row of the calibration, which holds both sorts */
static const double area_score = 0.4;  /* never measured */
enum { MOST_SAMPLES = 160, MOST_THINGS = 12 };

#define STR(s) (int)(s).len, (s).ptr

/* ---- an end ---- */

/* Places in which the road may end. */
typedef struct end {
    TER_ARRAY(ter_position) at;
    double accuracy_m;
    double share;                          /* of a score: less than 1 when it is a guess */
    char *source, *licence, *date, *datum; /* of the first thing found; NULL: not known */
} end;

static void end_release(end *e) {
    ter_array_release(&e->at);
    free(e->source), free(e->licence), free(e->date), free(e->datum);
}

static void keep_source(end *e, const ter_toponym *t) {
    if (e->source) return;
    e->source = ter_strdup(t->source);
    e->licence = ter_strdup(t->licence);
    e->date = ter_strdup(t->date);
    e->datum = ter_strdup(t->datum);
}

/* Points along a thing, evenly, its vertices not spared: at most MOST_SAMPLES or so. */
static void sample(const ter_geometry *g, end *out) {
    double step = ter_geometry_length_m(g) / MOST_SAMPLES, since = 0;
    for (size_t part = 0; part < g->part_count; part++) {
        size_t begin = ter_geometry_part_begin(g, part), last = ter_geometry_part_end(g, part);
        if (begin < last) ter_array_push(&out->at, g->points[begin]);
        for (size_t i = begin + 1; i < last; i++) {
            ter_position a = g->points[i - 1], b = g->points[i];
            double length = ter_distance_m(a, b);
            for (; step > 0 && since + step <= length; since += step) {
                double t = (since + step) / length;
                ter_position p = {a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
                ter_array_push(&out->at, p);
            }
            since -= length;
        }
    }
}

static void add_thing(const ter_geocoder *g, end *out, const ter_candidate *c, const ter_geometry *shape) {
    sample(shape, out);
    out->accuracy_m = fmax(out->accuracy_m, ter_candidate_accuracy_m(c));
    out->share = fmin(out->share, ter_candidate_share(g, c->score));
    keep_source(out, c->toponym);
}

static ter_status sample_candidates(const ter_geocoder *geocoder, const ter_candidate_list *list, bool areas, end *out,
                                    ter_error *err) {
    size_t taken = 0;
    for (size_t i = 0; i < list->len && taken < MOST_THINGS; i++) {
        const ter_candidate *c = &list->items[i];
        bool area = ter_kind_is_area(c->toponym->kind);
        if (c->against || c->suggested || area != areas || list->items[0].rank - c->rank > 0.05) continue;
        ter_geometry g = {0};
        ter_status status = ter_candidate_geometry(c, &g, err);
        if (status != TER_OK) return status;
        add_thing(geocoder, out, c, &g);
        ter_geometry_release(&g);
        taken++;
    }
    return TER_OK;
}

/* Of places inside and outside the authority's area, those inside are meant. */
static void keep_inside(ter_geocoder *g, const char *area, end *e) {
    if (!area || !*area) return;
    size_t kept = 0;
    for (size_t i = 0; i < e->at.len; i++) {
        if (ter_area_excludes_position(g, e->at.items[i], area)) continue;
        ter_position p = e->at.items[kept];
        e->at.items[kept++] = e->at.items[i];
        e->at.items[i] = p;
    }
    if (kept > 0) e->at.len = kept;
}

static ter_status find_end(ter_geocoder *g, const ter_geocode_query *q, ter_str name, end *out, ter_error *err) {
    *out = (end){.share = 1};
    ter_candidate_list list = {0};
    const char *area = q->area ? q->area : "";
    ter_side side = {0};
    ter_status status = ter_side_find(g, name, area, &side, err);
    for (size_t i = 0; i < side.lines.len; i++)
        add_thing(g, out, side.lines.items[i].candidate, &side.lines.items[i].line);
    ter_side_release(&side);
    bool known = out->at.len > 0;
    if (status == TER_OK && !known) status = ter_candidates_find_inexact(g, &(ter_asked){name, "", area}, &list, err);
    if (status == TER_OK && !known) status = sample_candidates(g, &list, false, out, err);
    if (status == TER_OK && out->at.len == 0) status = sample_candidates(g, &list, true, out, err);
    ter_array_release(&list);
    keep_inside(g, area, out);
    return status;
}

/* ---- what fits ---- */

/* The courses that fit: from a place of one end to one of the other. */
typedef struct fitting {
    plane here;
    double length_m; /* stated; 0: not */
    char32_t heading;
    ter_hull hull;
    size_t pairs;
    double nearest_m, farthest_m; /* between the ends of a pair */
} fitting;

static bool heading_fits(char32_t heading, vec2 from, vec2 to, double distance) {
    double least = heading_cos * distance;
    switch (heading) {
    case U'西':
        return to.x - from.x >= least;
    case U'东':
        return from.x - to.x >= least;
    case U'南':
        return to.y - from.y >= least;
    case U'北':
        return from.y - to.y >= least;
    default:
        return true;
    }
}

/* All places from which both ends are reached within the length: an ellipse, by the points of a polygon around it. */
static void add_course(fitting *f, vec2 a, vec2 b, double distance) {
    double length = fmax(f->length_m, ter_road_bend * distance);
    double long_m = length / 2, wide_m = sqrt(length * length - distance * distance) / 2;
    vec2 along = {(b.x - a.x) / distance, (b.y - a.y) / distance};
    for (int i = 0; i < 12; i++) {
        double angle = i * M_PI / 6, u = long_m / cos(M_PI / 12) * cos(angle), v = wide_m / cos(M_PI / 12) * sin(angle);
        ter_hull_add(&f->hull, (a.x + b.x) / 2 + along.x * u - along.y * v,
                     (a.y + b.y) / 2 + along.y * u + along.x * v);
    }
}

static void try_pair(fitting *f, ter_position from, ter_position to) {
    vec2 a = ter_to_plane(f->here, from), b = ter_to_plane(f->here, to);
    double d = hypot(b.x - a.x, b.y - a.y);
    bool length_fits = f->length_m <= 0 || (d <= f->length_m * rounding && d * ter_road_bend_most >= f->length_m);
    if (d < nowhere_m || !length_fits || !heading_fits(f->heading, a, b, d)) return;
    f->nearest_m = f->pairs ? fmin(f->nearest_m, d) : d;
    f->farthest_m = fmax(f->farthest_m, d);
    f->pairs++;
    add_course(f, a, b, d);
}

static void try_pairs(fitting *f, const end *a, const end *b) {
    for (size_t i = 0; i < a->at.len; i++)
        for (size_t k = 0; k < b->at.len; k++) try_pair(f, a->at.items[i], b->at.items[k]);
}

/* The polygon of the hull, widened by what the ends are uncertain by. */
static void put_hull(ter_place *p, fitting *f, double margin_m) {
    ter_geometry area = {0};
    ter_hull_widen(&f->hull, margin_m);
    ter_hull_polygon(&f->hull, f->here.lon, f->here.lat, &area);
    ter_place_set_geometry(p, &area);
    p->uncertainty_m = ter_geometry_half_diagonal_m(&p->geometry);
}

/* ---- the answer ---- */

static void fill(ter_place *p, const ter_geocode_query *q, ter_str name, const end *e) {
    ter_place_release(p);
    p->match = TER_MATCH_EXTENT;
    p->name = ter_strndup(name.ptr, name.len);
    p->kind = ter_strdup(q->kind && *q->kind ? q->kind : ter_kind_of_roads());
    p->source = ter_strdup(e->source);
    p->licence = ter_strdup(e->licence);
    p->date = ter_strdup(e->date);
    p->datum = ter_strdup(e->datum);
    p->length_m = q->length_m;
}

static void add_length(ter_buf *why, double length_m) {
    if (length_m > 0) ter_buf_printf(why, "; stated length %.0f m", length_m);
}

/* `e`, `name_e`: the end that is known. */
static void put_one_end(ter_place *p, const ter_geocode_query *q, ter_str name, const end *e, ter_part part,
                        bool first) {
    fitting f = {.here = ter_plane_at(e->at.items[0])};
    for (size_t i = 0; i < e->at.len; i++) {
        vec2 v = ter_to_plane(f.here, e->at.items[i]);
        ter_hull_add(&f.hull, v.x, v.y);
    }
    fill(p, q, name, e);
    put_hull(p, &f, e->accuracy_m + (q->length_m > 0 ? q->length_m : one_end_m));
    p->precision = TER_PRECISION_AREA;
    p->score = extent_score * e->share;
    ter_str known = first ? part.a : part.b, missing = first ? part.b : part.a;
    ter_buf why = {0};
    ter_buf_printf(&why, "not in the gazetteer; it ends somewhere on %.*s, its other end %.*s is not known either",
                   STR(known), STR(missing));
    if (q->length_m <= 0) ter_buf_printf(&why, "; no length stated, up to %.0f m taken", one_end_m);
    add_length(&why, q->length_m);
    ter_place_set_reason(p, "%s", why.ptr);
    ter_buf_release(&why);
    ter_hull_release(&f.hull);
}

static void put_both_ends(ter_place *p, const ter_geocode_query *q, ter_str name, const end *a, const end *b,
                          ter_part part) {
    fitting f = {.here = ter_plane_at(a->at.items[0]), .length_m = q->length_m, .heading = part.heading};
    try_pairs(&f, a, b);
    bool length_fits = f.pairs > 0;
    if (!length_fits) { /* a length that fits no pair says that something is other than we know */
        f.length_m = 0;
        try_pairs(&f, a, b);
    }
    if (f.pairs > 0) {
        fill(p, q, name, a);
        put_hull(p, &f, fmax(a->accuracy_m, b->accuracy_m));
        p->precision = TER_PRECISION_EXTENT;
        p->score = extent_score * fmin(a->share, b->share);
        ter_buf why = {0};
        ter_buf_printf(&why, "not in the gazetteer; all courses from %.*s to %.*s, which lie %.1f to %.1f km apart",
                       STR(part.a), STR(part.b), f.nearest_m / 1000, f.farthest_m / 1000);
        add_length(&why, q->length_m);
        if (!length_fits) ter_buf_puts(&why, ", which does not fit them");
        ter_place_set_reason(p, "%s", why.ptr);
        ter_buf_release(&why);
    }
    ter_hull_release(&f.hull);
}

ter_status ter_place_extent(ter_geocoder *g, const ter_geocode_query *query, ter_str name, ter_str words, ter_place *p,
                            ter_error *err) {
    ter_part part = ter_expression_part(words);
    if (part.type != TER_PART_BETWEEN) return TER_OK;
    end a = {0}, b = {0};
    ter_status status = find_end(g, query, part.a, &a, err);
    if (status == TER_OK) status = find_end(g, query, part.b, &b, err);
    if (status == TER_OK && a.at.len > 0 && b.at.len > 0) put_both_ends(p, query, name, &a, &b, part);
    else if (status == TER_OK && a.at.len > 0) put_one_end(p, query, name, &a, part, true);
    else if (status == TER_OK && b.at.len > 0) put_one_end(p, query, name, &b, part, false);
    end_release(&a);
    end_release(&b);
    return status;
}

/* ---- areas ---- */

/* The area that a part begins with or is: "B段", "B院区", "B". */
static ter_status area_of_part(ter_geocoder *g, ter_str words, ter_candidate *out, bool *found, ter_error *err) {
    static const char *const ends[] = {"校区", "院区", "分院", "分校", "区"};
    ter_part part = ter_expression_part(words);
    *found = false;
    if (part.type == TER_PART_BETWEEN || part.type == TER_PART_BESIDE) return TER_OK;
    ter_str name = part.a;
    for (size_t i = 0; part.type == TER_PART_CAMPUS && i < sizeof ends / sizeof *ends; i++) {
        if (!ter_str_ends(name, ends[i])) continue;
        name.len -= strlen(ends[i]);
        break;
    }
    return name.len < 6 ? TER_OK : ter_area_find(g, name, out, found, err);
}

static void add_ground(const ter_geometry *from, ter_geometry *to) {
    to->type = from->type;
    for (size_t polygon = 0, part = 0; polygon < from->polygon_count; polygon++) {
        for (; part < from->polygon_ends[polygon]; part++) {
            for (size_t i = ter_geometry_part_begin(from, part); i < ter_geometry_part_end(from, part); i++)
                ter_geometry_add_point(to, from->points[i]);
            ter_geometry_end_part(to);
        }
        ter_geometry_end_polygon(to);
    }
}

static void put_areas(ter_place *p, const ter_candidate *first, ter_geometry *ground, ter_str name,
                      const ter_buf *names) {
    ter_place_release(p);
    ter_status status = ter_place_whole(p, first, NULL);
    if (status != TER_OK) return;
    ter_place_set_geometry(p, ground);
    p->match = TER_MATCH_AREA;
    p->score = area_score;
    p->uncertainty_m = ter_candidate_accuracy_m(first) + ter_geometry_half_diagonal_m(&p->geometry);
    free(p->key);
    p->key = NULL;
    ter_place_set_reason(p, "where %.*s runs or lies is not in the gazetteer; the text says in %.*s", STR(name),
                         (int)names->len, names->ptr);
}

ter_status ter_place_areas(ter_geocoder *g, ter_str name, ter_str words, ter_place *p, ter_error *err) {
    ter_candidate chosen = {0}, area;
    ter_geometry ground = {0};
    ter_buf names = {0};
    bool found = true;
    ter_status status = TER_OK;
    for (bool more = true; more && found && status == TER_OK;) {
        ter_str first = words, rest;
        ter_geometry outline = {0};
        more = ter_expression_parts(words, &first, &rest);
        status = area_of_part(g, first, &area, &found, err);
        if (status == TER_OK && found) status = ter_candidate_geometry(&area, &outline, err);
        found = found && outline.type == TER_GEOMETRY_POLYGON;
        if (found) add_ground(&outline, &ground);
        if (found && !chosen.toponym) chosen = area;
        if (found) ter_buf_printf(&names, "%s%s", names.len ? ", " : "", area.toponym->name);
        ter_geometry_release(&outline);
        if (more) words = rest;
    }
    if (status == TER_OK && found) put_areas(p, &chosen, &ground, name, &names);
    ter_geometry_release(&ground);
    ter_buf_release(&names);
    return status;
}
