/* Known names: an automaton over folded code points, built once from a gazetteer, shared by all documents. */
#ifndef TER_EXTRACT_WORDS_KNOWN_NAMES_H
#define TER_EXTRACT_WORDS_KNOWN_NAMES_H

#include "base/str.h"
#include "text/trie.h"

typedef struct ter_known_names ter_known_names;

/* What a known name stands for, as offsets of strings. */
typedef struct ter_known_name {
    uint32_t official, kind, area;
} ter_known_name;

ter_known_names *ter_known_names_new(void);    /* caller frees */
void ter_known_names_free(ter_known_names *n); /* NULL is allowed */

/* Adds a name. `official` is the full proper name it stands for; `kind` and `area` may be "". Several features may
 * share a name. Strings are copied. Call ter_known_names_finish once after the last. */
void ter_known_names_add(ter_known_names *n, ter_str name, ter_str official, ter_str kind, ter_str area);
/* Ends building; the names are read-only and shared between threads from then on. */
void ter_known_names_finish(ter_known_names *n);
/* How many names were added. */
size_t ter_known_names_count(const ter_known_names *n);
size_t ter_known_names_bytes(const ter_known_names *n); /* memory held by the automaton */

/* The names as a trie over folded code points; borrowed. */
const ter_trie *ter_known_names_trie(const ter_known_names *n);
/* What a value of the trie stands for; borrowed. */
const ter_known_name *ter_known_names_at(const ter_known_names *n, uint32_t value);
/* The string at an offset of a ter_known_name; borrowed. */
const char *ter_known_names_string(const ter_known_names *n, uint32_t offset);

#endif
