/* Looking for a road's numbered parts. */
#include "geocode/numbered_parts.h"

#include "base/kind.h"
#include "gazetteer/lookup.h"
#include "geocode/crossing_words.h"
#include "geocode/expression.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_HITS = 64, LEAST_NAME = 9 /* bytes: three characters */ };

/* "北四段", "一段", "2段". */
static bool is_numbered_part(ter_str s) {
    static const char *const sides[] = {"东", "西", "南", "北", "中"};
    static const char *const numbers[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (ter_str_drop_start(&s, sides[i])) break;
    if (!ter_str_drop_end(&s, "段")) return false;
    if (s.len == 1) return s.ptr[0] >= '1' && s.ptr[0] <= '9';
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (ter_str_is(s, numbers[i])) return true;
    return false;
}

static ter_status find_in(ter_geocoder *g, size_t index, const ter_asked *asked, ter_candidate_list *out,
                          ter_error *err) {
    const ter_gazetteer *gazetteer = g->gazetteers[index];
    ter_partial_hit *hits = NULL;
    size_t count = 0;
    char *name = ter_strndup(asked->name.ptr, asked->name.len);
    ter_status status = ter_gazetteer_lookup_partial(gazetteer, asked->name, MOST_HITS, &hits, &count, err);
    for (size_t i = 0; i < count; i++) {
        ter_candidate c = {.gazetteer = gazetteer, .position = hits[i].position, .match = TER_MATCH_ALIAS};
        c.toponym = ter_gazetteer_at(gazetteer, c.position);
        c.how = "road of numbered parts";
        ter_str rest = ter_str_from(c.toponym->name);
        bool part = ter_kind_is_line(c.toponym->kind) && ter_str_drop_start(&rest, name) && is_numbered_part(rest);
        for (size_t k = 0; k < out->len; k++) part = part && out->items[k].toponym != c.toponym;
        if (!part) continue;
        ter_candidates_weigh(g, asked, &c);
        if (!c.against) ter_array_push(out, c);
    }
    free(name);
    free(hits);
    return status;
}

ter_status ter_numbered_parts_find(ter_geocoder *g, const ter_asked *asked, ter_candidate_list *out, ter_error *err) {
    ter_status status = TER_OK;
    if (asked->name.len < LEAST_NAME || !ter_ends_as_road(asked->name)) return TER_OK;
    for (size_t i = 0; i < g->count && out->len == 0 && status == TER_OK; i++) status = find_in(g, i, asked, out, err);
    return status;
}
