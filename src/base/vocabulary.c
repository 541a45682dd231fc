/* The fixed words of the contract, by their codes. */
#include "base/vocabulary.h"

#define TER_TEXT(code, text) text,
#define TER_VOCABULARY_NAMES(name, MAP, COUNT)                                                                         \
    static const char *const name##_names[] = {MAP(TER_TEXT)};                                                         \
    const char *ter_##name##_name(ter_##name value) {                                                                  \
        return (unsigned)value < COUNT ? name##_names[value] : "";                                                     \
    }                                                                                                                  \
    bool ter_##name##_parse(ter_str text, ter_##name *out) {                                                           \
        for (unsigned i = 0; i < COUNT; i++) {                                                                         \
            if (!ter_str_is(text, name##_names[i])) continue;                                                          \
            *out = (ter_##name)i;                                                                                      \
            return true;                                                                                               \
        }                                                                                                              \
        return false;                                                                                                  \
    }

TER_VOCABULARY_NAMES(state, TER_STATE_MAP, TER_STATE_COUNT)
TER_VOCABULARY_NAMES(basis, TER_BASIS_MAP, TER_BASIS_COUNT)
TER_VOCABULARY_NAMES(role, TER_ROLE_MAP, TER_ROLE_COUNT)
TER_VOCABULARY_NAMES(action, TER_ACTION_MAP, TER_ACTION_COUNT)
TER_VOCABULARY_NAMES(precision, TER_PRECISION_MAP, TER_PRECISION_COUNT)
TER_VOCABULARY_NAMES(match, TER_MATCH_MAP, TER_MATCH_COUNT)
