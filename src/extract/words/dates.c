#include "extract/words/dates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NIAN = 0x5e74,
    YUE = 0x6708,
    RI = 0x65e5,
    HAO = 0x53f7,
    WU = 0x4e94,
    SHI = 0x5341,
    DAI = 0x4ee3,
    SHI_OF_ERA = 0x4e16, /* 世纪 */
    JI = 0x7eaa,
    NEI = 0x5185,
    MOST_TERM = 10 /* years */
};

void ter_date_format(ter_date d, char *out) {
    if (!d.year) *out = 0;
    else if (!d.month) snprintf(out, 16, "%04d", d.year % 10000);
    else if (!d.day) snprintf(out, 16, "%04d-%02d", d.year % 10000, d.month % 100);
    else snprintf(out, 16, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);
}

/* `digits` digits at `s` as a number; -1 when one is none. */
static int digits_at(const char *s, int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
        if (s[i] < '0' || s[i] > '9') return -1;
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

bool ter_date_parse(const char *text, ter_date *out) {
    size_t n = strlen(text);
    if (n != 4 && n != 7 && n != 10) return false;
    if ((n >= 7 && text[4] != '-') || (n == 10 && text[7] != '-')) return false;
    int y = digits_at(text, 4), m = n >= 7 ? digits_at(text + 5, 2) : 0, d = n == 10 ? digits_at(text + 8, 2) : 0;
    static const int days[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    if (y < 1000 || m < (n >= 7) || m > 12 || d < (n == 10) || d > days[m] || (m == 2 && d == 29 && !leap))
        return false;
    *out = (ter_date){y, m, d};
    return true;
}

static const ter_token *token_at(const ter_tokens *t, uint32_t i) {
    return i < t->list.len ? &t->list.items[i] : NULL;
}

static bool begins_with(const ter_token *k, uint32_t cp) {
    return k && (k->type == TER_TOKEN_UNKNOWN || k->type == TER_TOKEN_WORD) && k->cp == cp;
}

static long number_at(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    return k && k->type == TER_TOKEN_NUMBER ? ter_token_number(t, k) : -1;
}

static bool is_year(long n) {
    return n >= 1949 && n <= 2060;
}

/* 2026-03-25 and 2026/3/25 */
static uint32_t numeric_date(const ter_tokens *t, uint32_t i, ter_date *out) {
    long y = number_at(t, i), m = number_at(t, i + 2), d = number_at(t, i + 4);
    const ter_token *a = token_at(t, i + 1), *b = token_at(t, i + 3);
    if (!is_year(y) || m < 1 || m > 12 || d < 1 || d > 31 || !a || !b || a->type != TER_TOKEN_PUNCT || a->cp != b->cp)
        return i;
    if (a->cp != '-' && a->cp != '/' && a->cp != '.') return i;
    *out = (ter_date){(int)y, (int)m, (int)d};
    return i + 5;
}

/* Of 2026-2028年 the last year counts: what is aimed at is due by then. */
static uint32_t year_end(const ter_tokens *t, uint32_t i, long *year) {
    *year = number_at(t, i);
    const ter_token *dash = token_at(t, i + 1);
    long last = number_at(t, i + 2);
    if (is_year(*year) && dash && dash->type == TER_TOKEN_PUNCT && is_year(last)) {
        *year = last;
        return i + 3;
    }
    return i + 1;
}

/* 4月, 4月15日: of the document's own year. */
static uint32_t month_of_year(const ter_tokens *t, uint32_t i, ter_date document, ter_date *out) {
    long month = number_at(t, i), day = number_at(t, i + 2);
    bool dayed = begins_with(token_at(t, i + 3), RI) || begins_with(token_at(t, i + 3), HAO);
    if (document.year == 0 || month < 1 || month > 12 || !begins_with(token_at(t, i + 1), YUE)) return i;
    *out = (ter_date){document.year, (int)month, 0};
    if (!dayed || day < 1 || day > 31) return i + 2;
    out->day = (int)day;
    return i + 4;
}

/* The two characters that follow token `i`, however they are cut. */
static bool followed_by(const ter_tokens *t, uint32_t i, uint32_t first, uint32_t second) {
    const ter_token *k = token_at(t, i);
    return k && k->to + 1 < t->text->count && t->text->cp[k->to] == first && t->text->cp[k->to + 1] == second;
}

bool ter_date_is_era(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    return k && k->type == TER_TOKEN_NUMBER && (followed_by(t, i, NIAN, DAI) || followed_by(t, i, SHI_OF_ERA, JI));
}

/* 三年内: a term that ends so many years after the document. */
static uint32_t term_of_years(const ter_tokens *t, uint32_t i, ter_date document, ter_date *out) {
    static const uint32_t digits[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, WU, 0x516d, 0x4e03, 0x516b, 0x4e5d, SHI};
    const ter_token *k = token_at(t, i);
    long years = number_at(t, i);
    if (!document.year || !followed_by(t, i, NIAN, NEI)) return i;
    if (k->to - k->from == 1 && k->cp == 0x4e24) years = 2; /* 两 */
    for (int d = 0; d < 10 && k->to - k->from == 1; d++)
        if (k->cp == digits[d]) years = d + 1;
    if (years < 1 || years > MOST_TERM) return i;
    *out = (ter_date){document.year + (int)years, 0, 0};
    uint32_t end = k->to + 2;
    for (i++; token_at(t, i) && token_at(t, i)->from < end;) i++;
    return i;
}

static uint32_t absolute_date(const ter_tokens *t, uint32_t i, ter_date *out) {
    uint32_t at = numeric_date(t, i, out);
    if (at > i) return at;
    long year;
    at = year_end(t, i, &year);
    if (!is_year(year) || !begins_with(token_at(t, at), NIAN) || ter_date_is_era(t, at - 1)) return i;
    *out = (ter_date){(int)year, 0, 0};
    if (token_at(t, at++)->type == TER_TOKEN_WORD) return at; /* 年底前 */
    long month = number_at(t, at);
    if (month < 1 || month > 12 || !begins_with(token_at(t, at + 1), YUE)) return at;
    out->month = (int)month;
    at += 2;
    long day = number_at(t, at);
    if (day < 1 || day > 31 || !(begins_with(token_at(t, at + 1), RI) || begins_with(token_at(t, at + 1), HAO)))
        return at;
    out->day = (int)day;
    return at + 2;
}

/* 年内, 年底前, 上半年, 三季度: some time of the document's own year, unless a year stands before it. */
static bool is_within_year(const ter_tokens *t, const ter_token *k) {
    const uint32_t *cp = t->text->cp + k->from;
    uint32_t len = k->to - k->from;
    bool half = (cp[0] == 0x4e0a || cp[0] == 0x4e0b) && cp[1] == 0x534a; /* 上半年 下半年 */
    bool quarter = cp[len - 2] == 0x5b63 && cp[len - 1] == 0x5ea6;       /* 季度 */
    return (cp[0] == NIAN && (cp[1] == 0x5185 || cp[1] == 0x5e95 || cp[1] == 0x521d || cp[1] == 0x4e2d)) || half ||
           quarter;
}

static int relative_year(const ter_tokens *t, const ter_token *k) {
    static const struct {
        uint32_t first, second;
        int offset;
    } words[] = {
        {0x4eca, NIAN, 0},  /* 今年 */
        {0x53bb, NIAN, -1}, /* 去年 */
        {0x4e0a, NIAN, -1}, /* 上年 */
        {0x524d, NIAN, -2}, /* 前年 */
        {0x660e, NIAN, 1},  /* 明年 */
    };
    if (k->type != TER_TOKEN_WORD || k->to - k->from < 2) return INT32_MIN;
    if (is_within_year(t, k)) return 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (k->cp == words[i].first && t->text->cp[k->from + 1] == words[i].second) return words[i].offset;
    return INT32_MIN;
}

/* 明年上半年, 去年年底: the season belongs to the year before it. */
static uint32_t after_season(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    return k && k->type == TER_TOKEN_WORD && k->to - k->from >= 2 && is_within_year(t, k) ? i + 1 : i;
}

bool ter_date_is_bare(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    long month = number_at(t, i);
    if (month >= 1 && month <= 12 && begins_with(token_at(t, i + 1), YUE)) return true;
    return k && k->type == TER_TOKEN_WORD && k->to - k->from >= 2 && is_within_year(t, k);
}

uint32_t ter_date_at(const ter_tokens *t, uint32_t i, ter_date document, ter_date *out) {
    const ter_token *k = token_at(t, i);
    if (!k) return i;
    if (k->type == TER_TOKEN_NUMBER) {
        uint32_t at = absolute_date(t, i, out);
        if (at == i) at = term_of_years(t, i, document, out);
        return at == i ? month_of_year(t, i, document, out) : after_season(t, at);
    }
    int offset = relative_year(t, k);
    if (offset == INT32_MIN || document.year == 0) return i;
    *out = (ter_date){document.year + offset, 0, 0};
    uint32_t month = month_of_year(t, i + 1, *out, out); /* 去年10月 */
    return month > i + 1 ? month : after_season(t, i + 1);
}

int ter_plan_end_at(const ter_tokens *t, uint32_t i) {
    static const uint32_t digits[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, WU, 0x516d, 0x4e03, 0x516b, 0x4e5d};
    const ter_token *k = token_at(t, i);
    if (!k || k->type != TER_TOKEN_NUMBER || k->to - k->from != 3 || k->cp != SHI) return 0;
    const uint32_t *cp = t->text->cp + k->from;
    if (cp[2] != WU) return 0;
    for (int d = 0; d < 9; d++)
        if (cp[1] == digits[d]) return 2015 + 5 * (d + 1 - 2); /* the twelfth plan, 十二五, ended in 2015 */
    return 0;
}
