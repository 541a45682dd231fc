/* Shared by the files of this room. */
#ifndef TER_REGISTRY_FILE_REGISTRY_INTERNAL_H
#define TER_REGISTRY_FILE_REGISTRY_INTERNAL_H

#include "registry/file/registry.h"
#include "registry/file/revision.h"
#include "registry/file/schema.h"
#include "registry/file/store.h"

struct ter_registry {
    ter_store store;
    bool made;  /* by this handle */
    bool wrote; /* something was put */
    bool ready; /* to write: with log and revision */
    ter_revision revision;
    char newest_date[32];
    bool held;                     /* see ter_registry_hold */
    bool listed;                   /* the features of listed_as_of are listed; see listing.c */
    char listed_as_of[32];         /* "": the history */
    struct ter_near_index *near;   /* NULL: not open */
    char near_stamp[TER_REVISION]; /* what it holds for */
    ter_store *names;              /* the index of names; NULL: not open */
    char names_stamp[TER_REVISION];
};

/* Position of a word in a list, as an SQL expression for ordering: 0 where it is not in it. */
#define TER_SQL_RANK(column, words) "instr('" words "', ' ' || " column " || ' ')"
/* In the order of ter_state. */
#define TER_SQL_STATE(column)                                                                                          \
    TER_SQL_RANK(column, " planned started under_construction completed suspended cancelled existing ")
#define TER_SQL_PRECISION(column) TER_SQL_RANK(column, " exact section extent part_of area district none ")

/* The order in which a project's statements (t, of mention m in document d) give its state, the first one being it. */
#define TER_SQL_NEWEST_STATEMENT                                                                                       \
    "d.published_on DESC, CASE WHEN t.basis = 'reported' THEN 1 WHEN t.status = 'planned' THEN 2 ELSE 3 END,"          \
    " instr(' planned started under_construction suspended cancelled completed ', ' ' || t.status || ' ') DESC,"       \
    " t.year DESC, m.confidence DESC, d.sha256, m.number, t.number"

/* The day of a document (d) from which everybody may know it: the last one of a date that lacks month or day. */
#define TER_SQL_PUBLISHED_DAY                                                                                          \
    "CASE length(d.published_on) WHEN 4 THEN d.published_on || '-12-31' WHEN 7 THEN"                                   \
    " date(d.published_on || '-01', '+1 month', '-1 day') ELSE d.published_on END"

/* Whether an override (o) gives a project its state, and which project; what QGIS wrote may not be settled yet. */
#define TER_SQL_GIVES_STATE                                                                                            \
    "(o.field = 'state' OR o.what = 'add' AND json_extract(o.new_value, '$.status') <> 'existing')"
#define TER_SQL_OVERRIDE_PROJECT                                                                                       \
    "coalesce(o.project, CASE o.what WHEN 'add' THEN coalesce(o.facility, o.target) || '.whole' ELSE o.target END)"

/* A writing transaction, of which the typed tables' triggers know that it is no person's edit. `end` commits when
 * `status` is TER_OK, else rolls back, and gives what came of it. TER_BUSY when another program writes too long. */
ter_status ter_registry_begin(ter_registry *r, ter_error *err);
ter_status ter_registry_end(ter_registry *r, ter_status status, ter_error *err);

/* Calls `fn` for each row that the filter lets through, and ends the query. Its columns are those of `current` in
 * feature.c, the last two only where `now`. */
ter_status ter_feature_each_row(ter_query *q, bool now, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                void *context, ter_error *err);

/* Makes one facility's name, place, names, projects and typed rows anew from its mentions and statements; removes the
 * facility when it has no mention left. */
ter_status ter_facility_derive(ter_store *s, const char *facility, ter_error *err);

/* Mends the parts of one facility that are misprinted, and gives every statement of it its project, made when it is
 * new. */
ter_status ter_parts_derive(ter_store *s, const char *facility, ter_error *err);

/* Id of the project that a facility and a part make; part_key "" is the whole. Caller frees. */
char *ter_project_id(const char *facility, const char *part_key);

/* 48 bits of a hash as a positive number: keys of rows that must be the same on every machine. */
long long ter_content_key(ter_str content);

/* Words of a row as values of the vocabulary; what is unknown gives 0. */
ter_state ter_row_state(const ter_query *q, int column);
ter_basis ter_row_basis(const ter_query *q, int column);
ter_action ter_row_action(const ter_query *q, int column);
ter_precision ter_row_precision(const ter_query *q, int column);

#endif
