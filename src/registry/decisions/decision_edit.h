/* What a person decides by hand, from the command line; the typed tables' triggers (sql/triggers.sql) record the same
 * when QGIS edits them. Each decision is a row of `override`, kept for ever, with what was there before; the last one
 * of a field wins, and all win over documents, whatever is ingested, replaced, read again or joined later. Each call is
 * one transaction. */
#ifndef TER_REGISTRY_DECISIONS_DECISION_EDIT_H
#define TER_REGISTRY_DECISIONS_DECISION_EDIT_H

#include "base/error.h"
#include "base/vocabulary.h"
#include "geo/geometry.h"
#include "registry/decisions/author.h"
#include "registry/file/handle.h"

/* What to set; NULL and false leave a thing as it is. */
typedef struct ter_override_values {
    const ter_geometry *geometry;                        /* WGS 84; precision becomes exact */
    double uncertainty_m;                                /* of the geometry */
    const char *taken_from, *taken_licence, *taken_date; /* its source, when it is a gazetteer's; else NULL */
    const char *name, *kind, *area;
    const char *part; /* of a project; "" for none */
    /* A state is set whole: what is not given here is taken over from the present one. */
    bool has_status, has_basis, has_year, has_action;
    ter_state status;
    ter_basis basis;
    int year; /* 0: undated */
    ter_action action;
} ter_override_values;

typedef enum ter_split_by { TER_SPLIT_PART, TER_SPLIT_NAME, TER_SPLIT_MENTION } ter_split_by;

/* `id` and `other`: of a facility or a project, as ter_registry_resolve knows them; TER_INPUT when unknown. Of a
 * project, geometry, state, part and rejection are its own (of `.whole` the geometry is its facility's); name, kind and
 * area are always its facility's. A facility's geometry takes along its projects that lay in the same place. */
ter_status ter_override_set(ter_registry *r, const char *id, const ter_override_values *values,
                            const ter_author *author, ter_error *err);

/* A state of a project, and the change of one by a person. */
typedef struct ter_override_state {
    ter_state status;
    ter_basis basis;
    int year; /* 0: undated */
    ter_action action;
} ter_override_state;
typedef struct ter_override_change {
    ter_override_state was, is;
    ter_author author;
} ter_override_change;

/* States that a person gave a project elsewhere, in their order, each with the one that it replaced there. A project
 * that was given one here already keeps it, and one that is not there gets none. `id`: "FACILITY.PART". */
ter_status ter_override_relay(ter_registry *r, const char *id, const ter_override_change *changes, size_t count,
                              ter_error *err);
/* `other` becomes one with `id`; both ids lead to it from then on. */
ter_status ter_override_merge(ter_registry *r, const char *id, const char *other, const ter_author *author,
                              ter_error *err);
/* Takes the mentions of one part, one name or one place ("DOCUMENT:BYTE", the mention's start) out of a facility, into
 * one of their own whose id goes to *made; the caller frees. */
ter_status ter_override_split(ter_registry *r, const char *id, ter_split_by by, const char *value,
                              const ter_author *author, char **made, ter_error *err);
/* A person looked at it, and it is right as it is; with `other`, it is not the same as that. It only leaves the
 * lists of ter_registry_review and ter_registry_queue. */
ter_status ter_override_keep(ter_registry *r, const char *id, const char *other, const ter_author *author,
                             ter_error *err);
/* Hides a wrong facility or project from every output; `show` still knows it. verdict.h does it to many at once. */
ter_status ter_override_reject(ter_registry *r, const char *id, const ter_author *author, ter_error *err);
/* Ends an override: what was before it comes back. TER_INPUT when there is none with this number or it has ended. */
ter_status ter_override_drop(ter_registry *r, long long number, ter_error *err);

#endif
