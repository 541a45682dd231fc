/* Finding: which spans of tokens name a facility, of which kind, and which part of it. No statement is read here.
 *
 * A head word (公园, 路) or a known name makes a candidate: name_candidate.h finds where it begins, name_accept.h
 * judges whether it is a name. What is accepted is completed by the lists, parts and line ends around it. */
#ifndef TER_EXTRACT_NAMES_NAME_FINDER_H
#define TER_EXTRACT_NAMES_NAME_FINDER_H

#include "extract/names/found_name.h"

/* Finds names of all kinds, in order of text. Caller releases the list. */
void ter_name_finder_run(const ter_tokens *tokens, ter_found_names *out);

/* Marks the names that are endpoints inside the part of an earlier one; they have no part of their own. */
void ter_found_names_mark_endpoints(ter_found_names *list);

#endif
