/* The fixed words of the contract: status, basis, role, action, precision, match. Kinds are data: base/kind.h.
 * Each list is one macro; enum and names are derived. Value 0 is "none" where the word may be absent. */
#ifndef TER_BASE_VOCABULARY_H
#define TER_BASE_VOCABULARY_H

#include "base/str.h"

/* clang-format off */
#define TER_STATE_MAP(X) \
    X(NONE, "") \
    X(PLANNED, "planned") \
    X(STARTED, "started") \
    X(UNDER_CONSTRUCTION, "under_construction") \
    X(COMPLETED, "completed") \
    X(SUSPENDED, "suspended") \
    X(CANCELLED, "cancelled") \
    X(EXISTING, "existing")
#define TER_BASIS_MAP(X) \
    X(NONE, "") \
    X(REPORTED, "reported") \
    X(TARGET, "target")
#define TER_ROLE_MAP(X) \
    X(REFERENCE, "reference") \
    X(PROJECT, "project")
#define TER_ACTION_MAP(X) \
    X(NONE, "") \
    X(CONSTRUCTION, "construction") \
    X(REHABILITATION, "rehabilitation") \
    X(REPLACEMENT, "replacement") \
    X(EXPANSION, "expansion")
#define TER_PRECISION_MAP(X) \
    X(NONE, "none") \
    X(EXACT, "exact") \
    X(SECTION, "section") \
    X(EXTENT, "extent") \
    X(PART_OF, "part_of") \
    X(AREA, "area") \
    X(DISTRICT, "district")
#define TER_MATCH_MAP(X) \
    X(NONE, "none") \
    X(EXACT, "exact") \
    X(ALIAS, "alias") \
    X(FOLDED, "folded") \
    X(NGRAM, "ngram") \
    X(PINYIN, "pinyin") \
    X(JUNCTION, "junction") \
    X(SECTION, "section") \
    X(EXTENT, "extent") \
    X(AREA, "area") \
    X(ADDRESS, "address")
/* clang-format on */

#define TER_VOCABULARY(NAME, name, MAP)                                                                                \
    typedef enum ter_##name{MAP(TER_##NAME##_ENUM) TER_##NAME##_COUNT} ter_##name;                                     \
    const char *ter_##name##_name(ter_##name value);       /* never NULL */                                            \
    bool ter_##name##_parse(ter_str text, ter_##name *out) /* false: no such word, out untouched */

#define TER_STATE_ENUM(code, text)     TER_STATE_##code,
#define TER_BASIS_ENUM(code, text)     TER_BASIS_##code,
#define TER_ROLE_ENUM(code, text)      TER_ROLE_##code,
#define TER_ACTION_ENUM(code, text)    TER_ACTION_##code,
#define TER_PRECISION_ENUM(code, text) TER_PRECISION_##code,
#define TER_MATCH_ENUM(code, text)     TER_MATCH_##code,

/* A project's state ("status" outside; the word ter_status is taken by error codes). */
TER_VOCABULARY(STATE, state, TER_STATE_MAP);
TER_VOCABULARY(BASIS, basis, TER_BASIS_MAP);
TER_VOCABULARY(ROLE, role, TER_ROLE_MAP);
TER_VOCABULARY(ACTION, action, TER_ACTION_MAP);
TER_VOCABULARY(PRECISION, precision, TER_PRECISION_MAP);
TER_VOCABULARY(MATCH, match, TER_MATCH_MAP);

/* Begins the reason of a place that no gazetteer could give, because none covers its area; place.area then says which.
 */
#define TER_REASON_OUTSIDE "the gazetteer"

#endif
