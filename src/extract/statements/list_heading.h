/* Headings of lists: lines and headings that say what is done with the names in the lines below them. */
#ifndef TER_EXTRACT_STATEMENTS_LIST_HEADING_H
#define TER_EXTRACT_STATEMENTS_LIST_HEADING_H

#include "extract/statements/list_cues.h"

/* 今年将完成以下工程： and its lines: what has no verb of its own has that of the introduction. */
bool ter_list_heading_introduces(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                                 const ter_list_cues *a, ter_statement *out);

/* What the heading above says of an entry of which nothing else is said. */
bool ter_list_heading_heads(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                            const ter_list_cues *a, ter_statement *out);

/* 一、续建项目: takes a heading that says what is done with the entries below it, or ends the last one's hold. Call for
 * a headline, after ter_context_update_heading. */
void ter_list_heading_take_section(ter_section_context *r, const ter_sentence *s);

/* 完成18项工程，其中城建工程10项：…。教育工程3项：甲校、乙校: what the total of the list before says of the members of
 * one that goes on with it. */
bool ter_list_heading_goes_on(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                              const ter_list_cues *a, ter_statement *out);

/* Takes the total of the sentence's list, or ends the last one's hold. Call for each sentence. */
void ter_list_heading_take_total(ter_section_context *r, const ter_sentence *s);

/* Takes a sentence that ends in a colon as an introduction. Call after ter_context_update_carry. */
void ter_list_heading_take_introduction(ter_section_context *r, const ter_sentence *s);

#endif
