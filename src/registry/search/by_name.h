/* Facilities by name. */
#ifndef TER_REGISTRY_SEARCH_BY_NAME_H
#define TER_REGISTRY_SEARCH_BY_NAME_H

#include "base/error.h"
#include "registry/file/handle.h"
#include "registry/search/name_rank.h"
#include "registry/search/query.h"

typedef struct ter_found {
    const char *id, *name, *kind, *area; /* of the facility */
    const char *matched, *matched_type;  /* the name that was found, and which it is: official, alias, … */
    ter_found_how how;
    ter_precision precision;
} ter_found;

/* Calls `fn` for each facility one of whose names (also as printed, with the part that follows) holds the text: the
 * same after folding, then beginning with it, then holding it, then with its numbers written otherwise, then by pinyin
 * from a syllable on (tones may be written, and are ignored), then by initials; within each by length of the name
 * in characters, the name, and id.
 *
 * Only when there is nothing: names of three characters or more that the text ends with (it names the city before it),
 * the longest. When there are none either, and `spelling` is given: names that hold it with a look-alike, then of the
 * same sound; when there are none either, those that hold it but for one character (ter_name_one_off in
 * registry/search/misprint.h). Where only the inside of names was found so, or an end, for a text of four
 * characters or more, names that it is the whole of but for such a misprint are reported after them.
 *
 * Of many names an index is kept next to the registry (its path and "-find"), as ter_registry_near does. */
typedef void (*ter_found_fn)(const ter_found *found, void *context);
ter_status ter_registry_find(ter_registry *r, const ter_find_request *request, ter_found_fn fn, void *context,
                             ter_error *err);

#endif
