/* Known names: an automaton over folded code points, built once from a gazetteer, shared by all documents. */
#ifndef TER_EXTRACT_WORDS_KNOWN_NAMES_H
#define TER_EXTRACT_WORDS_KNOWN_NAMES_H

#include "base/str.h"

typedef struct ter_names ter_names;

ter_names *ter_names_new(void); /* caller frees */
void ter_names_free(ter_names *n);

/* Adds a name. `official` is the full proper name it stands for; `kind` and `area` may be "". Several features may
 * share a name. Strings are copied. Call ter_names_finish once after the last. */
void ter_names_add(ter_names *n, ter_str name, ter_str official, ter_str kind, ter_str area);
void ter_names_finish(ter_names *n);
size_t ter_names_count(const ter_names *n);
size_t ter_names_bytes(const ter_names *n); /* memory held by the automaton */

#endif
