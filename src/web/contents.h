/* Inside the web room: a registry's facilities with their names, features and statements, as JSON for the page. */
#ifndef TER_WEB_CONTENTS_H
#define TER_WEB_CONTENTS_H

#include "base/json.h"
#include "base/memory.h"
#include "export/features.h"
#include "geo/datum.h"
#include "registry/file/handle.h"

/* Strings are its own. */
typedef struct ter_contents_document {
    long long id;
    char *name, *title, *publisher, *date;
} ter_contents_document;

typedef struct ter_contents_name {
    char *facility, *name, *folded, *pinyin;
} ter_contents_name;

typedef struct ter_contents_statement {
    char *facility, *project, *part, *quote;
    size_t document; /* index into documents */
    ter_state state;
    ter_basis basis;
    ter_action action;
    int year, period_from, month, day;
} ter_contents_statement;

typedef struct ter_contents_reason { /* why it has no place */
    char *facility, *reason;
} ter_contents_reason;

/* One facility: ranges of the lists, which are all in order of facility. */
typedef struct ter_contents_facility {
    size_t features, features_end, names, names_end, statements, statements_end;
    const char *reason; /* NULL: it has a place */
} ter_contents_facility;

typedef struct ter_contents {
    ter_export_features features;
    TER_ARRAY(ter_contents_document) documents; /* newest first */
    TER_ARRAY(ter_contents_document *) by_id;
    TER_ARRAY(ter_contents_name) names;
    TER_ARRAY(ter_contents_statement) statements;
    TER_ARRAY(ter_contents_reason) reasons;
    TER_ARRAY(ter_contents_facility) facilities;
} ter_contents;

/* Reads all of the registry. The struct is the caller's: zeroed before, released after. */
ter_status ter_contents_read(ter_registry *r, ter_contents *out, ter_error *err);

/* Moves all geometries from WGS 84 to the datum. */
void ter_contents_move(ter_contents *c, ter_datum datum);

/* Frees what reading gave. */
void ter_contents_release(ter_contents *c);

/* Each of these appends one JSON value. What the page can work out itself is left out: a name that is the facility's,
 * what folding does not change, initials, and the facility's id before a project's. */

/* The list of documents. */
void ter_contents_put_documents(const ter_contents *c, ter_json *j);

/* {"facilities": […], "geometries": […]} of the facilities from `begin` to `end`. */
void ter_contents_put_facilities(const ter_contents *c, size_t begin, size_t end, ter_json *j);

/* The list of what documents say of each of these facilities. */
void ter_contents_put_details(const ter_contents *c, size_t begin, size_t end, ter_json *j);

/* An object of characters that fold to one that a name has, so that a search in traditional Han finds it. */
void ter_contents_put_folding(const ter_contents *c, ter_json *j);

#endif
