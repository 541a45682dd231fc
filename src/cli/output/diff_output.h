/* What changed, told to be read. */
#ifndef TER_CLI_OUTPUT_DIFF_OUTPUT_H
#define TER_CLI_OUTPUT_DIFF_OUTPUT_H

#include "base/memory.h"
#include "registry/read/diff.h"

/* "completed in 2025, a year later than was aimed at": what is said of a project, without its name. Appends. */
void ter_diff_sentence(const ter_change_row *c, ter_buf *out);

typedef struct ter_diff_item ter_diff_item;

/* Start it zeroed, end it with release. */
typedef struct ter_diff_report {
    TER_ARRAY(ter_diff_item *) items;
    size_t counts[TER_CHANGE_COUNT];
} ter_diff_report;

void ter_diff_report_add(ter_diff_report *n,
                         const ter_change_row *c); /* takes copies; in the order in which it is to be told */
void ter_diff_report_release(ter_diff_report *n);

/* A sentence with how many there are of each, then the changes under headings. Those of one heading that one sentence
 * of a document tells stand together, with that sentence once. Appends. */
void ter_diff_report_write(const ter_diff_report *n, const char *from, const char *to, ter_buf *out);

#endif
