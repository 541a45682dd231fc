/* Names of areas by the table of China's areas. */
#include "geocode/area_names.h"

#include "areas/area_mentions.h"
#include "geocode/expression.h"
#include "text/fold.h"

#include <string.h>

enum { MOST_CHARACTERS = 24 };

static bool gazetteer_names(const ter_geocoder *g, ter_str name, ter_buf *out) {
    if (!ter_area_known(g, name)) return false;
    ter_buf_put_str(out, name);
    return true;
}

bool ter_area_covering(const ter_geocoder *g, ter_str text, ter_buf *out) {
    ter_area_mention m;
    if (gazetteer_names(g, text, out)) return true;
    if (!ter_area_parse(text, &m) || m.count == 0) return false;
    for (uint16_t i = 0; i < m.count; i++)
        for (ter_area_id id = m.areas[i]; id != TER_AREA_NONE; id = ter_area_parent(id))
            if (ter_area_level_of(id) != TER_AREA_PROVINCE || id == m.areas[i] || ter_str_ends(ter_area_name(id), "市"))
                if (gazetteer_names(g, ter_area_name(id), out)) return true;
    return false;
}

/* Where towns do not count, a name that is a common word too is not known to be an area's. */
static bool is_name_of(ter_area_match match, ter_area_id id, ter_area_level least) {
    ter_area_form form = ter_area_form_of(match, id);
    bool word = form == TER_AREA_WORD && least < TER_AREA_TOWN;
    return ter_area_level_of(id) <= least && !word && form != TER_AREA_LETTER;
}

bool ter_is_area_name(ter_str text, ter_area_level least) {
    uint32_t cp[MOST_CHARACTERS], c;
    size_t n = 0;
    for (size_t i = 0; i < text.len; cp[n++] = ter_fold_cp(c)) {
        if (n == MOST_CHARACTERS) return false;
        i += ter_utf8_next(text.ptr + i, text.len - i, &c);
    }
    ter_area_match match;
    if (n == 0 || !ter_areas_longest(cp, n, &match) || match.len != n) return false;
    size_t count = 0;
    const uint16_t *list = ter_area_list(match, &count);
    for (size_t i = 0; i < count; i++)
        if (is_name_of(match, list[i], least)) return true;
    return false;
}

size_t ter_begins_with_area(ter_str text, const char **unit, size_t *with_unit) {
    static const char *const units[] = {"市", "县", "区", "省"};
    for (size_t n = text.len - 1; n >= strlen("成都") && n < text.len; n--) {
        ter_area_mention m;
        if (((unsigned char)text.ptr[n] & 0xc0) == 0x80 || !ter_area_parse((ter_str){text.ptr, n}, &m)) continue;
        for (uint16_t i = 0; i < m.count; i++) {
            ter_str full = ter_area_name(m.areas[i]), bare = ter_area_short_name(m.areas[i]);
            bool town = ter_area_level_of(m.areas[i]) == TER_AREA_TOWN;
            for (size_t k = 0; k < sizeof units / sizeof *units && !town; k++) {
                if (!ter_str_ends(full, units[k]) || full.len != bare.len + strlen(units[k])) continue;
                *unit = units[k];
                *with_unit = n == full.len ? n : 0;
                if (n == full.len || n == bare.len) return bare.len;
            }
        }
    }
    return 0;
}
