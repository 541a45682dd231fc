/* Names that differ by one character from what is searched for. */
#ifndef TER_REGISTRY_SEARCH_MISPRINT_H
#define TER_REGISTRY_SEARCH_MISPRINT_H

#include "registry/search/query.h"

/* Whether `folded` contains what is wanted but for one character: another one, one too many, one missing, or two
 * swapped; of texts of three characters or more, and never its first or last, or a weighty one. A weighty one may be
 * missing in the text where the rest is the whole name: a reader leaves it out, but does not write another. */
bool ter_name_one_off(const ter_wanted *w, const char *folded);
/* The same for the whole name; two characters may be a whole name that lost the one between them. */
bool ter_name_whole_one_off(const ter_wanted *w, const char *folded);

#endif
