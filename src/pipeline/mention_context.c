/* The areas that stand before mentions. */
#include "pipeline/mention_context.h"

#include "areas/area_mentions.h"
#include "base/kind.h"
#include "base/memory.h"
#include "text/characters.h"

#include <stdlib.h>

enum { LEAST_REST = 3 /* characters of a name behind its city's */ };

typedef TER_ARRAY(ter_area_mention) area_list;

/* What the text says: `plain` are all names of areas, `places` those that are not part of a facility's name. */
typedef struct said_areas {
    area_list plain, places;
} said_areas;

static size_t index_at(const ter_text *t, size_t byte) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->begin[middle] < byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Names that are areas, whatever stands around them: with their unit, behind an area around them, or a province. */
static bool is_plain(const ter_area_mention *m) {
    bool town = ter_area_level_of(m->areas[0]) == TER_AREA_TOWN;
    bool province = ter_area_level_of(m->areas[0]) == TER_AREA_PROVINCE;
    return m->chained || province || (m->whole && !town && m->to - m->from > 2);
}

/* Of several that are called so the one in the document's area; TER_AREA_NONE when it may be elsewhere. */
static ter_area_id meant(const ter_area_mention *m, ter_area_id of) {
    for (size_t i = 0; i < m->count && of != TER_AREA_NONE; i++) {
        ter_area_id province = ter_area_at_level(of, TER_AREA_PROVINCE);
        if (ter_area_within(m->areas[i], of) || ter_area_within(of, m->areas[i])) return m->areas[i];
        if (m->count > 1 && ter_area_within(m->areas[i], province)) return m->areas[i];
    }
    return m->count == 1 ? m->areas[0] : TER_AREA_NONE;
}

/* The first mention at or behind the i-th character. */
static size_t first_behind(const area_list *list, size_t i) {
    size_t low = 0, high = list->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].from < i) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* 在河北保定, 位于河北保定: where all that follows in the sentence is. */
static bool stands_in(const ter_text *t, const ter_area_mention *m) {
    return m->from > 0 && m->chained && ter_cp_in(t->cp[m->from - 1], U"在于");
}

static size_t paragraph_begin(const ter_text *t, size_t i) {
    while (i > 0 && t->cp[i - 1] != TER_TEXT_BREAK && t->cp[i - 1] != TER_TEXT_PARAGRAPH) i--;
    return i;
}

static ter_area_id said_before(const ter_text *t, const ter_area_mention *before, const ter_mention *m,
                               ter_area_id of) {
    size_t start = index_at(t, m->start);
    if (before->to == start) return meant(before, of);
    if (stands_in(t, before) && before->from >= index_at(t, m->quote_start)) return meant(before, of);
    if (of != TER_AREA_NONE || before->from < paragraph_begin(t, start)) return TER_AREA_NONE;
    return meant(before, of);
}

/* 云州珠江公园: the one city or province whose bare name the name of a site begins with. Lines bear names of far
 * cities. */
static ter_area_id city_in_name(const ter_text *t, const ter_mention *m) {
    size_t from = index_at(t, m->start), to = index_at(t, m->end), count = 0;
    ter_area_match match;
    if (ter_kind_is_line(m->kind) || !ter_areas_longest(t->cp + from, to - from, &match)) return TER_AREA_NONE;
    const uint16_t *list = ter_area_list(match, &count);
    if (match.len < 2 || match.len + LEAST_REST > to - from || ter_area_level_of(list[0]) > TER_AREA_CITY)
        return TER_AREA_NONE;
    for (size_t i = 1; i < count; i++)
        if (ter_area_level_of(list[i]) <= TER_AREA_CITY) return TER_AREA_NONE;
    return list[0];
}

static ter_mention_context context_of(const ter_text *t, const said_areas *said_areas, const ter_mention *m,
                                      ter_area_id of) {
    const area_list *list = &said_areas->plain, *places = &said_areas->places;
    size_t start = index_at(t, m->start), next = first_behind(list, start), behind = first_behind(places, start);
    if (next < list->len && list->items[next].from == start && list->items[next].whole &&
        t->begin[list->items[next].to] < m->end)
        return (ter_mention_context){meant(&list->items[next], of), true};
    ter_mention_context said = {TER_AREA_NONE, false};
    const ter_area_mention *before = behind > 0 ? &places->items[behind - 1] : NULL;
    if (before) said.area = said_before(t, before, m, of);
    ter_area_id own = of == TER_AREA_NONE && !(before && before->to == start) ? city_in_name(t, m) : TER_AREA_NONE;
    if (own != TER_AREA_NONE && !(said.area != TER_AREA_NONE && ter_area_within(said.area, own)))
        return (ter_mention_context){own, true};
    return said;
}

void ter_mention_contexts_find(const ter_text *text, const ter_extraction *found, ter_area_id of,
                               ter_mention_context *contexts) {
    said_areas said = {0};
    ter_area_mention m;
    size_t k = 0;
    for (size_t at = 0; ter_area_next_mention(text->cp, text->count, &at, &m);) {
        if (!is_plain(&m)) continue;
        size_t begin = text->begin[m.from];
        ter_array_push(&said.plain, m);
        while (k < found->mention_count && found->mentions[k].end <= begin) k++;
        bool in_name = k < found->mention_count && found->mentions[k].start <= begin;
        if (!in_name) ter_array_push(&said.places, m); /* 云州省人民医院 does not say where the next thing is */
    }
    for (size_t i = 0; i < found->mention_count; i++) contexts[i] = context_of(text, &said, &found->mentions[i], of);
    ter_array_release(&said.plain);
    ter_array_release(&said.places);
}
