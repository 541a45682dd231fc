/* Ingest: a document's bytes become facilities, projects and statements of a registry. */
#ifndef TER_PIPELINE_INGEST_H
#define TER_PIPELINE_INGEST_H

#include "pipeline/context.h"
#include "pipeline/inputs.h"

typedef struct ter_ingest_options {
    const char *title, *publisher; /* override what the document says; NULL: read */
    ter_date date;                 /* the same; year 0: read */
    const char *area;              /* the issuing authority's; NULL: ter_context_area */
    bool all_kinds;                /* not only those of the core */
    const char *const *kinds;      /* or these only, as ter_extract_options has them; borrowed */
} ter_ingest_options;

typedef struct ter_ingest_counts {
    size_t added, unchanged, reread, replaced; /* documents */
    size_t namesakes;         /* of those added: another document has the name of this one, and both are kept */
    size_t mentions, located; /* of the documents added or replaced; located: with a geometry */
} ter_ingest_counts;

/* Reads one document and puts it into the registry, in one transaction. `name` is what the document is called. Adds
 * to `counts` (may be NULL). */
ter_status ter_ingest_bytes(ter_registry *r, const ter_context *c, ter_str file, const char *name,
                            const ter_ingest_options *options, ter_ingest_counts *counts, ter_error *err);

/* The same for an input; of stdin, the document is named by its hash. */
ter_status ter_ingest_input(ter_registry *r, const ter_context *c, const ter_input *input,
                            const ter_ingest_options *options, ter_ingest_counts *counts, ter_error *err);

/* Reads again, from the bytes that the registry keeps, every document that was read with another gazetteer, lexicon or
 * program than `c`; each in one transaction. *failed counts those that could not be read; `err` has the last one's
 * error. */
ter_status ter_ingest_again(ter_registry *r, const ter_context *c, ter_ingest_counts *counts, size_t *failed,
                            ter_error *err);

#endif
