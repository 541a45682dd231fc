/* Names taken apart by the words that join and end their parts. */
#include "geocode/expression.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

bool ter_str_ends(ter_str s, const char *word) {
    size_t n = strlen(word);
    return s.len >= n && memcmp(s.ptr + s.len - n, word, n) == 0;
}

bool ter_str_begins(ter_str s, const char *word) {
    size_t n = strlen(word);
    return s.len >= n && memcmp(s.ptr, word, n) == 0;
}

static bool drop_end(ter_str *s, const char *word) {
    if (!ter_str_ends(*s, word) || s->len == strlen(word)) return false;
    s->len -= strlen(word);
    return true;
}

static bool drop_start(ter_str *s, const char *word) {
    if (!ter_str_begins(*s, word) || s->len == strlen(word)) return false;
    s->ptr += strlen(word);
    s->len -= strlen(word);
    return true;
}

static void drop_blanks(ter_str *s) {
    while (drop_start(s, " ") || drop_start(s, "　")) {
    }
    while (drop_end(s, " ") || drop_end(s, "　")) {
    }
}

/* Splits at the first of the words that has text on both sides. */
static bool split(ter_str s, const char *const *words, size_t count, ter_str *a, ter_str *b) {
    for (size_t w = 0; w < count; w++) {
        size_t n = strlen(words[w]);
        for (size_t i = 1; i + n < s.len; i++) {
            if (memcmp(s.ptr + i, words[w], n) != 0) continue;
            *a = (ter_str){s.ptr, i};
            *b = (ter_str){s.ptr + i + n, s.len - i - n};
            drop_blanks(a);
            drop_blanks(b);
            return true;
        }
    }
    return false;
}

/* Takes off what says that two roads meet. "A路与B路口" and "A巷与B街口": the 路 or 街 belongs to B. */
static bool drop_junction_words(ter_str *name) {
    static const char *const corners[] = {"东北角", "东南角", "西北角", "西南角", "东北侧", "东南侧", "西北侧",
                                          "西南侧", "东侧",   "西侧",   "南侧",   "北侧",   "附近",   "处"};
    static const char *const ends[] = {"交叉路口", "相交路口", "十字路口", "丁字路口", "三岔路口", "交叉口",
                                       "交叉处",   "交叉点",   "交汇处",   "交汇口",   "交会处",   "交汇",
                                       "汇合处",   "相交处",   "交界处",   "交接处",   "交口",     "交叉"};
    static const char *const roads[] = {"路", "街", "巷", "道", "胡同", "桥", "高速", "条", "线", "环"};
    for (size_t i = 0; i < COUNT(corners); i++)
        if (drop_end(name, corners[i])) break;
    for (size_t i = 0; i < COUNT(ends); i++)
        if (drop_end(name, ends[i])) return true;
    ter_str rest = *name;
    if (drop_end(&rest, "路口")) {
        bool whole = false;
        for (size_t i = 0; i < COUNT(roads); i++) whole = whole || ter_str_ends(rest, roads[i]);
        if (!whole) rest.len += strlen("路");
    } else if (!drop_end(&rest, "口") ||
               !(ter_str_ends(rest, "街") || ter_str_ends(rest, "巷") || ter_str_ends(rest, "胡同"))) {
        return false;
    }
    *name = rest;
    return true;
}

static void add_pairs(ter_str s, const char *joint, ter_pair *out, size_t most, size_t *count) {
    size_t n = strlen(joint);
    for (size_t i = 1; i + n < s.len && *count < most; i++) {
        if (memcmp(s.ptr + i, joint, n) != 0) continue;
        ter_pair pair = {{s.ptr, i}, {s.ptr + i + n, s.len - i - n}};
        drop_blanks(&pair.a);
        drop_blanks(&pair.b);
        if (pair.a.len && pair.b.len) out[(*count)++] = pair;
    }
}

/* Behind each word that ends the name of a road: "A路B路". */
static void add_joined_pairs(ter_str s, ter_pair *out, size_t most, size_t *count) {
    static const char *const roads[] = {"路", "街", "道", "巷", "胡同", "桥", "高速", "条", "线", "环"};
    for (size_t i = 1; i < s.len && *count < most; i++) {
        ter_pair pair = {{s.ptr, i}, {s.ptr + i, s.len - i}};
        bool ended = ((unsigned char)s.ptr[i] & 0xc0) != 0x80 && pair.a.len > strlen("路") && pair.b.len > strlen("路");
        for (size_t k = 0; k < COUNT(roads) && ended; k++) {
            if (!ter_str_ends(pair.a, roads[k])) continue;
            out[(*count)++] = pair;
            break;
        }
    }
}

size_t ter_expression_junction(ter_str name, ter_pair *out, size_t most, bool *said) {
    static const char *const marks[] = {"／", "/", "×", "＆", "&", "∩"};
    static const char *const words[] = {"与", "和", "及", "、"};
    size_t count = 0;
    drop_blanks(&name);
    *said = drop_junction_words(&name);
    drop_end(&name, "的");
    for (size_t i = 0; i < COUNT(marks); i++) add_pairs(name, marks[i], out, most, &count);
    for (size_t i = 0; i < COUNT(words) && (*said || i == 0); i++) add_pairs(name, words[i], out, most, &count);
    if (*said && count == 0) add_joined_pairs(name, out, most, &count);
    return count;
}

bool ter_expression_brackets(ter_str name, ter_str *base, ter_str *part) {
    static const char *const pairs[][2] = {{"（", "）"}, {"(", ")"}};
    drop_blanks(&name);
    for (size_t p = 0; p < COUNT(pairs); p++) {
        ter_str rest = name;
        const char *const opening[] = {pairs[p][0]};
        if (drop_end(&rest, pairs[p][1]) && split(rest, opening, 1, base, part)) return true;
    }
    return false;
}

static void drop_section_words(ter_str *s) {
    static const char *const ends[] = {"路段", "河段", "区间", "段"};
    drop_blanks(s);
    for (size_t i = 0; i < COUNT(ends); i++) {
        /* "A路至B路段", "至C河段": the 路 and the 河 belong to the name */
        if (i < 2 && ter_str_ends(*s, ends[i])) {
            s->len -= strlen("段");
            return;
        }
        if (drop_end(s, ends[i])) return;
    }
}

static const char *const compass[] = {"东", "西", "南", "北"};
static const char32_t compass_code[] = {U'东', U'西', U'南', U'北'};

/* "东起", "西起于": the words that open the first end, and the direction they say. */
static char32_t drop_opening(ter_str *s) {
    static const char *const words[] = {"起自", "起于", "起点为", "起点", "起", "自", "从", "由"};
    ter_str rest = *s;
    char32_t heading = 0;
    for (size_t i = 0; i < COUNT(compass) && !heading; i++) {
        ter_str after = rest;
        if (!drop_start(&after, compass[i])) continue;
        for (size_t w = 0; w < COUNT(words); w++)
            if (ter_str_begins(after, words[w])) heading = compass_code[i], rest = after;
    }
    bool opened = false;
    for (size_t i = 0; i < COUNT(words) && !opened; i++) opened = drop_start(&rest, words[i]);
    if (opened) *s = rest;
    return opened ? heading : 0;
}

/* "A路，东", "A路、终点": what stands before the word that leads to the second end. `headed`: the first end has a
 * direction, so that the last one may be bare ("西起A路东至B路"). */
static void drop_leading_over(ter_str *s, bool headed) {
    static const char *const marks[] = {"，", ",", "、", "；", "；", " "};
    ter_str rest = *s;
    for (size_t i = 0; i < COUNT(compass); i++)
        if (drop_end(&rest, compass[i])) break;
    bool marked = false;
    for (size_t i = 0; i < COUNT(marks) && !marked; i++) marked = drop_end(&rest, marks[i]);
    if (marked || headed) *s = rest;
}

/* "A路（不含）": words around the ends of a section. */
static void clean_end(ter_str *s) {
    static const char *const after[] = {"（不含）", "（含）", "(不含)", "(含)", "，", ",", "、"};
    static const char *const before[] = {"，", ",", "：", ":", "于", "点为", "点", "在"};
    drop_blanks(s);
    for (size_t i = 0; i < COUNT(before); i++)
        if (drop_start(s, before[i])) break;
    for (size_t i = 0; i < COUNT(after); i++)
        if (drop_end(s, after[i])) break;
    drop_blanks(s);
}

static void drop_after_mark(ter_str *s) {
    for (size_t i = 0; i < s->len; i++) {
        ter_str rest = {s->ptr + i, s->len - i};
        if (ter_str_begins(rest, "，") || ter_str_begins(rest, "；") || ter_str_begins(rest, ",")) s->len = i;
    }
}

static bool read_between(ter_str part, ter_part *out) {
    /* strokes first: a name may hold the character 至 */
    static const char *const joints[] = {"——", "--", "—", "－", "～", "~", "–", "-", "至", "终点", "止于", "止", "到"};
    ter_part p = {.type = TER_PART_BETWEEN};
    p.heading = drop_opening(&part);
    if (!split(part, joints, COUNT(joints), &p.a, &p.b)) return false;
    drop_after_mark(&p.b); /* "至B路，全长3公里" */
    drop_leading_over(&p.a, p.heading != 0);
    drop_section_words(&p.b);
    clean_end(&p.a);
    clean_end(&p.b);
    *out = p;
    return p.a.len > 0 && p.b.len > 0;
}

static bool read_beside(ter_str part, ter_part *out) {
    static const struct {
        const char *word;
        ter_line_side side;
    } beside[] = {
        {"以下", TER_SIDE_DOWNSTREAM}, {"下游", TER_SIDE_DOWNSTREAM}, {"以上", TER_SIDE_UPSTREAM},
        {"上游", TER_SIDE_UPSTREAM},   {"以东", TER_SIDE_EAST},       {"以西", TER_SIDE_WEST},
        {"以南", TER_SIDE_SOUTH},      {"以北", TER_SIDE_NORTH},
    };
    drop_section_words(&part);
    for (size_t i = 0; i < COUNT(beside); i++) {
        if (!drop_end(&part, beside[i].word)) continue;
        *out = (ter_part){.type = TER_PART_BESIDE, .a = part, .side = beside[i].side};
        return true;
    }
    return false;
}

static ter_str without_brackets(ter_str part) {
    ter_str inner, base;
    drop_blanks(&part);
    if (ter_expression_brackets(part, &base, &inner)) part = inner;
    if (drop_start(&part, "（")) drop_end(&part, "）");
    if (drop_start(&part, "(")) drop_end(&part, ")");
    return part;
}

bool ter_expression_parts(ter_str part, ter_str *first, ter_str *rest) {
    static const char *const joints[] = {"段）和", "段)和", "段）、", "段)、", "段和", "段、", "段及", "段与"};
    drop_blanks(&part);
    if (drop_start(&part, "（") || drop_start(&part, "(")) {
        if (!drop_end(&part, "）")) drop_end(&part, ")");
    }
    if (!split(part, joints, COUNT(joints), first, rest)) return false;
    first->len += strlen("段");
    return true;
}

ter_part ter_expression_part(ter_str part) {
    static const char *const campuses[] = {"校区", "分校", "院区", "分院", "分部", "本部"};
    part = without_brackets(part);
    ter_part out = {.type = TER_PART_OTHER, .a = part};
    for (size_t i = 0; i < COUNT(campuses); i++)
        if (ter_str_ends(part, campuses[i])) out.type = TER_PART_CAMPUS;
    if (out.type == TER_PART_CAMPUS || read_between(part, &out) || read_beside(part, &out)) return out;
    if (drop_end(&part, "段")) {
        drop_end(&part, "境内");
        out = (ter_part){.type = TER_PART_WITHIN, .a = part};
    }
    return out;
}
