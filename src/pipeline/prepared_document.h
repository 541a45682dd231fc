/* A document between reading and writing: what was read of it, as the rows that the registry takes. Private to the
 * files that make one. */
#ifndef TER_PIPELINE_PREPARED_DOCUMENT_H
#define TER_PIPELINE_PREPARED_DOCUMENT_H

#include "base/sha256.h"
#include "pipeline/document_area.h"
#include "pipeline/document_options.h"
#include "pipeline/ingest.h"
#include "pipeline/mention_context.h"
#include "pipeline/mention_naming.h"
#include "pipeline/mention_reach.h"

/* The answer to one query; mentions with the same name, kind, part and area that is said with them share it. */
typedef struct ter_mention_place {
    const ter_mention *mention;
    ter_area_id said;
    ter_mention_reach reach;
    char *identity; /* the mention's area in ids, where the document has none; NULL: the document's */
    ter_place place;
    ter_record_name *names;
    size_t name_count;
    ter_record_candidate *candidates;
    char **variants; /* of the mention's name, ended by NULL; NULL when there are none */
    char *part_key;
    size_t part_word;
} ter_mention_place;

/* A document while it is read. */
struct ter_prepared_document {
    const ter_document_context *c;
    char *name;
    ter_buf file;
    char sha256[TER_SHA256_HEX_SIZE], date[16];
    ter_document_options options;
    bool unread; /* the registry already has what reading would give */
    ter_text text;
    ter_extraction found;
    ter_document_area area;
    ter_mention_context *said; /* by mention */
    TER_ARRAY(ter_mention_place) answers;
    TER_ARRAY(ter_record_mention) mentions;
    TER_ARRAY(char *) strings;
    TER_ARRAY(ter_record_statement *) statements;
    ter_naming_definitions definitions_found;
    TER_ARRAY(ter_record_definition) definitions;
};

/* A copy that lives as long as the document. */
const char *ter_prepared_document_copy(ter_prepared_document *d, ter_str text);

/* Finds the place of every mention: `of_mention` has room for each and gets the index of its answer. Places that a
 * name alone leaves open are chosen by those that the document names with them. The caller holds the context's lock. */
ter_status ter_mention_places_find(ter_prepared_document *d, size_t *of_mention, ter_error *err);

/* The row of an answer; borrows from it. */
ter_record_place ter_mention_place_record(const ter_mention_place *answer);

/* Frees what the answer owns. */
void ter_mention_place_release(ter_mention_place *answer);

#endif
