/* Basis and year: whether a cue states an aim or a fact, and of which year. */
#ifndef TER_EXTRACT_STATEMENTS_BASIS_YEAR_H
#define TER_EXTRACT_STATEMENTS_BASIS_YEAR_H

#include "extract/statements/section_context.h"

typedef struct ter_basis_year {
    ter_basis basis;
    ter_date when;
    ter_period period;          /* of which `when` is the last year; from 0: none */
    bool told;                  /* the sentence states the year itself */
    const char *why, *why_year; /* static: the evidence for the basis, and for the year */
} ter_basis_year;

/* Where a cue stands: its token, its clause, the state when the facility is the subject of the cue (else NONE), and
 * whether a verb of intent stands before it (推动 … 开工). */
typedef struct ter_cue_scope {
    uint32_t cue, begin, end;
    ter_state told;
    bool pushed;
} ter_cue_scope;

/* Aim or fact from the nearest evidence to the farthest: the clause, the sentence, the headings, what came before; and
 * the year by the same way, then the document's own. */
ter_basis_year ter_basis_year_read(const ter_section_context *r, const ter_sentence *s, ter_cue_scope c);

/* The part of a work report that token `i` stands in: facts in its review, aims in its plan; NONE in other texts. */
ter_basis ter_basis_year_part(const ter_section_context *r, uint32_t i);

/* Is token `i` a word of intent? */
bool ter_basis_year_is_aim(const ter_section_context *r, uint32_t i);

/* The last (or first) date stated in tokens [from, to); year 0 for none. */
ter_date ter_basis_year_date(const ter_section_context *r, uint32_t from, uint32_t to, bool last);
/* The year that a month without one, at token `at`, is of: said before it in the sentence (from `from`), or by what
 * stands above; 0: nothing says, it is the document's. */
int ter_basis_year_of_month(const ter_section_context *r, uint32_t from, uint32_t at);
/* Do tokens [from, to) speak of a decade or century? What was done then is not about works of today. */
bool ter_basis_year_is_history(const ter_section_context *r, uint32_t from, uint32_t to);
/* The last year of the last five-year plan named in [from, to); 0 for none. */
int ter_basis_year_plan(const ter_section_context *r, uint32_t from, uint32_t to);
/* The last period that [from, to) names; from 0 for none. */
ter_period ter_basis_year_period(const ter_section_context *r, uint32_t from, uint32_t to);
/* What is dated before the document is a fact, what is dated after it an aim; NONE when neither. */
ter_basis ter_basis_year_of_date(const ter_section_context *r, ter_date date);

#endif
