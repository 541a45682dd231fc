/* What the clauses after that of a found name say of it. */
#ifndef TER_EXTRACT_STATEMENTS_NEXT_CLAUSES_H
#define TER_EXTRACT_STATEMENTS_NEXT_CLAUSES_H

#include "extract/statements/list_cues.h"
#include "extract/statements/statement_from_cue.h"

/* Adds to the *n statements of `out` what the next clauses say, as long as they have no subject of their own. */
void ter_next_clauses_read(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                           const ter_list_cues *a, ter_statement *out, size_t *n);

/* 加快甲路建设，确保年底前通车: what the next clause aims at, for an object of a verb. */
void ter_next_clauses_read_aim(const ter_section_context *r, const ter_sentence *s, const ter_list_cues *a,
                               ter_statement *out, size_t *n);

/* What a sentence without a name says of the facility of this kind that the sentence before is about, where a word
 * stands for it: 项目计划2028年完工, 该大桥…. */
void ter_next_clauses_read_about(const ter_section_context *r, const ter_sentence *s, const char *kind,
                                 ter_statement *out, size_t *n);

#endif
