/* The order in which a query is tried: the name with its part, the name, the name taken apart, the area
 * it says, names like it, the area it begins with.
 */
#include "geocode/geocode.h"

#include "base/kind.h"
#include "gazetteer/lookup.h"
#include "geocode/area_names.h"
#include "geocode/crossing_words.h"
#include "geocode/extent.h"
#include "geocode/namesakes.h"
#include "geocode/neighbours.h"
#include "geocode/numbered_parts.h"
#include "geocode/other_names.h"
#include "geocode/place.h"
#include "geocode/region.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STR(s) (int)(s).len, (s).ptr

/* ---- names of areas, gathered once ---- */

typedef struct area_walk {
    ter_geocoder *g;
    const ter_gazetteer *gazetteer;
    size_t from, to; /* positions of areas */
} area_walk;

static bool is_district(const char *name) {
    ter_str s = ter_str_from(name);
    return ter_str_ends(s, "区") || ter_str_ends(s, "县") || ter_str_ends(s, "市") || ter_str_ends(s, "省");
}

static void add_area_name(const area_walk *walk, size_t position, const char *name, size_t len) {
    ter_town_name n = {ter_strndup(name, len), walk->gazetteer, position};
    ter_array_push(&walk->g->areas, n);
}

/* As printed, and without its unit: 东坝乡 and 东坝. */
static void look_at_name(size_t position, const char *key, const char *name, ter_name_type type, void *context) {
    static const char *const units[] = {"街道", "地区", "回族乡", "民族乡", "乡", "镇"};
    const area_walk *walk = context;
    (void)key;
    if (type == TER_NAME_RULE || position < walk->from || position >= walk->to) return;
    if (is_district(ter_gazetteer_at(walk->gazetteer, position)->name)) return;
    add_area_name(walk, position, name, strlen(name));
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!ter_str_ends(ter_str_from(name), units[i])) continue;
        add_area_name(walk, position, name, strlen(name) - strlen(units[i]));
        return;
    }
}

ter_status ter_geocoder_new(ter_gazetteer *const *gazetteers, size_t count, ter_geocoder **out, ter_error *err) {
    ter_geocoder *g = ter_alloc(sizeof *g);
    g->gazetteers = ter_alloc(count * sizeof(ter_gazetteer *));
    g->count = count;
    ter_calibration_read_embedded(&g->calibration);
    ter_status status = TER_OK;
    for (size_t i = 0; i < count && status == TER_OK; i++) {
        g->gazetteers[i] = gazetteers[i];
        area_walk walk = {g, gazetteers[i], 0, 0};
        ter_gazetteer_kind_range(gazetteers[i], ter_kind_of_areas(), &walk.from, &walk.to);
        if (walk.from < walk.to) status = ter_gazetteer_each_key(gazetteers[i], look_at_name, &walk, err);
    }
    if (status != TER_OK) {
        ter_geocoder_free(g);
        g = NULL;
    }
    *out = g;
    return status;
}

void ter_geocoder_free(ter_geocoder *g) {
    if (!g) return;
    for (size_t i = 0; i < g->areas.len; i++) free(g->areas.items[i].text);
    ter_array_release(&g->areas);
    for (size_t i = 0; i < g->grounds.len; i++) {
        ter_area_ground *ground = &g->grounds.items[i];
        for (size_t k = 0; k < ground->outlines.len; k++) ter_geometry_release(&ground->outlines.items[k]);
        ter_array_release(&ground->outlines);
        free(ground->name);
    }
    ter_array_release(&g->grounds);
    ter_calibration_release(&g->calibration);
    free(g->gazetteers);
    free(g);
}

static const char *or_empty(const char *s) {
    return s ? s : "";
}

/* One query under way. */
typedef struct work {
    ter_geocoder *g;
    const ter_geocode_query *query;
    const char *area; /* the query's, or the one that the name itself says */
    ter_place *place;
    const char *kind, *how; /* of another name that is tried: its kind and rule; NULL: the query's own */
    bool answered;          /* found, or known to be ambiguous: the steps that follow are skipped */
} work;

/* ---- the name as it stands ---- */

static ter_asked asked_of(const work *w, ter_str name) {
    return (ter_asked){name, w->kind && *w->kind ? w->kind : or_empty(w->query->kind), w->area};
}

static void say_why_not(work *w, ter_str name, const ter_candidate_list *list) {
    const ter_candidate *best = &list->items[0];
    ter_place_release(w->place);
    if (best->suggested) ter_place_set_reason(w->place, "not in the gazetteer");
    else if (best->match == TER_MATCH_NGRAM || best->match == TER_MATCH_PINYIN)
        ter_place_set_reason(w->place, "not in the gazetteer; near it, %s %s", best->toponym->name, best->against);
    else ter_place_set_reason(w->place, "%.*s %s", STR(name), best->against);
    ter_place_add_candidates(w->place, list, 0);
}

/* One of those that are as good is meant. */
static void share_scores(ter_candidate_list *list) {
    size_t n = 1;
    while (n < list->len && !list->items[n].against && ter_candidates_equal(&list->items[0], &list->items[n])) n++;
    for (size_t i = 0; i < n; i++) list->items[i].score /= (double)n;
}

static const double settled_share = 0.9; /* of a score, where only the neighbourhood tells namesakes apart */

/* Takes the first of the list, which is the only one as good, or was `settled` upon. */
static ter_status answer(work *w, ter_candidate_list *list, ter_str part, bool settled, ter_error *err) {
    ter_candidate *best = &list->items[0];
    if (settled) best->score *= settled_share;
    ter_place_release(w->place);
    ter_status status =
        part.len ? ter_place_part(w->g, w->query, best, part, w->place, err) : ter_place_whole(w->place, best, err);
    if (status == TER_OK && settled) {
        char *how = w->place->reason;
        w->place->reason = NULL;
        ter_place_set_reason(w->place, "%s; of several places of this name the one near what is named with it", how);
        free(how);
    }
    if (status == TER_OK) ter_place_add_candidates(w->place, list, 1);
    w->answered = true;
    return status;
}

/* What is found by another name is so by that rule, and stands behind what bears the name itself. */
static void relabel(work *w, ter_candidate_list *list, const char *how) {
    for (size_t i = 0; i < list->len; i++) {
        ter_candidate *c = &list->items[i];
        c->match = TER_MATCH_ALIAS;
        c->how = how;
        if (!c->against) c->score = ter_calibration_of_rule(&w->g->calibration, how);
    }
}

/* `near`: also names near this one. */
static ter_status try_name(work *w, ter_str name, ter_str part, bool near, ter_error *err) {
    ter_candidate_list list = {0};
    ter_asked asked = asked_of(w, name);
    ter_status status =
        near ? ter_candidates_find_inexact(w->g, &asked, &list, err) : ter_candidates_find(w->g, &asked, &list, err);
    if (status == TER_OK && w->how) relabel(w, &list, w->how);
    if (status == TER_OK) status = ter_neighbours_refuse(w->query, &list, err);
    if (status == TER_OK) status = ter_namesakes_join(&list, err);
    ter_choice choice = status == TER_OK ? ter_candidates_choose(&list) : TER_CHOICE_NONE;
    bool settled = false;
    if (choice == TER_CHOICE_AMBIGUOUS) status = ter_neighbours_settle(w->query, &list, &settled, err);
    if (status == TER_OK && (choice == TER_CHOICE_ONE || settled)) {
        status = answer(w, &list, part, settled, err);
    } else if (status == TER_OK && choice == TER_CHOICE_AMBIGUOUS) {
        ter_place_release(w->place);
        w->place->ambiguous = true;
        ter_place_set_reason(w->place, "ambiguous: several places far apart are called %.*s", STR(name));
        share_scores(&list);
        ter_place_add_candidates(w->place, &list, 0);
        w->answered = true;
    } else if (status == TER_OK && list.len > 0 && w->place->candidate_count == 0 && !w->how) {
        say_why_not(w, name, &list);
    }
    ter_array_release(&list);
    return status;
}

/* The part may be a toponym of its own: 望和公园 with 北园 is 望和公园北园. */
static ter_status try_joined(work *w, ter_str name, ter_str part, ter_error *err) {
    ter_buf full = {0};
    ter_buf_put_str(&full, name);
    ter_buf_put_str(&full, part);
    ter_candidate_list list = {0};
    ter_str joined = {full.ptr, full.len};
    ter_asked asked = asked_of(w, joined);
    ter_status status = ter_candidates_find(w->g, &asked, &list, err);
    if (status == TER_OK) status = ter_namesakes_join(&list, err);
    if (status == TER_OK && ter_candidates_choose(&list) == TER_CHOICE_ONE) {
        status = ter_place_whole(w->place, &list.items[0], err);
        w->answered = true;
    }
    ter_array_release(&list);
    ter_buf_release(&full);
    return status;
}

static ter_status try_in_full(work *w, ter_str part, ter_error *err) {
    ter_buf full = {0};
    ter_status status = TER_OK;
    if (ter_geocoder_full_name(w->g, w->query->name, w->area, &full)) {
        ter_str name = {full.ptr, full.len};
        if (part.len > 0) status = try_joined(w, name, part, err);
        if (status == TER_OK && !w->answered) status = try_name(w, name, part, false, err);
    }
    ter_buf_release(&full);
    return status;
}

/* ---- the name taken apart ---- */

/* Length of the text without its last character. */
static size_t shorter(ter_str s) {
    size_t n = s.len;
    while (n > 0 && ((unsigned char)s.ptr[n - 1] & 0xc0) == 0x80) n--;
    return n > 0 ? n - 1 : 0;
}

/* "坝河酒仙桥路至东苇路段", "A学校B校区": the longest beginning that is a toponym, if the rest reads as a part of it.
 */
static ter_status try_prefix(work *w, ter_str name, ter_error *err) {
    ter_status status = TER_OK;
    ter_str head = {name.ptr, shorter(name)};
    for (; head.len >= 6 && status == TER_OK && !w->answered; head.len = shorter(head)) {
        ter_str rest = {name.ptr + head.len, name.len - head.len};
        ter_part_type type = ter_expression_part(rest).type;
        ter_str base, inner; /* "清水河北路（A至B）" is not a part of 清水河 */
        if (ter_expression_brackets(rest, &base, &inner) && ter_ends_as_line(base)) continue;
        bool campus = type == TER_PART_CAMPUS && ter_str_ends(rest, "校区");
        if (type != TER_PART_BETWEEN && type != TER_PART_WITHIN && type != TER_PART_BESIDE && !campus) continue;
        if (type == TER_PART_WITHIN && ter_candidates_line_known(w->g, rest, w->area)) continue; /* 二环路北四段 */
        ter_candidate_list list = {0};
        ter_asked asked = asked_of(w, head);
        status = ter_candidates_find(w->g, &asked, &list, err);
        if (status == TER_OK) status = ter_namesakes_join(&list, err);
        bool one = status == TER_OK && ter_candidates_choose(&list) == TER_CHOICE_ONE;
        const char *kind = one ? list.items[0].toponym->kind : "";
        bool fits = campus ? ter_kind_has_campuses(kind) : ter_kind_is_line(kind);
        if (one && fits) {
            status = ter_place_part(w->g, w->query, &list.items[0], rest, w->place, err);
            w->answered = true;
            if (campus && status == TER_OK) { /* the campus is a place of its own, see geocode.h */
                free(w->place->key);
                w->place->key = NULL;
            }
        }
        ter_array_release(&list);
    }
    return status;
}

static ter_status try_apart(work *w, ter_str name, ter_error *err) {
    ter_str a, b;
    ter_status status = ter_place_junction(w->g, w->query, name, w->place, &w->answered, err);
    if (status == TER_OK && !w->answered)
        status = ter_place_region(w->g, w->query, name, w->area, w->place, &w->answered, err);
    if (status != TER_OK || w->answered) return status;
    if (ter_expression_brackets(name, &a, &b)) status = try_name(w, a, b, false, err);
    if (status == TER_OK && !w->answered) status = try_prefix(w, name, err);
    return status;
}

/* "B路口" as the part of A路 is where the two meet. */
static ter_status try_crossing_of_part(work *w, ter_str name, ter_str part, ter_error *err) {
    ter_buf full = {0};
    ter_crossing_words words;
    ter_buf_printf(&full, "%.*s（%.*s）", STR(name), STR(part));
    ter_str whole = {full.ptr, full.len};
    ter_status status = TER_OK;
    if (ter_crossing_words_read(whole, &words) && words.said)
        status = ter_place_junction(w->g, w->query, whole, w->place, &w->answered, err);
    ter_buf_release(&full);
    return status;
}

/* ---- names like it ---- */

static ter_status try_other_names(work *w, ter_str name, ter_str part, ter_error *err) {
    ter_other_name others[TER_MOST_OTHER_NAMES];
    size_t count = ter_other_names(w->g, name, others);
    ter_status status = TER_OK;
    const char *area = w->area;
    for (size_t i = 0; i < count && status == TER_OK && !w->answered; i++) {
        const char *asked = or_empty(w->query->kind);
        if (*asked && *others[i].kind && strcmp(asked, others[i].kind) != 0) continue;
        w->kind = others[i].kind;
        w->how = others[i].how;
        if (others[i].area && (!*area || !ter_area_lies_in(w->g, area, others[i].area))) w->area = others[i].area;
        status = try_name(w, ter_str_from(others[i].text), part, false, err);
        w->area = area;
    }
    w->kind = w->how = NULL;
    ter_other_names_release(others, count);
    return status;
}

/* All the parts that are known are the road; it may go on where others are not. */
static ter_status try_numbered_parts(work *w, ter_str name, ter_str part, ter_error *err) {
    ter_candidate_list list = {0};
    ter_asked asked = asked_of(w, name);
    ter_status status = part.len ? TER_OK : ter_numbered_parts_find(w->g, &asked, &list, err);
    if (status == TER_OK && list.len > 0) {
        ter_candidate *c = &list.items[0];
        for (size_t i = 1; i < list.len && c->more_count < TER_MOST_MORE; i++)
            c->more[c->more_count++] = list.items[i].position;
        ter_place_release(w->place);
        status = ter_place_whole(w->place, c, err);
        free(w->place->key), free(w->place->name);
        w->place->key = NULL;
        w->place->name = ter_strndup(name.ptr, name.len);
        w->place->uncertainty_m = fmax(w->place->uncertainty_m, ter_geometry_half_diagonal_m(&w->place->geometry));
        w->answered = true;
    }
    ter_array_release(&list);
    return status;
}

static ter_status try_inexact(work *w, ter_str name, ter_str part, ter_error *err) {
    ter_str base, inner;
    if (part.len == 0 && ter_expression_brackets(name, &base, &inner)) return try_name(w, base, inner, true, err);
    return try_name(w, name, part, true, err);
}

/* A crossing in the area that the text says; where it is none there, the steps that follow may know better. */
static ter_status try_crossing_there(work *w, ter_str name, ter_error *err) {
    ter_geocode_query q = *w->query;
    q.area = w->area;
    ter_place place = {0};
    bool answered = false;
    ter_status status = ter_place_junction(w->g, &q, name, &place, &answered, err);
    if (status == TER_OK && place.match != TER_MATCH_NONE) {
        ter_place_release(w->place);
        *w->place = place;
        w->answered = true;
    } else {
        ter_place_release(&place);
    }
    return status;
}

/* "通州区新华大街": the text says where, whatever else is thought of the document. The areas in front are left off, the
 * innermost counts. */
static ter_status try_said_area(work *w, ter_str name, ter_str part, ter_error *err) {
    static const char *const units[] = {"省", "市", "区", "县", "旗"};
    size_t cut = 0;
    ter_buf said = {0};
    for (size_t i = 3; i + 6 < name.len; i++) {
        for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
            ter_str rest = {name.ptr + i, name.len - i}, area = {name.ptr + cut, i + 3 - cut};
            ter_buf found = {0};
            if (!ter_str_begins(rest, units[k]) || area.len < 9 || !ter_area_covering(w->g, area, &found)) continue;
            ter_buf_release(&said);
            said = found;
            cut = i + 3;
        }
    }
    if (cut == 0) return TER_OK;
    const char *before = w->area, *area = said.ptr;
    if (!*before || !ter_area_lies_in(w->g, before, area)) w->area = area;
    ter_str rest = {name.ptr + cut, name.len - cut};
    ter_status status = try_name(w, rest, part, false, err);
    if (status == TER_OK && !w->answered) status = ter_place_address(w->g, w->area, rest, w->place, &w->answered, err);
    if (status == TER_OK && !w->answered) status = try_crossing_there(w, rest, err);
    if (status == TER_OK && !w->answered)
        status = ter_place_region(w->g, w->query, rest, w->area, w->place, &w->answered, err);
    w->area = before;
    ter_buf_release(&said);
    return status;
}

/* ---- the area it begins with ---- */

/* Two characters at least, and something after them; the longest wins. */
static const ter_town_name *area_begun_with(const ter_geocoder *g, ter_str name) {
    const ter_town_name *best = NULL;
    size_t best_len = 5;
    for (size_t i = 0; i < g->areas.len; i++) {
        size_t n = strlen(g->areas.items[i].text);
        if (n <= best_len || n >= name.len || memcmp(g->areas.items[i].text, name.ptr, n) != 0) continue;
        best_len = n;
        best = &g->areas.items[i];
    }
    return best;
}

/* Lines run through areas: the area whose name they bear does not say where they are. */
static bool is_line(const ter_geocode_query *q, ter_str name) {
    if (q->kind && *q->kind) return ter_kind_is_line(q->kind);
    return ter_ends_as_line(name);
}

static ter_status try_area(work *w, ter_str name, ter_error *err) {
    if (is_line(w->query, ter_str_from(w->query->name)) || (w->query->kind && ter_kind_is_area(w->query->kind)))
        return TER_OK;
    const ter_town_name *area = ter_is_address(name) ? NULL : area_begun_with(w->g, name);
    if (!area) return TER_OK; /* a road may bear the name of a town that it leads to */
    const ter_toponym *t = ter_gazetteer_at(area->gazetteer, area->position);
    ter_candidate c = {.gazetteer = area->gazetteer,
                       .position = area->position,
                       .toponym = t,
                       .match = TER_MATCH_AREA,
                       .how = "named after the area"};
    c.score = ter_calibration_of_rule(&w->g->calibration, "area");
    ter_place_release(w->place);
    ter_status status = ter_place_whole(w->place, &c, err);
    if (status != TER_OK) return status;
    w->answered = true;
    w->place->precision = TER_PRECISION_AREA;
    free(w->place->key);
    w->place->key = NULL;
    ter_place_set_reason(w->place, "%.*s is not in the gazetteer; its name begins with that of %s", STR(name),
                         w->place->name);
    return TER_OK;
}

/* ---- where the text says it runs ---- */

/* The name is not known, but its ends are, or the area of the part that is meant. */
static ter_status try_said(work *w, ter_str name, ter_str part, ter_error *err) {
    ter_str words = part, base = name, inner;
    ter_geocode_query q = *w->query;
    q.area = w->area;
    if (part.len == 0 && ter_expression_brackets(name, &base, &inner)) words = inner;
    ter_status status = TER_OK;
    bool line = is_line(&q, base);
    if (line && words.len > 0) status = ter_place_extent(w->g, &q, base, words, w->place, err);
    if (status == TER_OK && line && w->place->match == TER_MATCH_NONE && q.extent)
        status = ter_place_extent(w->g, &q, base, ter_str_from(q.extent), w->place, err);
    if (status == TER_OK && w->place->match == TER_MATCH_NONE && words.len > 0)
        status = ter_place_areas(w->g, base, words, w->place, err);
    w->answered = w->place->match != TER_MATCH_NONE;
    return status;
}

/* ---- all ---- */

/* The row of the calibration for what is not a toponym's own geometry; NULL for what is. */
static const char *construction_of(const ter_place *p) {
    bool made = p->match == TER_MATCH_JUNCTION || p->match == TER_MATCH_SECTION || p->match == TER_MATCH_EXTENT;
    if (made) return ter_match_name(p->match);
    return p->precision == TER_PRECISION_PART_OF ? "part of" : NULL;
}

ter_status ter_geocoder_find(ter_geocoder *g, const ter_geocode_query *query, ter_place *out, ter_error *err) {
    *out = (ter_place){0};
    work w = {.g = g, .query = query, .area = or_empty(query->area), .place = out};
    ter_str name = ter_str_from(query->name), part = ter_str_from(query->part);
    ter_status status = TER_OK;
    if (part.len > 0) status = try_joined(&w, name, part, err);
    if (status == TER_OK && part.len > 0 && !w.answered) status = try_crossing_of_part(&w, name, part, err);
    if (status == TER_OK && !w.answered) status = try_name(&w, name, part, false, err);
    if (status == TER_OK && !w.answered) status = try_in_full(&w, part, err);
    if (status == TER_OK && !w.answered) status = try_said_area(&w, name, part, err);
    if (status == TER_OK && !w.answered && part.len == 0)
        status = ter_place_address(g, w.area, name, out, &w.answered, err);
    if (status == TER_OK && !w.answered) status = try_apart(&w, name, err);
    if (status == TER_OK && !w.answered) status = try_other_names(&w, name, part, err);
    if (status == TER_OK && !w.answered) status = try_numbered_parts(&w, name, part, err);
    if (status == TER_OK && !w.answered) status = try_inexact(&w, name, part, err);
    if (status == TER_OK && !w.answered) status = try_said(&w, name, part, err);
    if (status == TER_OK && !w.answered) status = try_area(&w, name, err);
    if (status != TER_OK) {
        ter_place_release(out);
        return status;
    }
    const char *construction = construction_of(out);
    if (construction) out->score = ter_calibration_of_construction(&g->calibration, construction, out->score);
    if (!out->reason) ter_place_set_reason(out, "not in the gazetteer");
    return TER_OK;
}
