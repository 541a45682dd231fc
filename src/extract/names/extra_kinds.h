/* Names of the kinds beyond the core: what they may hold that a park's, school's or road's name may not. Which words
 * that are is said by the lexicon ([inside KIND], heads that are areal or numbered); no kind but admin is known here.
 */
#ifndef TER_EXTRACT_NAMES_EXTRA_KINDS_H
#define TER_EXTRACT_NAMES_EXTRA_KINDS_H

#include "extract/words/tokens.h"

typedef enum ter_extra_kind_verdict {
    TER_EXTRA_KIND_UNSURE, /* the rules for all names decide */
    TER_EXTRA_KIND_NAME,
    TER_EXTRA_KIND_NOT_NAME,
} ter_extra_kind_verdict;

/* Where a name of `kind` whose head is token `head` begins when it reaches over what stands before token `at` (a word
 * of [inside KIND], 3.0, IC/PIC, an area in brackets, a quoted name before the head); `at` when it does not. */
uint32_t ter_extra_kind_reach(const ter_tokens *t, uint32_t at, uint32_t head, uint16_t kind);

/* Drops what such a name cannot begin with: 产业, when a name is left. Returns the first token. */
uint32_t ter_extra_kind_trim(const ter_tokens *t, uint32_t from, uint32_t head, uint16_t kind);

/* Is [from, head) with its head a name? `admin`: the kind of areas. */
ter_extra_kind_verdict ter_extra_kind_judge(const ter_tokens *t, uint32_t from, uint32_t head, bool admin);

/* Does the word at token `after` run the place before it (高新区 管委会) rather than make it part of another's name? */
bool ter_extra_kind_runs(const ter_tokens *t, uint32_t after, bool admin);

#endif
