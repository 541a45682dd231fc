/* Inside the room: what a package says, as documents ready to be put. */
#ifndef TER_OC4IDS_PROJECT_DRAFT_H
#define TER_OC4IDS_PROJECT_DRAFT_H

#include "base/memory.h"
#include "base/sha256.h"
#include "oc4ids/codes.h"
#include "oc4ids/oc4ids.h"
#include "oc4ids/parse.h"
#include "registry/decisions/decision_edit.h"
#include "registry/ingest/record.h"

enum { TER_PROJECT_DRAFT_STATEMENTS = 2 }; /* of one mention, at most */

typedef struct ter_project_draft_mention {
    ter_record_mention record;
    ter_record_statement statements[TER_PROJECT_DRAFT_STATEMENTS];
} ter_project_draft_mention;

typedef struct ter_project_draft_quote {
    const char *text;
    size_t start;
} ter_project_draft_quote;

/* One document: an original that a package of ours describes, or the package itself. */
typedef struct ter_project_draft {
    const char *original; /* its hash; NULL: the package itself */
    json_t *bytes;        /* see relay.h; NULL: the package's own */
    ter_record_document record;
    ter_buf text; /* the sentences that are quoted, a line each */
    TER_ARRAY(ter_project_draft_quote) quotes;
    TER_ARRAY(ter_project_draft_mention) mentions;
} ter_project_draft;

/* The states that a person gave a project. */
typedef struct ter_project_draft_decisions {
    const char *project;
    TER_ARRAY(ter_override_change) changes;
} ter_project_draft_decisions;

/* A package being read. Strings of the drafts live as long as `root`. */
typedef struct ter_project_drafts {
    ter_parse parse;
    ter_oc4ids_codes codes;
    json_t *root;
    ter_str file;
    const char *publisher, *licence;
    char date[16]; /* of the package; "" when it states none */
    TER_ARRAY(ter_project_draft *) list;
    TER_ARRAY(ter_project_draft_decisions) decisions;
    TER_ARRAY(ter_geometry *) geometries;
    TER_ARRAY(ter_record_name *) names; /* a list a project */
    ter_oc4ids_read counts;
} ter_project_drafts;

/* Reads a whole package. Caller releases, also on failure. */
ter_status ter_project_drafts_read(ter_str file, const char *name, ter_project_drafts *out, ter_error *err);
void ter_project_drafts_release(ter_project_drafts *d);

/* The span of `text` in the draft's text: in the quote that begins at `quote` where it holds it, else anywhere, else in
 * a line made for it. */
size_t ter_project_draft_place(ter_project_draft *draft, size_t quote, size_t quote_len, const char *text);
size_t ter_project_draft_quote_put(ter_project_draft *draft, const char *quote);

/* Projects that this program wrote, and those of others. */
bool ter_project_drafts_is_ours(const ter_node *project);
void ter_project_drafts_add_ours(ter_project_drafts *d, const ter_node *project);
void ter_project_drafts_add_other(ter_project_drafts *d, const ter_node *project);

/* The geometry of a location, as a new one that `d` owns; NULL when it has none. */
ter_geometry *ter_project_drafts_geometry(ter_project_drafts *d, const ter_node *location);

/* The draft of that original, or NULL. */
ter_project_draft *ter_project_drafts_find(ter_project_drafts *d, const char *original);
ter_project_draft *ter_project_drafts_add(ter_project_drafts *d, const char *original);
/* That of the package itself, made when there is none. */
ter_project_draft *ter_project_drafts_package(ter_project_drafts *d);
/* What it says of a project there: `quote`, or when that is "" the title. */
void ter_project_draft_title_put(ter_project_draft *draft, ter_project_draft_mention *m, const char *title,
                                 const char *quote);

#endif
