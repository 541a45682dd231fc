/* Ingest: a document's bytes become facilities, projects and statements of a registry. */
#ifndef TER_PIPELINE_INGEST_H
#define TER_PIPELINE_INGEST_H

#include "pipeline/document_context.h"
#include "reader/reader.h"
#include "registry/ingest/ingest_document.h"

typedef struct ter_ingest_options {
    const char *title, *publisher; /* override what the document says; NULL: read */
    ter_date date;                 /* the same; year 0: read */
    const char *area;              /* the issuing authority's; NULL: see document_area.h */
    bool all_kinds;                /* not only those of the core */
    double min_confidence;         /* of a name; 0: the default */
    const char *const *kinds;      /* or these only, as ter_extract_options has them; borrowed */
    ter_reader_format format;      /* AUTO: each document's own */
} ter_ingest_options;

typedef struct ter_ingest_counts {
    size_t added, unchanged, reread, replaced; /* documents */
    size_t namesakes;         /* of those added: another document has the name of this one, and both are kept */
    size_t mentions, located; /* of the documents added or replaced; located: with a geometry */
    size_t doubtful;          /* further mentions there, of doubtful names */
    size_t undated;           /* of those documents: statements lack a year, for it does not say when it was issued */
    char first_undated[256];  /* the name of one of them */
} ter_ingest_counts;

/* A document that was read, ready to be written to a registry. */
typedef struct ter_prepared_document ter_prepared_document;

/* What the registry has of a document with these bytes; see ter_registry_knows. */
typedef ter_status (*ter_knows_fn)(const char *sha256, ter_known *known, void *context, ter_error *err);

typedef struct ter_document_reader {
    const ter_document_context *context;
    const ter_ingest_options *options;
    ter_knows_fn knows; /* called in the thread that reads; NULL: nothing is known */
    void *knows_context;
} ter_document_reader;

/* Reads one document, unless the registry already has the result; may be called in several threads. Takes the bytes in
 * `file`; `name` is the name of the document, NULL for stdin, which is named by its hash. The context must outlive the
 * document. Caller frees; NULL on failure. */
ter_status ter_prepared_document_new(const ter_document_reader *how, ter_buf *file, const char *name,
                                     ter_prepared_document **out, ter_error *err);

/* Writes it to the registry, in one transaction. Adds to `counts` (may be NULL). */
ter_status ter_prepared_document_put(const ter_prepared_document *reading, ter_registry *r, ter_ingest_counts *counts,
                                     ter_error *err);
void ter_prepared_document_free(ter_prepared_document *reading); /* NULL is fine */

/* Both steps. */
ter_status ter_ingest_bytes(ter_registry *r, const ter_document_context *c, ter_str file, const char *name,
                            const ter_ingest_options *options, ter_ingest_counts *counts, ter_error *err);

/* Reads again, from the bytes that the registry keeps, every document that was read with another gazetteer, lexicon or
 * program than `c`; each in one transaction. *failed counts those that could not be read; `err` has the last one's
 * error. */
ter_status ter_ingest_again(ter_registry *r, const ter_document_context *c, ter_ingest_counts *counts, size_t *failed,
                            ter_error *err);

#endif
