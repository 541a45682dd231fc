/* Projects whole, for formats that keep what was said of them over time: each with its facility, its place and every
 * statement, with the document that makes it. */
#ifndef TER_REGISTRY_READ_HISTORY_H
#define TER_REGISTRY_READ_HISTORY_H

#include "base/error.h"
#include "base/memory.h"
#include "registry/file/handle.h"
#include "registry/ingest/record.h"

/* One statement of a project. */
typedef struct ter_history_event {
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year, month, day; /* 0: not stated */
    int period_from;      /* the first of several years told of at once, `year` being the last; 0: one is told */
    const char *text, *quote, *cue, *rule;
    long long mention;                       /* its number in the document */
    long long start, end;                    /* bytes in the file; of a PDF, DOCX or OC4IDS file in its text */
    int page;                                /* from 1; 0: none */
    double confidence, statement_confidence; /* the latter 0: not known */
    const char *sha256, *document, *title, *publisher, *issue, *date, *date_basis, *area, *format;
    double date_confidence; /* 0: not known */
    bool corrected;         /* by a person's decision */
} ter_history_event;

/* A state that a person gave a project, and the one it replaced: statements of that one are corrected. */
typedef struct ter_history_state {
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year;        /* 0: undated */
    int period_from; /* as in the event; a person tells of one year */
} ter_history_state;
typedef struct ter_history_decision {
    ter_history_state was, is;
    const char *person, *at, *why; /* "": not said */
} ter_history_decision;

/* One project. `place` is as ingest hands it over. */
typedef struct ter_history {
    const char *project_id, *facility_id, *toponym; /* toponym: the facility's, "" when it has none */
    const char *name, *kind, *area, *part, *part_key;
    ter_record_place place; /* with the facility's other names, but for those that are only printed so */
    ter_geometry geometry;
    TER_ARRAY(ter_record_name) names;
    TER_ARRAY(ter_history_event) events;       /* by document's date, document, place in it */
    TER_ARRAY(ter_history_decision) decisions; /* the last one gives the state; none: the events do */
    TER_ARRAY(char *) strings;                 /* owns the above */
} ter_history;

/* Calls `fn` for each project, by id; only one of them is in memory. `as_of`: statements of documents published, and
 * decisions made, by then, as in ter_registry_each_feature; NULL: all. A project without any is passed over. What `fn`
 * gets is borrowed until it returns. */
typedef ter_status (*ter_history_fn)(const ter_history *project, void *context, ter_error *err);
ter_status ter_registry_each_history(ter_registry *r, const char *as_of, ter_history_fn fn, void *context,
                                     ter_error *err);

/* How many facilities are only referred to, and so have no project. */
size_t ter_registry_count_referred(ter_registry *r);

#endif
