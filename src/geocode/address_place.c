/* Addresses: the house where its number is known, between the known ones, else the road. */
#include "base/kind.h"
#include "gazetteer/address.h"
#include "geo/distance.h"
#include "geocode/expression.h"
#include "geocode/namesakes.h"
#include "geocode/place.h"
#include "text/fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double house_m = 50;      /* how far from its point a house reaches */
static const double one_house_m = 300; /* points of one number nearer than this are one house */
static const double most_between_m = 1500;
static const double between_share = 0.9; /* of a score, where the house lies between two known ones */
enum { MOST_BETWEEN = 60 /* numbers */ };

#define STR(s) (int)(s).len, (s).ptr

/* ---- the words ---- */

typedef struct address_words {
    ter_str street, house; /* "酒仙桥路", "甲4" */
} address_words;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Behind the number stands a part of the house, or nothing: "93号院2号楼", but not "4号线", "4号地块". */
static bool is_house_tail(ter_str s) {
    static const char *const tails[] = {"院", "楼", "附", "之", "-", "内",   "旁", "附近",
                                        "（", "(",  "，", ",",  " ", "大院", "甲", "乙"};
    if (s.len == 0 || is_digit(s.ptr[0])) return true;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (ter_str_begins(s, tails[i])) return true;
    return false;
}

/* 某某路, 某某大道中. */
static bool ends_as_street(ter_str s) {
    static const char *const streets[] = {"路", "街", "道", "巷", "胡同", "里", "弄", "段", "条", "村", "坊"};
    static const char *const quarters[] = {"东", "西", "南", "北", "中"};
    bool quarter = false;
    for (size_t i = 0; i < sizeof quarters / sizeof *quarters && !quarter; i++)
        quarter = ter_str_drop_end(&s, quarters[i]);
    for (size_t i = 0; i < sizeof streets / sizeof *streets; i++)
        if (ter_str_ends(s, streets[i])) return !quarter || i < 3;
    return false;
}

static bool read_words(ter_str name, address_words *out) {
    static const char *const stems[] = {"甲", "乙", "丙", "丁"};
    size_t at = 0;
    while (at + strlen("号") <= name.len && memcmp(name.ptr + at, "号", strlen("号")) != 0) at++;
    if (at + strlen("号") > name.len) return false;
    size_t from = at;
    while (from > 0 && (is_digit(name.ptr[from - 1]) || name.ptr[from - 1] == '-')) from--;
    ter_str street = {name.ptr, from};
    if (from == at || !is_digit(name.ptr[from])) return false;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (ter_str_drop_end(&street, stems[i])) break;
    ter_str tail = {name.ptr + at + strlen("号"), name.len - at - strlen("号")};
    *out = (address_words){street, {street.ptr + street.len, at - street.len}};
    return ends_as_street(street) && street.len >= strlen("北路") && is_house_tail(tail);
}

bool ter_is_address(ter_str name) {
    address_words words;
    return read_words(name, &words);
}

/* ---- the houses ---- */

typedef struct house {
    ter_house_number number;
    ter_position at;
} house;

typedef TER_ARRAY(house) house_list;

static void take_house(const ter_house_number *number, ter_position at, void *context) {
    house_list *list = context;
    house h = {*number, at};
    ter_array_push(list, h);
}

/* Under every name that the road bears, for maps write its addresses by any of them. */
static ter_status find_houses(const ter_candidate *road, ter_str asked, house_list *out, ter_error *err) {
    const ter_str names[] = {ter_str_from(road->toponym->name), asked};
    ter_buf before = {0};
    ter_status status = TER_OK;
    for (size_t i = 0; i < 2 && status == TER_OK; i++) {
        ter_buf key = {0};
        ter_fold_key(names[i], &key);
        bool again = before.ptr && key.ptr && strcmp(before.ptr, key.ptr) == 0;
        if (key.ptr && !again)
            status = ter_gazetteer_each_address(road->gazetteer, (ter_str){key.ptr, key.len}, take_house, out, err);
        ter_buf_release(&before);
        before = key;
    }
    ter_buf_release(&before);
    return status;
}

/* Houses by this road: another town's road may bear its name. */
static void keep_near(house_list *list, const ter_geometry *road) {
    static const double by_road_m = 400;
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++)
        if (ter_geometry_distance_m(road, list->items[i].at, NULL) <= by_road_m) list->items[kept++] = list->items[i];
    list->len = kept;
}

/* ---- the answer ---- */

static void put_point(ter_place *p, ter_position at) {
    ter_geometry point = {.type = TER_GEOMETRY_POINT};
    ter_geometry_add_point(&point, at);
    ter_geometry_end_part(&point);
    ter_place_set_geometry(p, &point);
}

/* The house itself; false when its number is not known, or stands in two places. */
static bool put_house(ter_place *p, const house_list *list, const ter_house_number *n) {
    const house *first = NULL;
    double spread = 0;
    for (size_t i = 0; i < list->len; i++) {
        const house *h = &list->items[i];
        if (h->number.number != n->number || strcmp(h->number.stem, n->stem) != 0) continue;
        if (!first) first = h;
        spread = fmax(spread, ter_distance_m(first->at, h->at));
    }
    if (!first || spread > one_house_m) return false;
    put_point(p, first->at);
    p->precision = TER_PRECISION_EXACT;
    p->uncertainty_m = house_m + spread;
    ter_place_set_reason(p, "house number of the gazetteer");
    return true;
}

/* The nearest known number below (`step` -1) or above; `side`: on the same side of the road, which odd and even tell.
 */
static const house *neighbour(const house_list *list, int number, int step, bool side) {
    const house *best = NULL;
    for (size_t i = 0; i < list->len; i++) {
        const house *h = &list->items[i];
        int off = (h->number.number - number) * step;
        if (off <= 0 || off > MOST_BETWEEN || (side && off % 2 != 0)) continue;
        if (!best || off < (best->number.number - number) * step) best = h;
    }
    return best;
}

static bool put_between(ter_place *p, const house_list *list, const ter_house_number *n, const ter_geometry *road) {
    const house *low = neighbour(list, n->number, -1, true), *high = neighbour(list, n->number, 1, true);
    if (!low || !high) {
        low = neighbour(list, n->number, -1, false);
        high = neighbour(list, n->number, 1, false);
    }
    if (!low || !high || ter_distance_m(low->at, high->at) > most_between_m) return false;
    double share = (double)(n->number - low->number.number) / (high->number.number - low->number.number);
    ter_position at = {low->at.lon_deg + share * (high->at.lon_deg - low->at.lon_deg),
                       low->at.lat_deg + share * (high->at.lat_deg - low->at.lat_deg)};
    ter_position nearest = at;
    double apart = ter_distance_m(low->at, high->at), off = ter_geometry_distance_m(road, at, &nearest);
    put_point(p, off < house_m ? at : nearest);
    p->precision = TER_PRECISION_PART_OF;
    p->uncertainty_m = house_m + apart / 2;
    p->score *= between_share;
    ter_place_set_reason(p, "between the house numbers %d and %d of the gazetteer", low->number.number,
                         high->number.number);
    return true;
}

static void put_road(ter_place *p, const ter_candidate *road, ter_geometry *line) {
    ter_place_set_geometry(p, line);
    p->precision = TER_PRECISION_PART_OF;
    p->uncertainty_m = ter_candidate_accuracy_m(road) + ter_geometry_half_diagonal_m(&p->geometry);
    ter_place_set_reason(p, "the house number is not in the gazetteer; the whole road stands for it");
}

static ter_status place_on_road(const ter_candidate *road, ter_str name, const address_words *words, ter_place *p,
                                ter_error *err) {
    ter_geometry line = {0};
    house_list houses = {0};
    ter_house_number number = {0};
    ter_status status = ter_candidate_geometry(road, &line, err);
    if (status == TER_OK) status = find_houses(road, words->street, &houses, err);
    if (status == TER_OK) {
        ter_place_release(p);
        ter_place_fill(p, road);
        free(p->key), free(p->name);
        p->key = NULL;
        p->name = ter_strndup(name.ptr, name.len);
        p->match = TER_MATCH_ADDRESS;
        keep_near(&houses, &line);
        bool read = ter_house_number_read(words->house, &number);
        if (!(read && (put_house(p, &houses, &number) || put_between(p, &houses, &number, &line))))
            put_road(p, road, &line);
    }
    ter_array_release(&houses);
    ter_geometry_release(&line);
    return status;
}

ter_status ter_place_address(ter_geocoder *g, const char *area, ter_str name, ter_place *p, bool *answered,
                             ter_error *err) {
    address_words words;
    if (!read_words(name, &words)) return TER_OK;
    ter_candidate_list list = {0};
    ter_asked asked = {words.street, TER_ANY_LINE, area};
    ter_status status = ter_candidates_find_inexact(g, &asked, &list, err);
    if (status == TER_OK) status = ter_namesakes_join(&list, err);
    ter_choice choice = status == TER_OK ? ter_candidates_choose(&list) : TER_CHOICE_NONE;
    *answered = choice != TER_CHOICE_NONE;
    if (status == TER_OK && choice == TER_CHOICE_ONE) status = place_on_road(&list.items[0], name, &words, p, err);
    if (choice == TER_CHOICE_AMBIGUOUS) {
        ter_place_release(p);
        p->ambiguous = true;
        ter_place_set_reason(p, "ambiguous: several places far apart are called %.*s", STR(words.street));
        ter_place_add_candidates(p, &list, 0);
    } else if (choice == TER_CHOICE_NONE && !p->reason) {
        ter_place_set_reason(p, "%.*s is no road or waterway line of the gazetteer", STR(words.street));
    }
    ter_array_release(&list);
    return status;
}
