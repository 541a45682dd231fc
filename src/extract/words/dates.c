/* Dates stated in a text, in digits and in words such as 今年. */
#include "extract/words/dates.h"

#include "text/characters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TERM = 10 /* years */, ROC_BASE = 1911, PLAN_YEARS = 5, MOST_YEARS = 20 };

static const ter_token *token_at(const ter_tokens *t, uint32_t i) {
    return i < t->list.len ? &t->list.items[i] : NULL;
}

static bool begins_with(const ter_token *k, uint32_t cp) {
    return k && (k->type == TER_TOKEN_UNKNOWN || k->type == TER_TOKEN_WORD) && k->cp == cp;
}

/* 二〇二四 二十五 十: Chinese numerals as years, months and days are written with them; -1 for others. */
static long han_number(const uint32_t *cp, uint32_t len) {
    if (len == 4 && ter_cp_han_year(cp, len)) return ter_cp_han_year(cp, len);
    long tens = 0, ones = 0;
    bool ten = false;
    for (uint32_t i = 0; i < len; i++) {
        int digit = ter_cp_han_digit(cp[i]);
        if (cp[i] == U'十' && !ten) tens = i == 0 ? 1 : ones, ones = 0, ten = true;
        else if (digit < 0 || ones || cp[i] < 0x3007) return -1;
        else ones = digit;
    }
    return len ? tens * 10 + ones : -1;
}

static long number_at(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    if (!k || k->type != TER_TOKEN_NUMBER) return -1;
    long value = ter_token_number(t, k);
    return value >= 0 ? value : han_number(t->text->cp + k->from, k->to - k->from);
}

/* 民国113年: counted from 1912. */
static long roc_year(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    long year = number_at(t, i);
    bool named = k && k->from >= 2 && t->text->cp[k->from - 2] == U'民' && t->text->cp[k->from - 1] == U'国';
    return named && year >= 1 && year < 200 ? ROC_BASE + year : -1;
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
    *year = roc_year(t, i) > 0 ? roc_year(t, i) : number_at(t, i);
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
    bool dayed = begins_with(token_at(t, i + 3), U'日') || begins_with(token_at(t, i + 3), U'号');
    if (document.year == 0 || month < 1 || month > 12 || !begins_with(token_at(t, i + 1), U'月')) return i;
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

bool ter_dates_is_era(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    return k && k->type == TER_TOKEN_NUMBER && (followed_by(t, i, U'年', U'代') || followed_by(t, i, U'世', U'纪'));
}

/* 一 is 1, … 十 is 10; 0 for other characters. */
static int digit_of(uint32_t cp) {
    static const char32_t digits[] = U"一二三四五六七八九十";
    for (int i = 0; digits[i]; i++)
        if (cp == digits[i]) return i + 1;
    return 0;
}

/* 三年内: a term that ends so many years after the document. */
static uint32_t term_of_years(const ter_tokens *t, uint32_t i, ter_date document, ter_date *out) {
    const ter_token *k = token_at(t, i);
    long years = number_at(t, i);
    if (!document.year || !followed_by(t, i, U'年', U'内')) return i;
    if (ter_token_is_char(k, U'两')) years = 2;
    else if (k->to - k->from == 1 && digit_of(k->cp)) years = digit_of(k->cp);
    if (years < 1 || years > MOST_TERM) return i;
    *out = (ter_date){document.year + (int)years, 0, 0};
    uint32_t end = k->to + 2;
    for (i++; token_at(t, i) && token_at(t, i)->from < end;) i++;
    return i;
}

/* 一年前: so many years before the document. */
static uint32_t years_ago(const ter_tokens *t, uint32_t i, ter_date document, ter_date *out) {
    const ter_token *k = token_at(t, i);
    long years = k->to - k->from > 1 ? number_at(t, i)
                 : k->cp == U'两'    ? 2
                 : k->cp <= '9'      ? number_at(t, i)
                                     : digit_of(k->cp);
    if (!document.year || years < 1 || years > MOST_YEARS || !followed_by(t, i, U'年', U'前')) return i;
    *out = (ter_date){document.year - (int)years, 0, 0};
    uint32_t end = k->to + 2;
    for (i++; token_at(t, i) && token_at(t, i)->from < end;) i++;
    return i;
}

/* 2022年冬奥会: the name of an event. */
static bool names_event(const ter_tokens *t, uint32_t i) {
    static const char32_t *const events[] = {U"冬奥", U"奥运",   U"亚运",   U"全运",
                                             U"世博", U"世界杯", U"大运会", U"进博"};
    const ter_token *k = token_at(t, i);
    for (size_t e = 0; k && e < sizeof events / sizeof *events; e++)
        if (ter_cp_begins(t->text->cp + k->from, t->text->count - k->from, events[e])) return true;
    return false;
}

static uint32_t absolute_date(const ter_tokens *t, uint32_t i, ter_date *out) {
    uint32_t at = numeric_date(t, i, out);
    if (at > i) return at;
    long year;
    at = year_end(t, i, &year);
    if (!is_year(year) || !begins_with(token_at(t, at), U'年') || ter_dates_is_era(t, at - 1)) return i;
    if (names_event(t, at + 1)) return i;
    *out = (ter_date){(int)year, 0, 0};
    if (token_at(t, at++)->type == TER_TOKEN_WORD) return at; /* 年底前 */
    long month = number_at(t, at);
    if (month < 1 || month > 12 || !begins_with(token_at(t, at + 1), U'月')) return at;
    out->month = (int)month;
    at += 2;
    long day = number_at(t, at);
    if (day < 1 || day > 31 || !(begins_with(token_at(t, at + 1), U'日') || begins_with(token_at(t, at + 1), U'号')))
        return at;
    out->day = (int)day;
    return at + 2;
}

/* 年内, 年底前, 上半年, 三季度: some time of the document's own year, unless a year stands before it. */
static bool is_within_year(const ter_tokens *t, const ter_token *k) {
    const uint32_t *cp = t->text->cp + k->from;
    uint32_t len = k->to - k->from;
    bool half = (cp[0] == U'上' || cp[0] == U'下') && cp[1] == U'半'; /* 上半年 下半年 */
    bool quarter = cp[len - 2] == U'季' && cp[len - 1] == U'度';
    return (cp[0] == U'年' && ter_cp_in(cp[1], U"内底初中")) || half || quarter;
}

static int relative_year(const ter_tokens *t, const ter_token *k) {
    static const struct {
        const char32_t *word;
        int offset;
    } words[] = {{U"今年", 0},  {U"本年", 0}, {U"去年", -1}, {U"上年", -1}, {U"上一年", -1},
                 {U"前年", -2}, {U"明年", 1}, {U"下年", 1},  {U"下一年", 1}};
    if (k->type != TER_TOKEN_WORD || k->to - k->from < 2) return INT32_MIN;
    if (is_within_year(t, k)) return 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ter_cp_begins(t->text->cp + k->from, k->to - k->from, words[i].word)) return words[i].offset;
    return INT32_MIN;
}

/* 明年上半年, 去年年底: the season belongs to the year before it. */
static uint32_t after_season(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    return k && k->type == TER_TOKEN_WORD && k->to - k->from >= 2 && is_within_year(t, k) ? i + 1 : i;
}

bool ter_dates_lacks_year(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    long month = number_at(t, i);
    if (month >= 1 && month <= 12 && begins_with(token_at(t, i + 1), U'月')) return true;
    return k && k->type == TER_TOKEN_WORD && k->to - k->from >= 2 && is_within_year(t, k);
}

uint32_t ter_dates_at(const ter_tokens *t, uint32_t i, ter_date document, ter_date *out) {
    const ter_token *k = token_at(t, i);
    if (!k) return i;
    if (k->type == TER_TOKEN_NUMBER) {
        uint32_t at = absolute_date(t, i, out);
        if (at == i) at = term_of_years(t, i, document, out);
        if (at == i) at = years_ago(t, i, document, out);
        return at == i ? month_of_year(t, i, document, out) : after_season(t, at);
    }
    int offset = relative_year(t, k);
    if (offset == INT32_MIN || document.year == 0) return i;
    *out = (ter_date){document.year + offset, 0, 0};
    uint32_t month = month_of_year(t, i + 1, *out, out); /* 去年10月 */
    return month > i + 1 ? month : after_season(t, i + 1);
}

/* 十四五 at `cp`: the last year of that plan; the twelfth, 十二五, ended in 2015. */
static int plan_end(const uint32_t *cp) {
    int number = digit_of(cp[1]); /* of the plan, less ten */
    return cp[0] == U'十' && cp[2] == U'五' && number >= 1 && number <= 9 ? 2015 + 5 * (number - 2) : 0;
}

int ter_dates_plan_end(const ter_tokens *t, uint32_t i) {
    const ter_token *k = token_at(t, i);
    if (!k || k->type != TER_TOKEN_NUMBER || k->to - k->from != 3) return 0;
    return plan_end(t->text->cp + k->from);
}

int ter_dates_plan_named(const char *text) {
    uint32_t cp[3] = {0};
    int last = 0;
    size_t n = text ? strlen(text) : 0;
    for (size_t i = 0; i < n;) {
        cp[0] = cp[1], cp[1] = cp[2];
        i += ter_utf8_next(text + i, n - i, &cp[2]);
        if (plan_end(cp)) last = plan_end(cp);
    }
    return last;
}

/* 五年 5年: how many, and where the characters behind it are; 0 when no number of years stands there. */
static int years_at(const ter_text *text, uint32_t at, uint32_t *past) {
    int years = 0;
    uint32_t i = at;
    for (; i < text->count && i < at + 2 && ter_cp_is_digit(text->cp[i]); i++)
        years = years * 10 + (int)(text->cp[i] - '0');
    if (i == at && i < text->count) years = text->cp[i] == U'两' ? 2 : digit_of(text->cp[i]), i += years > 0;
    if (i >= text->count || text->cp[i] != U'年') return 0;
    *past = i + 1;
    return years;
}

/* 过去五年, 近三年; 五年来, 十年间. */
static int years_up_to_now(const ter_text *text, uint32_t at) {
    static const char32_t *const before[] = {U"过去", U"最近", U"近"};
    uint32_t past;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        uint32_t n = before[i][1] ? 2 : 1;
        if (ter_cp_begins(text->cp + at, text->count - at, before[i]) && years_at(text, at + n, &past))
            return years_at(text, at + n, &past);
    }
    int years = years_at(text, at, &past);
    bool counted = at > 0 && (ter_cp_is_numeral(text->cp[at - 1]) || text->cp[at - 1] == U'第');
    return years && !counted && past < text->count && ter_cp_in(text->cp[past], U"来间") ? years : 0;
}

ter_period ter_dates_period(const ter_tokens *t, uint32_t i, int over, int now) {
    const ter_token *k = token_at(t, i);
    ter_period none = {0, 0};
    if (!k || ter_token_is_mark(k)) return none;
    int plan = ter_dates_plan_end(t, i);
    if (plan) return (ter_period){plan - PLAN_YEARS + 1, plan};
    long first = number_at(t, i), end;
    uint32_t at = year_end(t, i, &end);
    if (k->type == TER_TOKEN_NUMBER && at == i + 3 && begins_with(token_at(t, at), U'年') && end > first)
        return (ter_period){(int)first, (int)end};
    bool since = years_at(t->text, k->from, &at) > 0; /* 五年来; not 过去五年 */
    int last = since ? now : over, years = last ? years_up_to_now(t->text, k->from) : 0;
    return years > 1 && years <= MOST_YEARS ? (ter_period){last - years + 1, last} : none;
}
