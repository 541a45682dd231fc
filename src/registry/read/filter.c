/* The filter: lists of words and years. */
#include "registry/read/filter.h"

#include <string.h>

static bool word_allowed(const char *const *words, const char *word) {
    if (!words) return true;
    for (; *words; words++)
        if (strcmp(*words, word) == 0) return true;
    return false;
}

static bool year_allowed(const int *years, ter_years told) {
    if (!years) return true;
    for (; *years >= 0; years++)
        if (*years >= told.first && *years <= told.last) return true;
    return false;
}

bool ter_filter_allows(const ter_registry_filter *f, const char *kind, const char *state, const char *basis, int year) {
    return ter_filter_allows_years(f, kind, state, basis, (ter_years){year, year});
}

bool ter_filter_allows_years(const ter_registry_filter *f, const char *kind, const char *state, const char *basis,
                             ter_years told) {
    return !f || (word_allowed(f->kinds, kind) && word_allowed(f->states, state) && word_allowed(f->bases, basis) &&
                  year_allowed(f->years, told));
}
