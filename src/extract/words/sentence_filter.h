/* Which sentences can hold a mention at all. Most of a long report names nothing; those sentences are skipped without
 * being cut into tokens. When in doubt, a sentence is read. */
#ifndef TER_EXTRACT_WORDS_SENTENCE_FILTER_H
#define TER_EXTRACT_WORDS_SENTENCE_FILTER_H

#include "extract/words/known_names.h"
#include "extract/words/lexicon.h"
#include "text/text.h"

/* Does the text's [from, to) (code points, one sentence) hold a head word of a core kind, a name that every reader
 * knows, the code of a road, or a known name of `names` (NULL: none)? */
bool ter_sentence_filter_may_name(const ter_text *text, const ter_lexicon *lexicon, const ter_known_names *names,
                                  size_t from, size_t to);

/* Does it hold a known name of `names`? */
bool ter_sentence_filter_holds_name(const ter_text *text, const ter_known_names *names, size_t from, size_t to);

#endif
