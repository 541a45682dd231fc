/* A chart of states by year, as SVG: what is reported as solid bars, targets as hollow ones next to them, in
 * the legend's colours. What is told of several years at once has hatched bars of its own. */
#ifndef TER_EXPORT_CHART_H
#define TER_EXPORT_CHART_H

#include "base/memory.h"
#include "base/str.h"
#include "base/vocabulary.h"

typedef struct ter_chart_year {
    int year;        /* 0: undated */
    int period_from; /* of what is told of several years at once: the first, `year` being the last; else 0 */
    long long counts[TER_BASIS_COUNT][TER_STATE_COUNT];
} ter_chart_year;

typedef TER_ARRAY(ter_chart_year) ter_chart_years;

/* Appends a whole SVG document. `title` stands above, `note` below (both UTF-8; "" for none). Years come in the order
 * given; years without a bar between two that have one are drawn empty. States that count nothing are left out of the
 * legend. */
void ter_chart_draw(const char *title, const char *note, const ter_chart_years *years, ter_buf *out);

#endif
