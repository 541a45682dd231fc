/* The lexicon: the words of the language that reading needs, as data (geodata/lexicon/). Compiled in; replaceable. */
#ifndef TER_EXTRACT_WORDS_LEXICON_H
#define TER_EXTRACT_WORDS_LEXICON_H

#include "base/error.h"
#include "base/str.h"
#include "extract/words/lexicon_word.h"
#include "text/trie.h"

typedef struct ter_lexicon ter_lexicon;

/* The lexicon compiled into the program. Caller frees. */
ter_status ter_lexicon_new_embedded(ter_lexicon **out, ter_error *err);
/* A lexicon file; errors name FILE:LINE:COL. Caller frees. */
ter_status ter_lexicon_open(const char *path, ter_lexicon **out, ter_error *err);
/* NULL is allowed. */
void ter_lexicon_free(ter_lexicon *l);

/* How many kinds it has. */
size_t ter_lexicon_kind_count(const ter_lexicon *l);
/* The name of the i-th kind, in file order; borrowed. */
const char *ter_lexicon_kind_at(const ter_lexicon *l, size_t i);
/* Is the i-th kind one of the core? */
bool ter_lexicon_kind_is_core(const ter_lexicon *l, size_t i);
/* What geodata/kinds.tsv says of the kind; a row without traits for a kind that only this lexicon
 * has, and for TER_LEXICON_KIND_NONE. */
const struct ter_kind *ter_lexicon_kind_row(const ter_lexicon *l, size_t i);
/* The lexicon's own copy of a kind's name, NULL when it has no such kind. */
const char *ter_lexicon_kind_find(const ter_lexicon *l, ter_str kind);

/* Characters of the longest word for a part (phase, extension, campus, section) that `part`, folded, ends in; 0: none.
 */
size_t ter_lexicon_part_word(const ter_lexicon *l, ter_str part);

/* Can a head word (or a whole name) of a core kind begin with this code point? */
bool ter_lexicon_may_begin_head(const ter_lexicon *l, uint32_t cp);

/* Can a head word, a whole name or a tail of a core kind begin with this code point? */
bool ter_lexicon_may_begin_name_end(const ter_lexicon *l, uint32_t cp);
/* Tails: words that may end a name, which only the scorer decides; the value is the kind. Borrowed. */
const ter_trie *ter_lexicon_tails(const ter_lexicon *l);

/* The words as a trie over folded code points; borrowed. */
const ter_trie *ter_lexicon_trie(const ter_lexicon *l);
/* The word that a value of the trie stands for; borrowed. */
const ter_word *ter_lexicon_word(const ter_lexicon *l, uint32_t value);

#endif
