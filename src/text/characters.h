/* Questions about single code points. Chinese characters are written as themselves: U'年', U"东西南北". */
#ifndef TER_TEXT_CHARACTERS_H
#define TER_TEXT_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

/* Is `cp` one of the characters of `set` (NUL-terminated)? */
static inline bool ter_cp_in(uint32_t cp, const char32_t *set) {
    for (; *set; set++)
        if (cp == *set) return true;
    return false;
}

/* Do the `count` code points at `cp` begin with `word`? */
static inline bool ter_cp_begins(const uint32_t *cp, size_t count, const char32_t *word) {
    for (size_t i = 0; word[i]; i++)
        if (i == count || cp[i] != word[i]) return false;
    return true;
}

/* A Han character: the unified block, extension A, and the supplementary planes. */
static inline bool ter_cp_is_han(uint32_t cp) {
    return (cp >= U'一' && cp <= 0x9fff) || (cp >= 0x3400 && cp <= 0x4dbf) || cp >= 0x20000;
}

/* An ASCII digit; folding has made those of full width ASCII. */
static inline bool ter_cp_is_digit(uint32_t cp) {
    return cp >= '0' && cp <= '9';
}

/* A digit or a Chinese numeral: 0-9 一二三…十百千万〇零两. */
static inline bool ter_cp_is_numeral(uint32_t cp) {
    return ter_cp_is_digit(cp) || ter_cp_in(cp, U"一二三四五六七八九十百千万〇零两");
}

/* The value of a Chinese digit, with ○, O and 0 for 〇; -1 for other characters. */
static inline int ter_cp_han_digit(uint32_t cp) {
    static const char32_t digits[] = U"〇一二三四五六七八九";
    for (int i = 0; digits[i]; i++)
        if (cp == digits[i]) return i;
    return ter_cp_in(cp, U"零○◯Oo0") ? 0 : -1;
}

/* The year written at `cp` in four Chinese digits, of which the first two are of the 19th or 20th hundred: 二〇二四,
 * 二O一一; 0 where there is none. */
static inline int ter_cp_han_year(const uint32_t *cp, size_t count) {
    int year = 0;
    if (count < 4 || (cp[0] != U'一' && cp[0] != U'二')) return 0;
    for (size_t i = 0; i < 4; i++) {
        int digit = ter_cp_han_digit(cp[i]);
        if (digit < 0) return 0;
        year = year * 10 + digit;
    }
    return year >= 1900 && year < 2100 ? year : 0;
}

/* A cardinal point: 东西南北. */
static inline bool ter_cp_is_direction(uint32_t cp) {
    return ter_cp_in(cp, U"东西南北");
}

#endif
