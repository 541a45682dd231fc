/* One facility whole: its names, place, projects and every mention. */
#ifndef TER_REGISTRY_READ_FACILITY_H
#define TER_REGISTRY_READ_FACILITY_H

#include "base/error.h"
#include "base/memory.h"
#include "base/vocabulary.h"
#include "geo/geometry.h"
#include "registry/file/handle.h"

typedef struct ter_facility_name {
    const char *name, *type;
} ter_facility_name;

typedef struct ter_facility_project {
    const char *id, *part, *title; /* part "" for the whole */
    ter_state state;
    ter_basis basis;
    int year;
    ter_action action;
    ter_precision precision;
} ter_facility_project;

/* A mention, once per statement it makes (once with state EXISTING and project "" for a reference). */
typedef struct ter_facility_event {
    const char *project; /* id; "" for a reference */
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year, month, day;
    int period_from; /* the first of the years told of at once; 0: one is told */
    const char *document, *title, *publisher, *authority, *authority_basis,
        *date; /* authority: its area, from the province down */
    const char *text, *name, *part, *quote, *cue, *rule;
    long long start, end, quote_start, quote_end; /* bytes in the file; of a PDF or DOCX in its text */
    int page;                                     /* from 1; 0: none */
    double confidence;
    bool doubtful;               /* less sure than what is taken for a name */
    double statement_confidence; /* 0: not known, or nothing is said */
} ter_facility_event;

typedef struct ter_facility {
    const char *hidden; /* "rejected" by a person, or "doubtful"; "" when it is shown */
    const char *id, *name, *pinyin, *kind, *area;
    ter_match match;
    ter_precision precision;
    double uncertainty_m, score;
    const char *reason, *source, *licence, *source_date, *datum;
    ter_geometry geometry; /* type NONE: not located */
    TER_ARRAY(ter_facility_name) names;
    TER_ARRAY(ter_facility_project) projects;
    TER_ARRAY(ter_facility_event) events; /* oldest document first, then by place in the document */
    TER_ARRAY(char *) strings;            /* owns all of the above */
} ter_facility;

/* The facility that an id leads to: a facility's, a project's, or one that it had before it was joined with others or
 * before a gazetteer knew its place, or that a person decided on; NULL when there is none. Caller frees. */
ter_status ter_registry_resolve(ter_registry *r, const char *id, char **facility, ter_error *err);

/* `id` is one that ter_registry_resolve knows. *found is false when there is none. Caller releases. */
ter_status ter_registry_facility(ter_registry *r, const char *id, bool *found, ter_facility *out, ter_error *err);
/* Frees all that ter_registry_facility gave. */
void ter_facility_release(ter_facility *f);

#endif
