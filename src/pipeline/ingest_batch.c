/* Documents read in several threads and written in order. */
#include "pipeline/ingest_batch.h"

#include "base/embedded.h"
#include "base/file.h"
#include "pipeline/parallel.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct run {
    const ter_ingest_batch *batch;
    ter_registry *registry;
    ter_document_reader reader;
    ter_ingest_batch_report *report;
    pthread_mutex_t lock; /* of the registry: readers look up whether they need to read */
} run;

/* The result of one task. */
typedef struct outcome {
    ter_prepared_document *reading; /* NULL: see why */
    ter_error why;
} outcome;

static ter_status knows(const char *sha256, ter_known *known, void *context, ter_error *err) {
    run *r = context;
    pthread_mutex_lock(&r->lock);
    ter_status status = ter_registry_knows(r->registry, sha256, r->reader.context->reading, known, err);
    pthread_mutex_unlock(&r->lock);
    return status;
}

/* ---- documents, given or compiled in ---- */

static size_t document_count(const ter_ingest_batch *b) {
    const char *path;
    ter_str data;
    size_t count = b->documents ? b->documents->list.len : 0;
    if (count == 0)
        while (ter_embedded_at("geodata/documents/", count, &path, &data)) count++;
    return count;
}

static const char *document_path(const ter_ingest_batch *b, size_t index) {
    const char *path = "";
    ter_str data;
    if (b->documents && b->documents->list.len) return b->documents->list.items[index].path;
    ter_embedded_at("geodata/documents/", index, &path, &data);
    return path;
}

/* *name is NULL for stdin. */
static ter_status fetch(const ter_ingest_batch *b, size_t index, ter_buf *file, const char **name, ter_error *err) {
    ter_str data = {NULL, 0};
    if (b->documents && b->documents->list.len) {
        const ter_input *input = &b->documents->list.items[index];
        *name = strcmp(input->path, "-") == 0 ? NULL : input->name;
        return ter_input_read(input, file, err);
    }
    ter_embedded_at("geodata/documents/", index, name, &data);
    *name = ter_path_base(*name);
    ter_buf_put_str(file, data);
    return TER_OK;
}

/* ---- tasks of the threads ---- */

static void *read_one(size_t task, void *context) {
    run *r = context;
    outcome *o = ter_alloc(sizeof *o);
    ter_buf file = {0};
    const char *name = NULL;
    ter_status status = fetch(r->batch, task, &file, &name, &o->why);
    if (status == TER_OK) status = ter_prepared_document_new(&r->reader, &file, name, &o->reading, &o->why);
    ter_buf_release(&file);
    return o;
}

static void drop(void *result) {
    outcome *o = result;
    ter_prepared_document_free(o->reading);
    free(o);
}

/* Whether the registry failed and not the document: the next document would fail too. */
static bool is_fatal(ter_status status) {
    return status == TER_IO || status == TER_BUSY || status == TER_READONLY || status == TER_FORMAT;
}

static bool put_one(size_t task, void *result, void *context) {
    run *r = context;
    outcome *o = result;
    ter_ingest_batch_report *report = r->report;
    ter_status status = o->why.code;
    bool fatal = false;
    if (o->reading) {
        pthread_mutex_lock(&r->lock);
        status = ter_prepared_document_put(o->reading, r->registry, &report->ingested, &o->why);
        pthread_mutex_unlock(&r->lock);
        fatal = is_fatal(status);
    }
    if (status != TER_OK) report->left_out += fatal ? report->documents - task : 1;
    ter_ingest_batch_step step = {task + 1, report->documents, document_path(r->batch, task),
                                  status == TER_OK ? NULL : &o->why};
    if (r->batch->watch && !r->batch->watch(&step, r->batch->watcher)) report->stopped = true;
    drop(o);
    return !fatal && !report->stopped;
}

void ter_ingest_batch_run(ter_registry *registry, const ter_ingest_batch *batch, ter_ingest_batch_report *report) {
    *report = (ter_ingest_batch_report){.documents = document_count(batch)};
    run r = {.batch = batch, .registry = registry, .report = report};
    r.reader = (ter_document_reader){batch->context, batch->options, knows, &r};
    pthread_mutex_init(&r.lock, NULL);
    ter_parallel reading = {.tasks = report->documents,
                            .jobs = batch->jobs ? batch->jobs : ter_parallel_default_jobs(),
                            .work = read_one,
                            .take = put_one,
                            .drop = drop,
                            .context = &r};
    ter_parallel_run(&reading);
    pthread_mutex_destroy(&r.lock);
}
