/* Changes as text for people: a sentence each, or a report under headings. */
#ifndef TER_CLI_OUTPUT_DIFF_OUTPUT_H
#define TER_CLI_OUTPUT_DIFF_OUTPUT_H

#include "base/memory.h"
#include "registry/read/diff.h"

/* "completed in 2025, a year later than was aimed at": the change of a project, without its name. Appends. */
void ter_diff_sentence(const ter_change_row *c, ter_buf *out);

typedef struct ter_diff_item ter_diff_item;

/* Zeroed at the start; the caller releases it. */
typedef struct ter_diff_report {
    TER_ARRAY(ter_diff_item *) items;
    size_t counts[TER_CHANGE_COUNT];
} ter_diff_report;

/* Appends a copy, in the order in which the report lists them. */
void ter_diff_report_add(ter_diff_report *report, const ter_change_row *c);

/* Frees the copies. */
void ter_diff_report_release(ter_diff_report *report);

/* A sentence with the number of each change, then the changes under headings. Changes under one heading that come from
 * one sentence of a document are listed together, with that sentence once. Appends. */
void ter_diff_report_write(const ter_diff_report *n, const char *from, const char *to, ter_buf *out);

#endif
