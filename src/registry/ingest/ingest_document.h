/* One document into the registry, and what the registry has of documents already. */
#ifndef TER_REGISTRY_INGEST_INGEST_DOCUMENT_H
#define TER_REGISTRY_INGEST_INGEST_DOCUMENT_H

#include "base/error.h"
#include "base/str.h"
#include "registry/file/handle.h"
#include "registry/ingest/record.h"

typedef enum ter_ingest_outcome {
    TER_INGEST_ADDED,
    TER_INGEST_UNCHANGED, /* the same bytes are there already, read with the same things */
    TER_INGEST_REREAD,    /* the same bytes, read with another gazetteer or lexicon, or with other things stated */
    TER_INGEST_REPLACED,  /* an earlier version of the document */
} ter_ingest_outcome;

/* What the registry has of a document. */
typedef struct ter_known {
    bool there;
    bool read_so; /* with this reading */
    char *asked;  /* as it was stated; NULL when not there; the caller frees */
} ter_known;

/* Whether a document with these bytes is in it; nothing is locked or written. */
ter_status ter_registry_knows(ter_registry *r, const char *sha256, const char *reading, ter_known *known,
                              ter_error *err);

/* Calls `fn` for each document that was read with something else than `reading`, by hash; *others counts the rest. */
typedef void (*ter_document_fn)(const char *sha256, void *context);
ter_status ter_registry_each_document(ter_registry *r, const char *reading, ter_document_fn fn, void *context,
                                      size_t *others, ter_error *err);
/* Appends a document's name and its bytes as given. */
ter_status ter_registry_document(ter_registry *r, const char *sha256, ter_buf *name, ter_buf *bytes, ter_error *err);

/* Puts one document with its mentions, in one transaction: all or nothing.
 *
 * Which document it is: the same bytes are the same document. Of the same name and alike (half of the runs of four
 * characters of the shorter text are in the longer one), or of the same title, publisher and date and somewhat alike (a
 * third), it is a new version and takes the earlier one's place. Any other document of that name is another one: both
 * stay, and *namesake is true.
 *
 * Joining: mentions of one kind, folded name and area (the issuing authority's) that were taken for the same toponym
 * are a naming; join.c says which namings are one facility: those of one toponym, of one name, those that a document
 * says are one, and a short form that can be of one facility only. A toponym that is a campus of what is named stands
 * for that part, and does not keep campuses apart. Nothing is joined by guess: what may be one is listed by
 * ter_registry_review.
 *
 * Ids: a facility's is made of its kind and its toponym's key, which is made of kind, canonical name and area; without
 * a toponym, of kind, folded name and area of its naming that is first seen in the documents' own time (date, then hash
 * of the bytes), so that newer documents do not change it and the order of ingest does not matter. Every other id that
 * one of its namings has or would have alone leads to it (ter_registry_resolve): after a merge all resolve, and so do
 * ids from before a gazetteer knew the place.
 *
 * Projects: a facility and a part (part_key) make a project; a reference makes none. Two parts are taken for another
 * one of the same facility, when it can be one only; the mention keeps what is printed, with lower confidence, and
 * part_rule says so: one that ends in no word for a part, but would with a character put in or changed (东湖区 for
 * 东湖院区), and one that is such a word alone, without a number (北区 for 东湖里北区).
 *
 * State: a project is in the state that its newest document says (an undated one is oldest; "2026" is older than
 * "2026-01"); where that document says several things, in what it reports before what it plans before what it aims at
 * (an aim is not a state yet), then in the state furthest along. Everything but documents, mentions, statements and
 * definitions is derived from them and does not depend on the order of ingest. */
ter_status ter_registry_put_document(ter_registry *r, const ter_record_document *doc, ter_ingest_outcome *outcome,
                                     bool *namesake, ter_error *err);

#endif
