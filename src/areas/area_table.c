/* The table of areas and the look-up of their names. */
#include "areas/area_table.h"

#include "areas/area_pairs.h"

#include <string.h>

#include "areas/area_tables.inc"

static ter_str span_text(uint32_t span) {
    return (ter_str){area_pool + (span >> SPAN_BITS), span & ((1u << SPAN_BITS) - 1)};
}

/* --- areas -------------------------------------------------------------------------------------------------------- */

/* What a code's digits below each level are worth: 110105000 is 11, 1101, 110105, 110105000. */
static const uint32_t level_units[] = {10000000, 100000, 1000, 1};

size_t ter_area_count(void) {
    return AREA_COUNT;
}

uint32_t ter_area_code(ter_area_id id) {
    return area_codes[id];
}

ter_area_level ter_area_level_of(ter_area_id id) {
    int level = TER_AREA_PROVINCE;
    while (area_codes[id] % level_units[level]) level++;
    return (ter_area_level)level;
}

const char *ter_area_level_word(ter_area_level level) {
    static const char *const words[] = {"province", "city", "county", "town"};
    return words[level];
}

ter_str ter_area_name(ter_area_id id) {
    return span_text(area_names[id]);
}

ter_str ter_area_short_name(ter_area_id id) {
    ter_str name = ter_area_name(id);
    if (area_stems[id]) name.len = area_stems[id];
    return name;
}

/* The first of the areas [from, to) whose code is not below this one. */
static size_t first_from(size_t from, size_t to, uint32_t code) {
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (area_codes[middle] < code) from = middle + 1;
        else to = middle;
    }
    return from;
}

static ter_area_id of_whole_code(uint32_t code) {
    size_t at = first_from(0, AREA_COUNT, code);
    return at < AREA_COUNT && area_codes[at] == code ? (ter_area_id)at : TER_AREA_NONE;
}

ter_area_id ter_area_of_code(uint32_t code) {
    if (code < 10 || code > 999999999) return TER_AREA_NONE;
    while (code < 100000000) code *= 10;
    return of_whole_code(code);
}

/* What is around an area comes before it, and mostly not far. */
ter_area_id ter_area_at_level(ter_area_id id, ter_area_level level) {
    uint32_t code = area_codes[id] / level_units[level] * level_units[level];
    size_t to = id, step = 1;
    if (level > ter_area_level_of(id)) return TER_AREA_NONE;
    if (code == area_codes[id]) return id;
    while (to > step && area_codes[to - step] >= code) {
        to -= step;
        step *= 2;
    }
    size_t at = first_from(to > step ? to - step : 0, to + 1, code);
    return area_codes[at] == code ? (ter_area_id)at : TER_AREA_NONE;
}

ter_area_id ter_area_parent(ter_area_id id) {
    for (int level = (int)ter_area_level_of(id) - 1; level >= 0; level--) {
        ter_area_id parent = ter_area_at_level(id, (ter_area_level)level);
        if (parent != TER_AREA_NONE) return parent; /* counties of a municipality have no city between */
    }
    return TER_AREA_NONE;
}

bool ter_area_within(ter_area_id inner, ter_area_id outer) {
    uint32_t unit = level_units[ter_area_level_of(outer)];
    return area_codes[inner] / unit == area_codes[outer] / unit;
}

void ter_area_put_chain(ter_area_id id, ter_buf *out) {
    for (int level = TER_AREA_PROVINCE; level <= (int)ter_area_level_of(id); level++) {
        ter_area_id at = ter_area_at_level(id, (ter_area_level)level);
        if (at != TER_AREA_NONE) ter_buf_put_str(out, ter_area_name(at));
    }
}

/* --- names -------------------------------------------------------------------------------------------------------- */

/* Names [from, to) all begin with the same `depth` bytes; narrowed to those that go on with the n bytes of `next`. */
typedef struct range {
    size_t from, to, depth;
} range;

/* The first name of the range that is not before `next` (or, with `after`, that is after all that begin with it). */
static size_t bound(range r, const char *next, size_t n, bool after) {
    while (r.from < r.to) {
        size_t middle = (r.from + r.to) / 2;
        ter_str s = span_text(name_spans[middle]);
        size_t have = s.len - r.depth < n ? s.len - r.depth : n;
        int order = memcmp(s.ptr + r.depth, next, have);
        if (order == 0 && have < n) order = -1;
        if (order < 0 || (after && order == 0)) r.from = middle + 1;
        else r.to = middle;
    }
    return r.from;
}

static size_t put_utf8(uint32_t c, char out[4]) {
    if (c < 0x80) return out[0] = (char)c, 1;
    if (c < 0x800) return out[0] = (char)(0xc0 | c >> 6), out[1] = (char)(0x80 | (c & 63)), 2;
    if (c > 0xffff) return 0; /* no folded name has one */
    out[0] = (char)(0xe0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 63));
    out[2] = (char)(0x80 | (c & 63));
    return 3;
}

static bool bit(const uint8_t *bits, uint32_t at) {
    return bits[at / 8] >> at % 8 & 1;
}

static bool may_begin(const uint32_t *cp, size_t n) {
    return n < 2 || bit(pair_bits, ter_area_pair(cp[0], cp[1]));
}

bool ter_area_may_be_named(const uint32_t *cp, size_t n) {
    if (n < 2 || cp[0] < AREA_FIRST_CHAR || cp[0] > AREA_LAST_CHAR) return false;
    return bit(named_pairs, ter_area_pair(cp[0], cp[1])) ||
           (n > 2 && bit(named_triples, ter_area_triple(cp[0], cp[1], cp[2])));
}

/* One name and no second character: a province's letter. */
static size_t letter_alone(range r, ter_area_match *out) {
    if (r.from == r.to || span_text(name_spans[r.from]).len != r.depth) return 0;
    *out = (ter_area_match){1, (uint32_t)r.from};
    return 1;
}

size_t ter_areas_match(const uint32_t *cp, size_t n, ter_area_match out[TER_AREA_MOST_MATCHES]) {
    if (!n || cp[0] < AREA_FIRST_CHAR || cp[0] > AREA_LAST_CHAR) return 0;
    range r = {first_names[cp[0] - AREA_FIRST_CHAR], first_names[cp[0] - AREA_FIRST_CHAR + 1], 3};
    if (r.from == r.to) return 0;
    size_t found = letter_alone(r, out);
    if (!may_begin(cp, n)) return found;
    for (size_t i = 1; i < n && found < TER_AREA_MOST_MATCHES; i++) {
        char next[4];
        size_t bytes = put_utf8(cp[i], next);
        if (!bytes) break;
        r = (range){bound(r, next, bytes, false), bound(r, next, bytes, true), r.depth};
        if (r.from == r.to) break;
        r.depth += bytes;
        if (span_text(name_spans[r.from]).len == r.depth)
            out[found++] = (ter_area_match){(uint32_t)i + 1, (uint32_t)r.from};
    }
    return found;
}

bool ter_areas_longest(const uint32_t *cp, size_t n, ter_area_match *out) {
    ter_area_match all[TER_AREA_MOST_MATCHES];
    size_t found = ter_areas_match(cp, n, all);
    if (found) *out = all[found - 1];
    return found > 0;
}

const uint16_t *ter_area_list(ter_area_match match, size_t *count) {
    uint32_t value = name_areas[match.name];
    *count = 1;
    if (value < AREA_COUNT) return &name_areas[match.name];
    const uint16_t *list = &list_areas[list_at[value - AREA_COUNT]];
    *count = list[0];
    return list + 1;
}

/* TER_AREA_SHORT when the name is in no row. */
static ter_area_form listed_form(uint32_t name, ter_area_id id) {
    size_t from = 0, to = sizeof name_forms / sizeof *name_forms;
    while (from < to) {
        size_t middle = (from + to) / 2;
        bool before = name_forms[middle].name != name ? name_forms[middle].name < name : name_forms[middle].area < id;
        if (before) from = middle + 1;
        else to = middle;
    }
    bool found = from < sizeof name_forms / sizeof *name_forms && name_forms[from].name == name;
    return found && name_forms[from].area == id ? (ter_area_form)name_forms[from].form : TER_AREA_SHORT;
}

/* Folding changes bytes, but keeps their number of characters. */
static size_t characters(ter_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) n += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
    return n;
}

ter_area_form ter_area_form_of(ter_area_match match, ter_area_id id) {
    ter_area_form form = listed_form(match.name, id);
    if (form != TER_AREA_SHORT) return form;
    ter_str text = span_text(name_spans[match.name]), name = ter_area_name(id);
    if (text.len == name.len) return TER_AREA_FULL;
    if (text.len == area_stems[id]) return TER_AREA_SHORT;
    return characters(text) == characters(name) ? TER_AREA_FULL : TER_AREA_SHORT;
}
