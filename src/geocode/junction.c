/* Junctions: where two roads or waterways meet, or their interchange, or nothing.
 *
 * A name may stand for several lines: namesakes in several districts, of which the other road settles which is meant,
 * or the parts of a ring, which together are it. */
#include "geo/crossings.h"
#include "geo/distance.h"
#include "geo/plane.h"
#include "geocode/crossing_words.h"
#include "geocode/interchange.h"
#include "geocode/place.h"
#include "geocode/side.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double short_m = 60;       /* how far short of the other line an end may stop */
static const double free_short_m = 160; /* the same for an end that no other road takes up */
static const double sibling_m = 1000;   /* how far from its own line the other part of its ring may be meant */
static const double bridge_m = 300;     /* how far from there the bridge may lie whose name the crossing bears */
static const double stretch_m = 1000;   /* crossings spread wider than this are not one place */
enum { MOST_CROSSINGS = 16 };

#define STR(s) (int)(s).len, (s).ptr

/* ---- meetings ---- */

typedef struct meeting {
    const ter_candidate *a, *b;
    ter_crossing at;
    const char *via;    /* the interchange that joins the lines; NULL: they meet themselves */
    const char *bridge; /* the named bridge at which they meet; NULL: none, or the crossing is plain */
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
        for (size_t k = 0; k < kept && keep; k++)
            keep = ter_distance_m(list->items[k].at.at, m->at.at) >= TER_CROSSING_SIZE_M;
        if (keep) list->items[kept++] = *m;
    }
    list->len = kept;
}

static void find_crossings(const ter_side_line *a, const ter_side_line *b, meeting_list *out) {
    if (a->candidate->toponym == b->candidate->toponym) return;
    ter_crossing found[MOST_CROSSINGS];
    size_t count = ter_line_crossings(&a->line, &b->line, short_m, found, MOST_CROSSINGS);
    for (size_t i = 0; i < count; i++)
        ter_array_push(out, ((meeting){a->candidate, b->candidate, found[i], NULL, NULL}));
}

/* ter_interchange_find or ter_interchange_bridges. */
typedef ter_status (*interchange_fn)(ter_geocoder *g, const ter_geometry *a, const ter_geometry *b,
                                     ter_interchange *out, size_t most, size_t *count, ter_error *err);

static ter_status find_interchanges(ter_geocoder *g, interchange_fn find, const ter_side_line *a,
                                    const ter_side_line *b, meeting_list *out, ter_error *err) {
    if (a->candidate->toponym == b->candidate->toponym) return TER_OK;
    ter_interchange found[MOST_CROSSINGS];
    size_t count = 0;
    ter_status status = find(g, &a->line, &b->line, found, MOST_CROSSINGS, &count, err);
    for (size_t i = 0; i < count; i++) {
        ter_crossing at = {.type = TER_CROSSING_BROKEN, .at = found[i].at, .points = 1, .spread_m = found[i].spread_m};
        ter_array_push(out, ((meeting){a->candidate, b->candidate, at, found[i].toponym->name, NULL}));
    }
    return status;
}

/* Ends that stop farther short, but hang free: the way on bears no name. */
static ter_status find_free_ends(ter_geocoder *g, const ter_side_line *a, const ter_side_line *b, meeting_list *out,
                                 ter_error *err) {
    if (a->candidate->toponym == b->candidate->toponym) return TER_OK;
    ter_crossing found[MOST_CROSSINGS];
    size_t count = ter_line_crossings(&a->line, &b->line, free_short_m, found, MOST_CROSSINGS);
    ter_status status = TER_OK;
    for (size_t i = 0; i < count && status == TER_OK; i++) {
        bool is_free = false;
        status =
            ter_interchange_end_free(g, found[i].from, a->candidate->toponym, b->candidate->toponym, &is_free, err);
        if (is_free) ter_array_push(out, ((meeting){a->candidate, b->candidate, found[i], NULL, NULL}));
    }
    return status;
}

/* The lines of a side that are to be taken together are one line here. */
static ter_side_line joint_line(const ter_side *s) {
    ter_side_line joint = {s->lines.items[0].candidate, {.type = TER_GEOMETRY_LINE}};
    for (size_t i = 0; i < s->lines.len; i++) {
        const ter_geometry *g = &s->lines.items[i].line;
        for (size_t part = 0; part < g->part_count; part++) {
            for (size_t k = ter_geometry_part_begin(g, part); k < ter_geometry_part_end(g, part); k++)
                ter_geometry_add_point(&joint.line, g->points[k]);
            ter_geometry_end_part(&joint.line);
        }
    }
    return joint;
}

/* Which of the parts it is that passes there. */
static const ter_candidate *part_at(const ter_side *s, ter_position at) {
    const ter_candidate *best = NULL;
    double least = INFINITY;
    for (size_t i = 0; i < s->lines.len; i++) {
        double d = ter_geometry_distance_m(&s->lines.items[i].line, at, NULL);
        if (d < least) least = d, best = s->lines.items[i].candidate;
    }
    return best;
}

/* Where the lines meet in many points, or one stops short, the bridge that bears a name there is where they meet. */
static ter_status move_to_bridge(ter_geocoder *g, const ter_side_line *a, const ter_side_line *b, meeting *m,
                                 ter_error *err) {
    bool vague = m->via || m->at.type == TER_CROSSING_SHORT || m->at.points > 4 || m->at.spread_m > 60;
    if (!vague || m->a != a->candidate || m->b != b->candidate) return TER_OK;
    ter_interchange bridge;
    double reach = fmax(bridge_m, m->at.spread_m);
    ter_status status = ter_interchange_named(g, &a->line, &b->line, m->at.at, reach, &bridge, err);
    if (status != TER_OK || !bridge.toponym) return status;
    m->at.spread_m = fmax(m->at.spread_m, bridge.spread_m);
    m->at.at = bridge.at;
    m->bridge = bridge.toponym->name;
    return TER_OK;
}

static ter_status find_meetings(ter_geocoder *g, const ter_side *a, const ter_side *b, meeting_list *out,
                                ter_error *err) {
    ter_side_line joint_a = {0}, joint_b = {0};
    if (a->parts) joint_a = joint_line(a);
    if (b->parts) joint_b = joint_line(b);
    const ter_side_line *as = a->parts ? &joint_a : a->lines.items, *bs = b->parts ? &joint_b : b->lines.items;
    size_t an = a->parts ? 1 : a->lines.len, bn = b->parts ? 1 : b->lines.len;
    ter_status status = TER_OK;
    for (size_t i = 0; i < an; i++)
        for (size_t k = 0; k < bn; k++) find_crossings(&as[i], &bs[k], out);
    for (size_t i = 0; i < an && out->len == 0; i++)
        for (size_t k = 0; k < bn && status == TER_OK; k++)
            status = find_interchanges(g, ter_interchange_find, &as[i], &bs[k], out, err);
    for (size_t i = 0; i < an && out->len == 0; i++)
        for (size_t k = 0; k < bn && status == TER_OK; k++) status = find_free_ends(g, &as[i], &bs[k], out, err);
    for (size_t i = 0; i < an && out->len == 0; i++)
        for (size_t k = 0; k < bn && status == TER_OK; k++)
            status = find_interchanges(g, ter_interchange_bridges, &as[i], &bs[k], out, err);
    for (size_t n = 0; n < out->len; n++)
        for (size_t i = 0; i < an; i++)
            for (size_t k = 0; k < bn && status == TER_OK; k++)
                status = move_to_bridge(g, &as[i], &bs[k], &out->items[n], err);
    for (size_t i = 0; i < out->len; i++) {
        if (a->parts) out->items[i].a = part_at(a, out->items[i].at.at);
        if (b->parts) out->items[i].b = part_at(b, out->items[i].at.at);
    }
    ter_geometry_release(&joint_a.line);
    ter_geometry_release(&joint_b.line);
    thin_out(out);
    return status;
}

/* ---- other parts of a ring ---- */

/* Whether `at` lies on the side of the ring that the name says: 东 to the east of its middle. */
static bool on_side(ter_str name, const ter_side *ring, ter_position at) {
    ter_bbox box = ter_bbox_empty;
    for (size_t i = 0; i < ring->lines.len; i++) ter_bbox_add(&box, ring->lines.items[i].candidate->toponym->bbox);
    double east = at.lon_deg - (box.min_lon + box.max_lon) / 2, north = at.lat_deg - (box.min_lat + box.max_lat) / 2;
    if (ter_str_begins(name, "东")) return east > 0;
    if (ter_str_begins(name, "西")) return east < 0;
    if (ter_str_begins(name, "南")) return north < 0;
    return !ter_str_begins(name, "北") || north > 0;
}

/* A sibling (东四环中路 for 东四环北路) is meant near the line of the part asked for only; the ring as a whole anywhere
 * on the side that the name says. */
static bool stands_for(ter_str name, const ter_side *asked, const meeting *m, const ter_candidate *part) {
    static const char *const sides[] = {"东", "西", "南", "北"};
    bool sided = false, whole = ter_str_ends(name, "环") || ter_str_ends(name, "环路");
    for (size_t i = 0; i < 4; i++) sided = sided || ter_str_begins(ter_str_from(part->toponym->name), sides[i]);
    if (!sided && (whole || asked->lines.len == 0)) return true;
    for (size_t i = 0; i < asked->lines.len; i++)
        if (ter_geometry_distance_m(&asked->lines.items[i].line, m->at.at, NULL) <= sibling_m) return true;
    return false;
}

/* The road asked for with a side of a ring meets another part of that ring. `name` is the ring's side, `asked` what was
 * found for it. */
static ter_status find_on_ring(ter_geocoder *g, ter_str name, const ter_side *asked, const ter_side *other,
                               const char *area, meeting_list *out, ter_side *ring, ter_error *err) {
    ter_status status = ter_side_find_ring(g, name, area, ring, err);
    if (status != TER_OK || ring->lines.len == 0) return status;
    status = find_meetings(g, ring, other, out, err);
    size_t kept = 0;
    for (size_t i = 0; i < out->len; i++) {
        const meeting *m = &out->items[i];
        if (on_side(name, ring, m->at.at) && stands_for(name, asked, m, part_at(ring, m->at.at)))
            out->items[kept++] = *m;
    }
    out->len = kept;
    return status;
}

static void keep_inside(ter_geocoder *g, const char *area, meeting_list *list) {
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++)
        if (!ter_area_excludes_position(g, list->items[i].at.at, area)) list->items[kept++] = list->items[i];
    if (kept > 0) list->len = kept;
}

/* ---- the answer ---- */

static char *name_of(const meeting *m) {
    const char *a = m->a->toponym->name, *b = m->b->toponym->name;
    ter_buf name = {0};
    ter_buf_printf(&name, "%s与%s交叉口", strcmp(a, b) <= 0 ? a : b, strcmp(a, b) <= 0 ? b : a);
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
    if (m->via) ter_buf_printf(&b, "interchange: %s joins the two", m->via);
    else if (c->type == TER_CROSSING_SHORT)
        ter_buf_printf(&b, "gap of %.0f m: one ends short of the other and runs toward it", c->gap_m);
    else if (c->type == TER_CROSSING_BROKEN)
        ter_buf_printf(&b, "interchange: the line of one has a gap of %.0f m there, which the other passes", c->gap_m);
    else if (c->points > 4 || c->spread_m > 60)
        ter_buf_printf(&b, "interchange: %s %zu points, this lies amid them", carriageways, c->points);
    else if (c->points > 1) ter_buf_printf(&b, "crossing: %s %zu points, this lies amid them", carriageways, c->points);
    else
        ter_buf_printf(&b, "%s", c->type == TER_CROSSING_TOUCH ? "one ends on the other" : "crossing of the two lines");
    if (m->bridge) ter_buf_printf(&b, "; its place is %s", m->bridge);
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

static void answer(ter_place *p, const meeting_list *found, ter_str a, ter_str b) {
    if (found->len == 0) {
        ter_place_set_reason(p, "%.*s and %.*s do not meet", STR(a), STR(b));
        return;
    }
    bool one = one_place(found);
    if (one) put_junction(p, &found->items[0]);
    else ter_place_set_reason(p, "ambiguous: %.*s and %.*s meet in %zu places", STR(a), STR(b), found->len);
    for (size_t i = one; i < found->len; i++) add_meeting(p, &found->items[i]);
}

/* ---- how far from it ---- */

/* The point of the road that runs that way, where one does, else the point of the compass. */
static ter_position snapped(const ter_side *side, ter_position at, double within_m) {
    ter_position best = at;
    double least = within_m;
    for (size_t i = 0; i < side->lines.len; i++) {
        ter_position nearest = at;
        double d = ter_geometry_distance_m(&side->lines.items[i].line, at, &nearest);
        if (d < least) least = d, best = nearest;
    }
    return best;
}

/* "以东100米": the words say a distance along a road, seldom along the compass. */
static void move_away(ter_place *p, const ter_crossing_words *words, const ter_side *a, const ter_side *b) {
    static const double along = 0.5; /* of the distance: how far the road may turn away from the compass */
    if (p->match == TER_MATCH_NONE) return;
    p->uncertainty_m += words->slack_m;
    if (words->away_m <= 0) return;
    if (words->bearing < 0) {
        p->uncertainty_m += words->away_m;
        return;
    }
    plane here = ter_plane_at(p->point);
    double angle = words->bearing * M_PI / 180;
    vec2 v = {words->away_m * sin(angle), words->away_m * cos(angle)};
    ter_position at = ter_from_plane(here, v), on_a = snapped(a, at, along * words->away_m);
    ter_position on_b = snapped(b, at, along * words->away_m);
    bool a_nearer = ter_distance_m(on_a, at) > 0 &&
                    (ter_distance_m(on_b, at) == 0 || ter_distance_m(on_a, at) <= ter_distance_m(on_b, at));
    ter_geometry point = {.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&point, a_nearer ? on_a : on_b);
    ter_geometry_end_part(&point);
    ter_place_set_geometry(p, &point);
    p->uncertainty_m += along * words->away_m;
    ter_place_add_reason(p, "%.0f m from there, as the text says", words->away_m);
}

/* ---- one way to cut the name ---- */

typedef struct pair_work {
    ter_geocoder *g;
    const ter_geocode_query *query;
    const ter_crossing_words *words;
    bool loose; /* of the pair: both must be roads that meet */
} pair_work;

/* Whether what was found bears the name, and is no guess. */
static bool is_sure(const ter_side *s) {
    for (size_t i = 0; i < s->lines.len; i++) {
        ter_match match = s->lines.items[i].candidate->match;
        if (match == TER_MATCH_NGRAM || match == TER_MATCH_PINYIN) return false;
    }
    return s->lines.len > 0;
}

/* Where the two meet; a ring's name stands for its other parts too. */
static ter_status find_all(const pair_work *w, const ter_str names[2], ter_side sides[3], meeting_list *found,
                           ter_error *err) {
    const char *area = w->query->area ? w->query->area : "";
    ter_side *a = &sides[0], *b = &sides[1], ring = {0};
    ter_status status = ter_side_find(w->g, names[0], area, a, err);
    if (status == TER_OK) status = ter_side_find(w->g, names[1], area, b, err);
    if (status == TER_OK && w->loose && !(is_sure(a) && is_sure(b))) return TER_OK;
    if (status == TER_OK && a->lines.len && b->lines.len) status = find_meetings(w->g, a, b, found, err);
    for (int i = 0; i < 2; i++) {
        if (status != TER_OK || found->len > 0 || sides[1 - i].lines.len == 0) continue;
        ter_side_release(&ring);
        status = find_on_ring(w->g, names[i], &sides[i], &sides[1 - i], area, found, &ring, err);
    }
    sides[2] = ring; /* its candidates are those of the meetings */
    if (*area) keep_inside(w->g, area, found);
    return status;
}

/* *known: both are lines of the gazetteers; of loosely joined ones, that they meet too. */
static ter_status place_pair(const pair_work *w, ter_pair roads, ter_place *p, bool *known, ter_error *err) {
    ter_str names[2] = {roads.a, roads.b};
    put_in_order(&names[0], &names[1]);
    ter_side sides[3] = {0};
    meeting_list found = {0};
    ter_status status = find_all(w, names, sides, &found, err);
    *known = sides[0].lines.len > 0 && sides[1].lines.len > 0;
    if (status == TER_OK && !found.len && !*known) {
        ter_str missing = sides[0].lines.len ? names[1] : names[0];
        ter_place_set_reason(p, "%.*s is no road or waterway line of the gazetteer", STR(missing));
    } else if (status == TER_OK) {
        answer(p, &found, names[0], names[1]);
        move_away(p, w->words, &sides[0], &sides[1]);
    }
    if (w->loose) *known = found.len > 0;
    for (int i = 0; i < 3; i++) ter_side_release(&sides[i]);
    ter_array_release(&found);
    return status;
}

/* Most ways to cut a name that nothing joins are nonsense: a look-up tells. */
static bool is_worth_trying(const pair_work *w, ter_pair roads) {
    const char *area = w->query->area ? w->query->area : "";
    if (!roads.loose || (ter_ends_as_road(roads.a) && ter_ends_as_road(roads.b))) return true;
    return ter_candidates_line_known(w->g, roads.a, area) && ter_candidates_line_known(w->g, roads.b, area);
}

/* Of the ways to take the name apart the first whose roads meet, else the first whose roads are known. When none is,
 * the first gives the reason, unless the name may well be no crossing's ("甲/乙"). */
ter_status ter_place_junction(ter_geocoder *g, const ter_geocode_query *query, ter_str name, ter_place *p,
                              bool *answered, ter_error *err) {
    ter_crossing_words words;
    bool known = false, placed = false;
    ter_crossing_words_read(name, &words);
    pair_work w = {g, query, &words, false};
    ter_status status = TER_OK;
    for (size_t i = 0; i < words.count && !placed && status == TER_OK; i++) {
        ter_place place = {0};
        bool both = false;
        if (!is_worth_trying(&w, words.pairs[i])) continue;
        w.loose = words.pairs[i].loose;
        status = place_pair(&w, words.pairs[i], &place, &both, err);
        placed = place.match != TER_MATCH_NONE || place.candidate_count > 0;
        if (placed || (both && !known) || (words.said && i == 0)) {
            ter_place_release(p);
            *p = place;
        } else {
            ter_place_release(&place);
        }
        known = known || both;
    }
    *answered = known || placed || (words.said && words.count > 0);
    return status;
}
