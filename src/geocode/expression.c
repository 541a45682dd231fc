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

bool ter_expression_junction(ter_str name, ter_str *a, ter_str *b) {
    static const char *const ends[] = {"交叉路口", "交叉口", "十字路口", "丁字路口", "交汇处",
                                       "交汇口",   "相交处", "交口",     "路口"};
    static const char *const joints[] = {"与", "和", "、", "／", "/", "×", "&"};
    drop_blanks(&name);
    bool ended = false;
    for (size_t i = 0; i < COUNT(ends) && !ended; i++) {
        ter_str rest = name;
        if (!drop_end(&rest, ends[i])) continue;
        /* "A路与B路路口" and "A路与B路口": the second takes the 路 of B away */
        if (strcmp(ends[i], "路口") == 0 && !ter_str_ends(rest, "路") && !ter_str_ends(rest, "街")) rest.len += 3;
        name = rest;
        ended = true;
    }
    drop_end(&name, "的");
    return ended && split(name, joints, COUNT(joints), a, b);
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
        /* "A路至B路段": the 路 belongs to B */
        if (strcmp(ends[i], "路段") == 0 && ter_str_ends(*s, "路段")) {
            s->len -= strlen("段");
            return;
        }
        if (drop_end(s, ends[i])) return;
    }
}

/* "东起A路，西至B路", "A路（不含）": words around the ends of a section. */
static void clean_end(ter_str *s) {
    static const char *const before[] = {"东起", "西起", "南起", "北起", "起自", "起于", "自", "从", "由"};
    static const char *const after[] = {"，东", "，西", "，南", "，北", ",东",      ",西",
                                        ",南",  ",北",  "，",   ",",    "（不含）", "（含）"};
    drop_blanks(s);
    for (size_t i = 0; i < COUNT(before); i++)
        if (drop_start(s, before[i])) break;
    for (size_t i = 0; i < COUNT(after); i++)
        if (drop_end(s, after[i])) break;
    drop_blanks(s);
}

ter_part ter_expression_part(ter_str part) {
    static const char *const joints[] = {"至", "到", "—", "－", "～", "~", "–", "-"};
    static const char *const campuses[] = {"校区", "分校", "院区", "分院", "分部", "本部"};
    ter_part out = {TER_PART_OTHER, part, {NULL, 0}};
    ter_str inner, base;
    drop_blanks(&part);
    if (ter_expression_brackets(part, &base, &inner)) part = inner;
    if (drop_start(&part, "（")) drop_end(&part, "）");
    if (drop_start(&part, "(")) drop_end(&part, ")");
    for (size_t i = 0; i < COUNT(campuses); i++)
        if (ter_str_ends(part, campuses[i])) out.type = TER_PART_CAMPUS;
    if (out.type == TER_PART_CAMPUS) return out;
    if (split(part, joints, COUNT(joints), &out.a, &out.b)) {
        drop_section_words(&out.b);
        clean_end(&out.a);
        clean_end(&out.b);
        out.type = TER_PART_BETWEEN;
        return out;
    }
    static const char *const beside[] = {"以下段", "以上段", "以东段", "以西段", "以南段", "以北段",
                                         "以下",   "以上",   "下游段", "上游段", "下游",   "上游"};
    for (size_t i = 0; i < COUNT(beside); i++) {
        if (!drop_end(&part, beside[i])) continue;
        return (ter_part){TER_PART_BESIDE, part, {NULL, 0}};
    }
    if (drop_end(&part, "段")) return (ter_part){TER_PART_WITHIN, part, {NULL, 0}};
    return out;
}
