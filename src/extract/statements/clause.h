/* Clauses: where the words around a found name begin and end, and which names stand in them. */
#ifndef TER_EXTRACT_STATEMENTS_CLAUSE_H
#define TER_EXTRACT_STATEMENTS_CLAUSE_H

#include "extract/statements/section_context.h"

/* The found name of the sentence (not one inside a part) that covers token `i`, or NULL. */
const ter_found_name *ter_clause_name_at(const ter_section_context *r, const ter_sentence *s, uint32_t i);

/* The first token of the clause that holds token `i`. Marks inside brackets do not count. */
uint32_t ter_clause_begin(const ter_section_context *r, const ter_sentence *s, uint32_t i);
/* The mark that ends it; s->to at the end of the sentence. */
uint32_t ter_clause_end(const ter_section_context *r, const ter_sentence *s, uint32_t i);

/* 按照 … 的 要求: the token after the 的 that ends what is only a measure for the rest; `i` where there is none. */
uint32_t ter_clause_past_measure(const ter_section_context *r, uint32_t i, uint32_t end);

/* Do only words of time, aim and manner stand in [from, to), so that the subject is still that of the clause before? */
bool ter_clause_has_no_subject(const ter_section_context *r, uint32_t from, uint32_t to);
/* Does a number with a measure stand in [from, to)? */
bool ter_clause_counts(const ter_section_context *r, uint32_t from, uint32_t to);
/* May what stands before a colon govern the list after it: 开工：…, 计划开工的道路有：…; not 建设地点：… */
bool ter_clause_introduces(const ter_section_context *r, uint32_t colon);

#endif
