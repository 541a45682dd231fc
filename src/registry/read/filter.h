/* The filter of facilities and projects that every command shares: by kind, status, basis, year, area and box. */
#ifndef TER_REGISTRY_READ_FILTER_H
#define TER_REGISTRY_READ_FILTER_H

#include "geo/geometry.h"

/* What to select; zeroed means everything. Lists are NULL-terminated arrays of words, NULL for any. */
typedef struct ter_registry_filter {
    const char *const *kinds;
    const char *const *states; /* names of ter_state */
    const char *const *bases;
    const int *years; /* ended by -1; 0 selects undated */
    ter_bbox bbox;    /* used when has_bbox; features without geometry do not match it */
    bool has_bbox;
    const char *as_of; /* ISO day (or month, year: its last day): each project as it was then; NULL: its history */
    const char *area;  /* name of the parent area */
    bool doubtful;     /* doubtful names, too: ter_registry_show_doubtful has to be called, to which this is a note */
} ter_registry_filter;

typedef struct ter_years { /* from the first to the last, both included */
    int first, last;
} ter_years;

/* Of what is told of the years from `period_from` to `year`, or, when that is 0, of one. */
static inline ter_years ter_years_of(int period_from, int year) {
    return (ter_years){period_from ? period_from : year, year};
}

/* The same for what is told of several years at once: any of them may be asked for. */
bool ter_filter_allows_years(const ter_registry_filter *f, const char *kind, const char *state, const char *basis,
                             ter_years years);

/* Whether a row with these words is selected; lists only. NULL selects all. */
bool ter_filter_allows(const ter_registry_filter *f, const char *kind, const char *state, const char *basis, int year);

#endif
