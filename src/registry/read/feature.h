/* Projects and facilities as rows for layers, and the filter that selects them. */
#ifndef TER_REGISTRY_READ_FEATURE_H
#define TER_REGISTRY_READ_FEATURE_H

#include "base/error.h"
#include "base/vocabulary.h"
#include "geo/geometry.h"
#include "registry/file/handle.h"

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
} ter_registry_filter;

/* Whether a row with these words is selected; lists only. NULL selects all. */
bool ter_filter_allows(const ter_registry_filter *f, const char *kind, const char *state, const char *basis, int year);

/* One row for layers: a project in one state of its history (one per project, year, status and basis), or a facility
 * that is only referred to (state EXISTING, no project). Borrowed until the callback returns. */
typedef struct ter_registry_feature {
    const char *facility_id, *project_id; /* project_id "" for a mere facility */
    const char *name, *pinyin, *kind, *part, *area;
    ter_state state;
    ter_basis basis;
    int year; /* 0: undated */
    ter_action action;
    ter_precision precision;
    double uncertainty_m;
    const char *document, *document_title, *document_date, *quote;
    double confidence;
    const char *geometry_source, *geometry_licence;
    const ter_geometry *geometry; /* NULL: not located */
    const char *reason;           /* of the geocoder, for its place or for none; "" but for the current state */
    size_t mentions;              /* of the facility; 0 but for the current state */
} ter_registry_feature;

typedef ter_status (*ter_registry_feature_fn)(const ter_registry_feature *feature, void *context, ter_error *err);

/* Calls `fn` for each project in its current state, and each facility that is only referred to; ordered by kind,
 * name, part, id. `as_of` is not looked at. */
ter_status ter_registry_each_current(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

/* The same for what has no geometry, the facility most mentioned first; `reason` says why. */
ter_status ter_registry_each_missing(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

/* The newest document's date ("2026-03-25", "" when none is dated), so that outputs carry no clock time; borrowed. */
const char *ter_registry_newest_date(ter_registry *r);

/* Attribution lines ("© OpenStreetMap contributors, ODbL-1.0"), each source once, sorted. */
typedef void (*ter_registry_source_fn)(const char *source, const char *licence, const char *date, void *context);
ter_status ter_registry_each_source(ter_registry *r, ter_registry_source_fn fn, void *context, ter_error *err);

#endif
