/* Dates in a text: explicit ones, and words relative to the document's own date. */
#ifndef TER_EXTRACT_WORDS_DATES_H
#define TER_EXTRACT_WORDS_DATES_H

#include "base/date.h"
#include "extract/words/tokens.h"

/* A date stated at token `i`: 2026年, 2026年3月, 2026-03-25, 4月, 今年, 去年, 明年, 年底. Returns the token after it,
 * or `i` when there is none. Relative words need `document` (year 0: unknown, then they state nothing). */
uint32_t ter_dates_at(const ter_tokens *t, uint32_t i, ter_date document, ter_date *out);

/* Is token `i` a month (10月) or a season (年底前, 三季度) that no year stands before? The year is then the document's,
 * unless the text says another one earlier. */
bool ter_dates_lacks_year(const ter_tokens *t, uint32_t i);

/* Does token `i` begin the name of a decade or century: 50年代, 20世纪? */
bool ter_dates_is_era(const ter_tokens *t, uint32_t i);

/* Several years of which a text tells at once; from 0: none. */
typedef struct ter_period {
    int from, to;
} ter_period;

/* The period that begins to be named at token `i`: “十四五”期间, 五年来, 过去五年, 近三年, 2021—2025年. 过去五年 ends
 * in the year `over`, 五年来 in the year `now` (0: unknown, then there is none). From 0 where there is none. */
ter_period ter_dates_period(const ter_tokens *t, uint32_t i, int over, int now);

/* The last year of the last five-year plan that a text in UTF-8 names; 0 for none. */
int ter_dates_plan_named(const char *text);

/* The last year of a five-year plan named by token `i` (十四五 ends in 2025), 0 for none. */
int ter_dates_plan_end(const ter_tokens *t, uint32_t i);

#endif
