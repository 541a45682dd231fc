/* Mentions of areas in a text. */
#include "areas/area_mentions.h"

#include "text/characters.h"
#include "text/fold.h"

#include <string.h>

/* What a name may mean at one place, before what surrounds it is looked at. */
typedef struct meaning {
    uint32_t len;
    bool whole;
    size_t count;
    uint16_t areas[TER_AREA_MOST_MEANT];
} meaning;

/* A name without unit that goes on like this is another name: 南京路, 北京西路, 上海大学, 长江. */
static bool goes_on(const uint32_t *cp, size_t n) {
    ter_area_match next;
    if (n && ter_cp_in(cp[0], U"路街道巷桥站渠菜话")) return true;
    if (n && ter_cp_in(cp[0], U"河江湖湾") && !ter_areas_longest(cp, n, &next)) return true; /* but 重庆江北 */
    if (ter_cp_begins(cp, n, U"银行")) return true;
    return n > 1 && ter_cp_in(cp[0], U"东西南北中大") && ter_cp_in(cp[1], U"路街道学");
}

/* Names of areas that are common words, too. */
static bool common_word(const uint32_t *cp, size_t len) {
    static const char32_t *const words[] = {U"开发区", U"新城区", U"老城区", U"高新区", U"经开区",
                                            U"市中区", U"城中区", U"示范区", U"城关镇"};
    if (len == 2 && cp[1] == U'区') return true; /* 城区 郊区 矿区 */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (len == 3 && ter_cp_begins(cp, len, words[i])) return true;
    return false;
}

static bool is_town_unit(ter_area_id id) {
    static const char *const units[] = {"镇", "乡", "街道", "地区", "苏木"};
    ter_str name = ter_area_name(id);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t k = strlen(units[i]);
        if (name.len > k && memcmp(name.ptr + name.len - k, units[i], k) == 0) return true;
    }
    return false;
}

/* Whether the name means this area in running text; `inside` an area named right before it. */
static bool meant(ter_area_form form, ter_area_id id, bool inside) {
    if (form == TER_AREA_WORD && !inside) return false;
    if (ter_area_level_of(id) < TER_AREA_TOWN) return true;
    return form != TER_AREA_SHORT && form != TER_AREA_WORD && is_town_unit(id);
}

/* Who is called so in full comes before those whose short name it is; a province (河南, 海南) before a county. */
static void fill(ter_area_match m, bool inside, meaning *out) {
    size_t count;
    const uint16_t *list = ter_area_list(m, &count);
    out->len = m.len;
    out->count = 0;
    out->whole = false;
    for (size_t i = 0; i < count && out->count < TER_AREA_MOST_MEANT; i++) {
        ter_area_form form = ter_area_form_of(m, list[i]);
        bool whole = form != TER_AREA_SHORT && form != TER_AREA_WORD;
        if (whole < out->whole || !meant(form, list[i], inside)) continue;
        if (whole > out->whole) out->count = 0;
        out->whole = whole;
        out->areas[out->count++] = list[i];
    }
    for (size_t i = 0; i < out->count && !inside && !out->whole; i++)
        if (ter_area_level_of(out->areas[i]) == TER_AREA_PROVINCE) {
            out->areas[0] = out->areas[i];
            out->count = 1;
        }
}

/* The longest name at cp[0] that means an area. */
static bool name_at(const uint32_t *cp, size_t n, bool inside, meaning *out) {
    ter_area_match all[TER_AREA_MOST_MATCHES];
    if (!ter_area_may_be_named(cp, n)) return false;
    for (size_t found = ter_areas_match(cp, n, all); found-- > 0;) {
        if (all[found].len == 1) break; /* a letter */
        fill(all[found], inside, out);
        if (out->count && (out->whole || !goes_on(cp + out->len, n - out->len))) return true;
    }
    return false;
}

/* Keeps of `inner` what lies in an area of `outer`, but is not one of them; false, and nothing changed, when that is
 * nothing. */
static bool lies_in(meaning *inner, const ter_area_mention *outer) {
    meaning kept = *inner;
    kept.count = 0;
    for (size_t i = 0; i < inner->count; i++)
        for (size_t j = 0; j < outer->count; j++)
            if (inner->areas[i] != outer->areas[j] && ter_area_within(inner->areas[i], outer->areas[j])) {
                kept.areas[kept.count++] = inner->areas[i];
                break;
            }
    if (!kept.count) return false;
    *inner = kept;
    return true;
}

static void become(ter_area_mention *out, const meaning *m, size_t from) {
    *out = (ter_area_mention){.from = out->from, .to = (uint32_t)(from + m->len)};
    out->count = (uint16_t)m->count;
    out->whole = m->whole;
    memcpy(out->areas, m->areas, m->count * sizeof *m->areas);
}

/* 北京市/朝阳区, as file names have it. */
static size_t past_separator(const uint32_t *cp, size_t n, size_t at) {
    return at < n && ter_cp_in(cp[at], U"/_-·") ? at + 1 : at;
}

bool ter_area_next_mention(const uint32_t *cp, size_t n, size_t *at, ter_area_mention *out) {
    meaning m;
    for (; *at < n; ++*at) {
        if (!name_at(cp + *at, n - *at, false, &m)) continue;
        bool common = common_word(cp + *at, m.len);
        out->from = (uint32_t)*at;
        become(out, &m, *at);
        *at = out->to;
        for (size_t next; (next = past_separator(cp, n, *at)) < n;) {
            if (!name_at(cp + next, n - next, true, &m) || !lies_in(&m, out)) break;
            become(out, &m, next);
            *at = out->to;
            out->chained = true;
            common = false;
        }
        if (common) {
            --*at;
            continue;
        }
        return true;
    }
    return false;
}

/* --- what a user writes ------------------------------------------------------------------------------------------- */

enum { MOST_WRITTEN = 64 };

/* Does this area lie in one of those named before it, if any? Or what the name means: 河北省雄安新区. */
static bool may_be(const ter_area_mention *outer, ter_area_match name, ter_area_id area) {
    bool inside = ter_area_form_of(name, area) == TER_AREA_INSIDE;
    for (size_t i = 0; i < outer->count; i++)
        if ((inside || outer->areas[i] != area) && ter_area_within(area, outer->areas[i])) return true;
    return outer->count == 0;
}

static bool read_code(ter_str text, ter_area_mention *out) {
    uint32_t code = 0;
    if (text.len < 2 || text.len > 9) return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
        code = code * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    ter_area_id id = ter_area_of_code(code);
    if (id == TER_AREA_NONE) return false;
    *out = (ter_area_mention){.to = (uint32_t)text.len, .count = 1, .whole = true, .areas = {(uint16_t)id}};
    return true;
}

/* Reads the rest, cp[at..n), as names in what `out` holds; tries the longest first. Of areas with one name the full
 * names and then the outer ones are kept when there are too many. */
static bool read_names(const uint32_t *cp, size_t at, size_t n, ter_area_mention *out) {
    ter_area_mention outer = *out;
    ter_area_match all[TER_AREA_MOST_MATCHES];
    if (at == n) return outer.count > 0;
    for (size_t found = ter_areas_match(cp + at, n - at, all); found-- > 0;) {
        meaning m = {.len = all[found].len};
        size_t count;
        const uint16_t *list = ter_area_list(all[found], &count);
        for (int level = TER_AREA_PROVINCE; level <= TER_AREA_TOWN; level++)
            for (size_t i = 0; i < count && m.count < TER_AREA_MOST_MEANT; i++)
                if ((int)ter_area_level_of(list[i]) == level && may_be(&outer, all[found], list[i]))
                    m.areas[m.count++] = list[i];
        if (!m.count) continue;
        become(out, &m, at);
        if (read_names(cp, at + m.len, n, out)) return true;
    }
    *out = outer;
    return false;
}

bool ter_area_parse(ter_str text, ter_area_mention *out) {
    uint32_t cp[MOST_WRITTEN], c;
    size_t n = 0;
    if (read_code(text, out)) return true;
    for (size_t i = 0; i < text.len;) {
        i += ter_utf8_next(text.ptr + i, text.len - i, &c);
        if (c == ' ' || c == '/' || c == '\t' || c == 0x3000) continue;
        if (n == MOST_WRITTEN) return false;
        cp[n++] = ter_fold_cp(c);
    }
    *out = (ter_area_mention){0};
    return read_names(cp, 0, n, out);
}

bool ter_area_parse_larger(ter_str text, ter_area_mention *out) {
    if (!ter_area_parse(text, out)) return false;
    uint16_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (ter_area_level_of(out->areas[i]) < TER_AREA_TOWN) out->areas[kept++] = out->areas[i];
    if (kept) out->count = kept;
    return true;
}
