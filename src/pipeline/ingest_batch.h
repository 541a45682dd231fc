/* Many documents into a registry: read by several threads and written by one, in their order, so that the registry
 * does not depend on the number of threads. */
#ifndef TER_PIPELINE_INGEST_BATCH_H
#define TER_PIPELINE_INGEST_BATCH_H

#include "pipeline/ingest.h"
#include "pipeline/inputs.h"

/* Reported after each document, in order. */
typedef struct ter_ingest_batch_step {
    size_t done, count;   /* documents */
    const char *document; /* its path */
    const ter_error *why; /* why it was left out; NULL when it is in the registry */
} ter_ingest_batch_step;

typedef bool (*ter_ingest_batch_watch)(const ter_ingest_batch_step *step, void *watcher); /* false: stop here */

typedef struct ter_ingest_batch {
    const ter_document_context *context;
    const ter_ingest_options *options;
    const ter_inputs *documents;  /* none in it: the documents compiled into the program */
    size_t jobs;                  /* threads that read; 0: ter_parallel_default_jobs; 1: none but the caller's */
    ter_ingest_batch_watch watch; /* may be NULL; called in the caller's thread */
    void *watcher;
} ter_ingest_batch;

typedef struct ter_ingest_batch_report {
    ter_ingest_counts ingested;
    size_t documents, left_out; /* left out: bad ones, and those after a failure of the registry itself */
    bool stopped;               /* by the watcher; what was not reached is not counted as left out */
} ter_ingest_batch_report;

/* Each document is one transaction: whatever ends the batch, the registry is consistent, and the same batch run again
 * continues where it ended. A document that cannot be read is reported and skipped. A registry that cannot be written
 * (locked, disk full) ends the batch. */
void ter_ingest_batch_run(ter_registry *r, const ter_ingest_batch *batch, ter_ingest_batch_report *report);

#endif
