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

bool ter_ends_as_line(ter_str name) {
    static const char *const ends[] = {"路", "街", "道", "河", "渠", "沟", "溪", "江", "线", "高速", "桥", "环"};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (ter_str_ends(name, ends[i])) return true;
    return false;
}

bool ter_str_drop_end(ter_str *s, const char *word) {
    if (!ter_str_ends(*s, word) || s->len == strlen(word)) return false;
    s->len -= strlen(word);
    return true;
}

bool ter_str_drop_start(ter_str *s, const char *word) {
    if (!ter_str_begins(*s, word) || s->len == strlen(word)) return false;
    s->ptr += strlen(word);
    s->len -= strlen(word);
    return true;
}

void ter_str_drop_blanks(ter_str *s) {
    while (ter_str_drop_start(s, " ") || ter_str_drop_start(s, "　")) {
    }
    while (ter_str_drop_end(s, " ") || ter_str_drop_end(s, "　")) {
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
            ter_str_drop_blanks(a);
            ter_str_drop_blanks(b);
            return true;
        }
    }
    return false;
}

bool ter_expression_brackets(ter_str name, ter_str *base, ter_str *part) {
    static const char *const pairs[][2] = {{"（", "）"}, {"(", ")"}};
    ter_str_drop_blanks(&name);
    for (size_t p = 0; p < COUNT(pairs); p++) {
        ter_str rest = name;
        const char *const opening[] = {pairs[p][0]};
        if (ter_str_drop_end(&rest, pairs[p][1]) && split(rest, opening, 1, base, part)) return true;
    }
    return false;
}

static void drop_section_words(ter_str *s) {
    static const char *const ends[] = {"路段", "河段", "区间", "段"};
    ter_str_drop_blanks(s);
    for (size_t i = 0; i < COUNT(ends); i++) {
        /* "A路至B路段", "至C河段": the 路 and the 河 belong to the name */
        if (i < 2 && ter_str_ends(*s, ends[i])) {
            s->len -= strlen("段");
            return;
        }
        if (ter_str_drop_end(s, ends[i])) return;
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
        if (!ter_str_drop_start(&after, compass[i])) continue;
        for (size_t w = 0; w < COUNT(words); w++)
            if (ter_str_begins(after, words[w])) heading = compass_code[i], rest = after;
    }
    bool opened = false;
    for (size_t i = 0; i < COUNT(words) && !opened; i++) opened = ter_str_drop_start(&rest, words[i]);
    if (opened) *s = rest;
    return opened ? heading : 0;
}

/* "A路，东", "A路、终点": what stands before the word that leads to the second end. `headed`: the first end has a
 * direction, so that the last one may be bare ("西起A路东至B路"). */
static void drop_leading_over(ter_str *s, bool headed) {
    static const char *const marks[] = {"，", ",", "、", "；", "；", " "};
    ter_str rest = *s;
    for (size_t i = 0; i < COUNT(compass); i++)
        if (ter_str_drop_end(&rest, compass[i])) break;
    bool marked = false;
    for (size_t i = 0; i < COUNT(marks) && !marked; i++) marked = ter_str_drop_end(&rest, marks[i]);
    if (marked || headed) *s = rest;
}

/* "A路（不含）": words around the ends of a section. */
static void clean_end(ter_str *s) {
    static const char *const after[] = {"（不含）", "（含）", "(不含)", "(含)", "，", ",", "、"};
    static const char *const before[] = {"，", ",", "：", ":", "于", "点为", "点", "在"};
    ter_str_drop_blanks(s);
    for (size_t i = 0; i < COUNT(before); i++)
        if (ter_str_drop_start(s, before[i])) break;
    for (size_t i = 0; i < COUNT(after); i++)
        if (ter_str_drop_end(s, after[i])) break;
    ter_str_drop_blanks(s);
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
        if (!ter_str_drop_end(&part, beside[i].word)) continue;
        *out = (ter_part){.type = TER_PART_BESIDE, .a = part, .side = beside[i].side};
        return true;
    }
    return false;
}

static ter_str without_brackets(ter_str part) {
    ter_str inner, base;
    ter_str_drop_blanks(&part);
    if (ter_expression_brackets(part, &base, &inner)) part = inner;
    if (ter_str_drop_start(&part, "（")) ter_str_drop_end(&part, "）");
    if (ter_str_drop_start(&part, "(")) ter_str_drop_end(&part, ")");
    return part;
}

bool ter_expression_parts(ter_str part, ter_str *first, ter_str *rest) {
    static const char *const joints[] = {"段）和", "段)和", "段）、", "段)、", "段和", "段、", "段及", "段与"};
    ter_str_drop_blanks(&part);
    if (ter_str_drop_start(&part, "（") || ter_str_drop_start(&part, "(")) {
        if (!ter_str_drop_end(&part, "）")) ter_str_drop_end(&part, ")");
    }
    if (!split(part, joints, COUNT(joints), first, rest)) return false;
    first->len += strlen("段");
    return true;
}

ter_part ter_expression_part(ter_str part) {
    static const char *const campuses[] = {"校区", "分校", "院区", "分院", "分部", "本部",
                                           "东区", "西区", "南区", "北区", "新区", "老区"};
    part = without_brackets(part);
    ter_part out = {.type = TER_PART_OTHER, .a = part};
    for (size_t i = 0; i < COUNT(campuses); i++)
        if (ter_str_ends(part, campuses[i])) out.type = TER_PART_CAMPUS;
    if (out.type == TER_PART_CAMPUS || read_between(part, &out) || read_beside(part, &out)) return out;
    if (ter_str_drop_end(&part, "段")) {
        ter_str_drop_end(&part, "境内");
        out = (ter_part){.type = TER_PART_WITHIN, .a = part};
    }
    return out;
}
