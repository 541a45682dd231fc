/* Introductions: lines and headings that say what is done with the names in the lines below them. */
#ifndef TER_EXTRACT_STATEMENTS_LIST_HEADING_H
#define TER_EXTRACT_STATEMENTS_LIST_HEADING_H

#include "extract/statements/list_cues.h"

/* 今年将完成以下工程： and its lines: what has no verb of its own has that of the introduction. */
bool ter_intro_says(const ter_reading *r, const ter_sentence *s, const ter_find *f, const ter_around *a,
                    ter_statement *out);

/* What the heading above says of an entry of which nothing else is said. */
bool ter_intro_section(const ter_reading *r, const ter_sentence *s, const ter_find *f, const ter_around *a,
                       ter_statement *out);

/* 一、续建项目: takes a heading that says what is done with the entries below it, or ends the last one's hold. Call for
 * a headline, after ter_reading_heading. */
void ter_reading_section(ter_reading *r, const ter_sentence *s);

#endif
