/* From a cue, its basis and its year to a statement. */
#ifndef TER_EXTRACT_STATEMENTS_STATEMENT_FROM_CUE_H
#define TER_EXTRACT_STATEMENTS_STATEMENT_FROM_CUE_H

#include "extract/statements/basis_year.h"
#include "extract/statements/cue.h"

/* What a cue says; `action` NONE: that of building, unless works stop. */
void ter_statement_from_cue(const ter_section_context *r, ter_statement *out, ter_cue c, ter_basis_year when,
                            ter_action action);

/* Adds a statement to the *n of `out`; false when it is said already, or there are too many. */
bool ter_statement_add(ter_statement *out, size_t *n, ter_statement s);

#endif
