/* The registry: facilities, projects and their history, with the documents that say so, in one SpatiaLite file
 * (application_id "TerR"). The only user of the registry's SQL. It gets plain values and knows neither text nor
 * gazetteer. */
#ifndef TER_REGISTRY_REGISTRY_H
#define TER_REGISTRY_REGISTRY_H

#include "base/error.h"
#include "base/vocabulary.h"
#include "geo/geometry.h"

/* ---- what ingest hands over: plain values, borrowed during the call; "" or NULL means not stated ---- */

typedef struct ter_record_statement {
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year, month, day;      /* 0: not stated */
    size_t cue_start, cue_end; /* file bytes */
    const char *cue;
} ter_record_statement;

typedef struct ter_record_place { /* the geocode of a mention */
    ter_match match;
    ter_precision precision;
    double uncertainty_m, score;
    const char *key;  /* stable id of the toponym, "" when none */
    const char *name; /* its official name */
    const char *area;
    const char *reason, *source, *licence, *date, *datum;
    const ter_geometry *geometry; /* NULL or type NONE when it has no place; several points are kept as one on them */
    const struct ter_record_name *names; /* other names the gazetteer gives the toponym, so that find knows them */
    size_t name_count;
} ter_record_place;

typedef enum ter_record_name_type { TER_RECORD_ALIAS, TER_RECORD_FORMER } ter_record_name_type;

typedef struct ter_record_name {
    const char *name;
    ter_record_name_type type;
} ter_record_name;

typedef struct ter_record_mention {
    size_t start, end; /* byte span in the file */
    const char *text, *name, *kind, *part, *rule, *quote;
    size_t quote_start, quote_end;
    ter_role role;
    double confidence;
    const ter_record_statement *statements;
    size_t statement_count;
    ter_record_place place;
} ter_record_mention;

typedef struct ter_record_document {
    const char *sha256; /* of the file's bytes, hex */
    const char *name;   /* file name without folder */
    const char *title, *publisher, *issue;
    const char *published_on; /* ISO: YYYY, YYYY-MM or YYYY-MM-DD */
    const char *date_basis;
    const char *area;     /* the issuing authority's area, when known */
    const char *encoding; /* of the file; NULL: UTF-8 */
    ter_str text;         /* UTF-8 */
    ter_str bytes;        /* the file as given; may be empty when they are those of `text` */
    const ter_record_mention *mentions;
    size_t mention_count;
} ter_record_document;

/* ---- opening ---- */

typedef struct ter_registry ter_registry;

typedef enum ter_registry_mode {
    TER_REGISTRY_READ,   /* read-only, no GIS module needed; works in a read-only folder */
    TER_REGISTRY_WRITE,  /* an existing registry; needs the GIS module */
    TER_REGISTRY_CREATE, /* as WRITE, made when absent */
} ter_registry_mode;

/* TER_IO when absent or unreadable, TER_FORMAT when it is no registry, TER_VERSION when newer, TER_READONLY, TER_BUSY.
 * Caller frees. */
ter_status ter_registry_open(const char *path, ter_registry_mode mode, ter_registry **out, ter_error *err);
/* Leaves one file at rest. A registry that this handle made and put nothing into is removed again. NULL is fine. */
void ter_registry_free(ter_registry *r);
const char *ter_registry_path(const ter_registry *r); /* borrowed */

typedef enum ter_ingest_outcome {
    TER_INGEST_ADDED,
    TER_INGEST_UNCHANGED, /* the same bytes are there already */
    TER_INGEST_REPLACED,  /* an earlier version of the document (same name, or same title, publisher and date) */
} ter_ingest_outcome;

/* Whether a document with these bytes is in it; nothing is locked or written. */
ter_status ter_registry_has_document(ter_registry *r, const char *sha256, bool *has, ter_error *err);

/* Puts one document with its mentions, in one transaction: all or nothing.
 *
 * Joining: a mention whose place is a toponym belongs to that toponym's facility, any other to the facility of its
 * kind, folded name and the document's area. A facility and a folded part make a project; a reference makes none. A
 * project is in the state that its newest document says (an undated one is oldest; "2026" is older than "2026-01");
 * where that document says several things, in what it reports before what it plans before what it aims at (an aim is no
 * state yet), then in the state furthest along. Everything but documents, mentions and statements is derived from them
 * and does not depend on the order of ingest. */
ter_status ter_registry_put_document(ter_registry *r, const ter_record_document *doc, ter_ingest_outcome *outcome,
                                     ter_error *err);

/* ---- reading ---- */

/* What to select; zeroed means everything. Lists are NULL-terminated arrays of words, NULL for any. */
typedef struct ter_registry_filter {
    const char *const *kinds;
    const char *const *states; /* names of ter_state */
    const char *const *bases;
    const int *years; /* ended by -1; 0 selects undated */
    ter_bbox bbox;    /* used when has_bbox; features without geometry do not match it */
    bool has_bbox;
    const char *as_of; /* ISO day: only documents published by then; NULL: all */
    const char *area;  /* name of the parent area */
} ter_registry_filter;

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
} ter_registry_feature;

typedef ter_status (*ter_registry_feature_fn)(const ter_registry_feature *feature, void *context, ter_error *err);

/* Calls `fn` for each feature, ordered by year (undated last), state, basis, kind, name, part, facility_id. */
ter_status ter_registry_each_feature(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

/* The same for the current state: one call per project, and per facility that is only referred to; ordered by kind,
 * name, part, id. `as_of` is not looked at. */
ter_status ter_registry_each_current(ter_registry *r, const ter_registry_filter *filter, ter_registry_feature_fn fn,
                                     void *context, ter_error *err);

/* The newest document's date ("2026-03-25", "" when none is dated), so that outputs carry no clock time; borrowed. */
const char *ter_registry_newest_date(ter_registry *r);

/* Attribution lines ("© OpenStreetMap contributors, ODbL-1.0"), each source once, sorted. */
typedef void (*ter_registry_source_fn)(const char *source, const char *licence, const char *date, void *context);
ter_status ter_registry_each_source(ter_registry *r, ter_registry_source_fn fn, void *context, ter_error *err);

#endif
