/* A road's ends and length, as its sentence states them. */
#include "extract/statements/road_extent.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { HAN = 3 /* bytes of a character */, MOST_BEFORE = 24 * HAN, MOST_END = 16 * HAN, MOST_NUMBER = 10 * HAN };

static bool begins(ter_str s, const char *word) {
    size_t n = strlen(word);
    return s.len >= n && memcmp(s.ptr, word, n) == 0;
}

static ter_str from(ter_str s, size_t at) {
    return at < s.len ? (ter_str){s.ptr + at, s.len - at} : (ter_str){s.ptr + s.len, 0};
}

/* Length of the first of the words at the beginning of `s`, 0 when it begins with none. */
static size_t one_of(ter_str s, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (begins(s, words[i])) return strlen(words[i]);
    return 0;
}

static const char *const stops[] = {"。", "；", ";", "！", "？", "\n", "\r"};

static ter_str sentence_of(ter_str s) {
    for (size_t i = 0; i < s.len; i++)
        if (one_of(from(s, i), stops, COUNT(stops))) return (ter_str){s.ptr, i};
    return s;
}

/* ---- ends ---- */

static const char *const marks[] = {"，", ",", "、", "（", "）", "(", ")", "。", "；", "：", "“", "”"};

/* How long the name of an end is at most: to the next mark. */
static size_t end_length(ter_str s) {
    size_t i = 0;
    while (i < s.len && !one_of(from(s, i), marks, COUNT(marks))) i++;
    return i;
}

/* The second end: "，东至B路", "至B路", "，止于B路". Its length from the beginning of `s`; 0: there is none. */
static size_t second_end(ter_str s) {
    static const char *const joints[] = {"至", "止于", "止", "终点为", "终点", "到"};
    static const char *const compass[] = {"东", "西", "南", "北"};
    size_t at = one_of(s, marks, 3);
    at += one_of(from(s, at), compass, COUNT(compass));
    size_t joint = one_of(from(s, at), joints, COUNT(joints));
    if (joint == 0) return 0;
    size_t name = end_length(from(s, at + joint));
    return name >= 2 * HAN && name <= MOST_END ? at + joint + name : 0;
}

/* Ends that begin at the beginning of `s`: their length, or 0. */
static size_t ends_at(ter_str s) {
    static const char *const openings[] = {"东起", "西起", "南起", "北起", "起于", "起自", "起点为"};
    size_t opening = one_of(s, openings, COUNT(openings));
    if (opening == 0) return 0;
    for (size_t at = opening + 2 * HAN; at < s.len && at <= opening + MOST_END; at++) {
        size_t more = second_end(from(s, at));
        if (more > 0) return at + more;
    }
    return 0;
}

static ter_str find_ends(ter_str sentence) {
    for (size_t i = 0; i < sentence.len && i <= MOST_BEFORE; i++) {
        size_t n = ends_at(from(sentence, i));
        if (n > 0) return (ter_str){sentence.ptr + i, n};
    }
    return (ter_str){NULL, 0};
}

/* ---- length ---- */

static size_t skip_blanks(ter_str s) {
    size_t i = 0;
    while (i < s.len && (s.ptr[i] == ' ' || begins(from(s, i), "　"))) i += s.ptr[i] == ' ' ? 1 : HAN;
    return i;
}

/* "9.1", "1,200": its value; *n its length, 0 when there is no number. */
static double arabic(ter_str s, size_t *n) {
    char digits[24];
    size_t count = 0, i = 0;
    for (; i < s.len && count + 1 < sizeof digits; i++) {
        if ((s.ptr[i] >= '0' && s.ptr[i] <= '9') || (s.ptr[i] == '.' && count > 0)) digits[count++] = s.ptr[i];
        else if (s.ptr[i] != ',' || count == 0) break;
    }
    digits[count] = 0;
    *n = count > 0 ? i : 0;
    return strtod(digits, NULL);
}

/* "十二", "三千五百", "九点一": its value; *n its length, 0 when there is no number. */
static double chinese(ter_str s, size_t *n) {
    static const char *const numerals[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "两"};
    static const char *const units[] = {"十", "百", "千", "万"};
    static const double worth[] = {10, 100, 1000, 10000};
    double sum = 0, digit = 0, share = 0;
    bool open = false; /* a digit waits for its unit */
    size_t i = 0;
    for (; i + HAN <= s.len; i += HAN) {
        size_t d = 0, u = 0;
        while (d < COUNT(numerals) && !begins(from(s, i), numerals[d])) d++;
        while (u < COUNT(units) && !begins(from(s, i), units[u])) u++;
        double value = d == 10 ? 2 : (double)d;
        if (d < COUNT(numerals) && share > 0) digit += value * share, share /= 10;
        else if (d < COUNT(numerals)) digit = value, open = true;
        else if (u < COUNT(units) && share == 0) {
            if (u == 2 && begins(from(s, i + HAN), "米")) break; /* 千米 is a unit */
            sum += (open ? digit : u == 0 ? 1 : 0) * worth[u];
            digit = 0, open = false;
        } else if (begins(from(s, i), "点") && i > 0 && share == 0) share = 0.1;
        else break;
    }
    *n = i;
    return sum + digit;
}

/* "9.1公里" at the beginning of `s`, in metres; 0: it is not a length. */
static double length_at(ter_str s) {
    static const struct {
        const char *word;
        double metres;
    } units[] = {{"公里", 1000}, {"千米", 1000}, {"km", 1000}, {"米", 1}, {"华里", 500}, {"里", 500}};
    size_t n = 0;
    double value = arabic(s, &n);
    if (n == 0) value = chinese(s, &n);
    if (n == 0 || n > MOST_NUMBER) return 0;
    n += skip_blanks(from(s, n));
    for (size_t i = 0; i < COUNT(units); i++)
        if (begins(from(s, n), units[i].word)) return value * units[i].metres;
    return 0;
}

static double find_length(ter_str sentence) {
    static const char *const words[] = {"全长", "总长度", "总长", "线路长", "道路长", "路线长", "长度", "长约"};
    static const char *const about[] = {"约为", "约", "共", "为", "达"};
    for (size_t i = 0; i < sentence.len; i++) {
        ter_str rest = from(sentence, i);
        size_t n = one_of(rest, words, COUNT(words));
        if (n == 0) continue;
        n += skip_blanks(from(rest, n));
        n += one_of(from(rest, n), about, COUNT(about));
        n += skip_blanks(from(rest, n));
        double length = length_at(from(rest, n));
        if (length > 0) return length;
    }
    return 0;
}

bool ter_road_extent_read(ter_str after_name, ter_road_extent *out) {
    ter_str sentence = sentence_of(after_name);
    *out = (ter_road_extent){.ends = find_ends(sentence), .length_m = find_length(sentence)};
    return out->ends.len > 0 || out->length_m > 0;
}
