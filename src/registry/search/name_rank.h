/* How a name matches what is searched for. */
#ifndef TER_REGISTRY_SEARCH_NAME_RANK_H
#define TER_REGISTRY_SEARCH_NAME_RANK_H

#include "registry/search/query.h"

#define TER_FOUND_MAP(X)                                                                                               \
    X(EXACT, "exact")                                                                                                  \
    X(PREFIX, "prefix")                                                                                                \
    X(SUBSTRING, "substring")                                                                                          \
    X(NUMBER, "number")                                                                                                \
    X(PINYIN, "pinyin")                                                                                                \
    X(INITIALS, "initials") X(TAIL, "tail") X(ALIKE, "look-alike") X(SOUND, "same sound") X(ONE_OFF, "one off")
typedef enum ter_found_how {
#define TER_FOUND_ENUM(code, text) TER_FOUND_##code,
    TER_FOUND_MAP(TER_FOUND_ENUM)
#undef TER_FOUND_ENUM
        TER_FOUND_COUNT
} ter_found_how;
/* The word for how a name was found; static. */
const char *ter_found_how_name(ter_found_how how);

/* ALIKE and ONE_OFF are for when the one before found nothing, or only parts. */
typedef enum ter_name_pass { TER_NAME_AS_GIVEN, TER_NAME_ALIKE, TER_NAME_ONE_OFF, TER_NAME_PASSES } ter_name_pass;

typedef struct ter_name_forms {
    const char *folded, *pinyin, *initials;
} ter_name_forms;

/* The best way in which the name matches, of those of the pass. `whole`: as a whole name only. */
bool ter_name_rank(const ter_wanted *w, ter_name_pass pass, bool whole, const ter_name_forms *name, ter_found_how *how);

size_t ter_name_length(const char *folded); /* characters */

#endif
