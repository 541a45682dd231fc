/* A row for layers, as those who read the registry get it. */
#ifndef TER_REGISTRY_READ_FEATURE_RECORD_H
#define TER_REGISTRY_READ_FEATURE_RECORD_H

#include "base/error.h"
#include "base/vocabulary.h"
#include "geo/geometry.h"

/* One row for layers: a project in one state of its history (one per project, year, status and basis), or a facility
 * that is only referred to (state EXISTING, no project). Borrowed until the callback returns. */
typedef struct ter_registry_feature {
    const char *facility_id, *project_id; /* project_id "" for a mere facility */
    const char *name, *pinyin, *kind, *part, *area;
    ter_state state;
    ter_basis basis;
    int year;        /* 0: undated */
    int period_from; /* the first of the years told of at once, `year` being the last; 0: one is told */
    ter_action action;
    ter_precision precision;
    double uncertainty_m;
    const char *document, *document_title, *document_date, *quote;
    double confidence;
    const char *geometry_source, *geometry_licence;
    const ter_geometry *geometry; /* NULL: not located */
    const char *reason;           /* of the geocoder, for its place or for none; "" but for the current state */
    const char
        *needs; /* the area of a gazetteer that would have to place it; "" when one covers its area, or is not known */
    size_t mentions;             /* of the facility; 0 but for the current state */
    bool doubtful;               /* its name is; false but for the current state */
    double statement_confidence; /* that the current state is right; 0: not known, nothing is said, or another state */
} ter_registry_feature;

typedef ter_status (*ter_registry_feature_fn)(const ter_registry_feature *feature, void *context, ter_error *err);

#endif
