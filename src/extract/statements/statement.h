/* Statements: what a document says of a found name: state, basis, action and year, read from the clause around it. */
#ifndef TER_EXTRACT_STATEMENTS_STATEMENT_H
#define TER_EXTRACT_STATEMENTS_STATEMENT_H

#include "extract/statements/section_context.h"

/* Reads the statements of one found name of a sentence, by its index, into `out` (at most TER_MOST_STATEMENTS);
 * returns how many, and where there are none says why (static). Rules and reasons stand in tables in statement.c. */
size_t ter_statement_read(const ter_section_context *r, const ter_sentence *s, uint32_t find, ter_statement *out,
                          const char **why_none);

#endif
