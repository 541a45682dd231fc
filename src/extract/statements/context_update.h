/* Updating the context: what a line, a heading and a sentence settle for the text that follows. */
#ifndef TER_EXTRACT_STATEMENTS_CONTEXT_UPDATE_H
#define TER_EXTRACT_STATEMENTS_CONTEXT_UPDATE_H

#include "extract/statements/section_context.h"

/* Sets `lean` from the words of aim and fact in all that was read of the text. */
void ter_context_update_lean(ter_section_context *r);

/* A line begins at code point `at`: what earlier sentences settled ends, unless it is the entry of an introduction. */
void ter_context_update_line(ter_section_context *r, uint32_t at);

/* Takes in a line that is a heading; false when it is not one. */
bool ter_context_update_heading(ter_section_context *r, uint32_t from, uint32_t to);

/* The same for a short sentence that opens a paragraph and says which year's review or plan follows. */
void ter_context_update_opening(ter_section_context *r, uint32_t from, uint32_t to);

/* Carries on what the sentence settles (a year, an aim) to the next ones; true when it settles anything. Call after its
 * names have been read. */
bool ter_context_update_carry(ter_section_context *r, const ter_sentence *s);

#endif
