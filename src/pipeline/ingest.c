/* Ingest: one document at a time, from bytes that are given or that the registry keeps. */
#include "pipeline/ingest.h"

#include <stdlib.h>
#include <string.h>

typedef struct registry_reader {
    ter_registry *registry;
    const ter_document_context *context;
} registry_reader;

static ter_status knows(const char *sha256, ter_known *known, void *context, ter_error *err) {
    const registry_reader *r = context;
    return ter_registry_knows(r->registry, sha256, r->context->reading, known, err);
}

ter_status ter_ingest_bytes(ter_registry *r, const ter_document_context *c, ter_str file, const char *name,
                            const ter_ingest_options *options, ter_ingest_counts *counts, ter_error *err) {
    registry_reader from = {r, c};
    const ter_document_reader how = {c, options, knows, &from};
    ter_buf copy = {0};
    ter_buf_put_str(&copy, file);
    ter_prepared_document *reading = NULL;
    ter_status status = ter_prepared_document_new(&how, &copy, name, &reading, err);
    if (status == TER_OK) status = ter_prepared_document_put(reading, r, counts, err);
    ter_prepared_document_free(reading);
    return status;
}

typedef TER_ARRAY(char *) name_list;

static void keep_hash(const char *sha256, void *context) {
    ter_array_push((name_list *)context, ter_strdup(sha256));
}

ter_status ter_ingest_again(ter_registry *r, const ter_document_context *c, ter_ingest_counts *counts, size_t *failed,
                            ter_error *err) {
    name_list hashes = {0};
    const ter_ingest_options options = {0};
    ter_buf name = {0}, bytes = {0};
    *failed = 0;
    ter_status status = ter_registry_each_document(r, c->reading, keep_hash, &hashes, &counts->unchanged, err);
    for (size_t i = 0; i < hashes.len && status == TER_OK; i++) {
        ter_buf_clear(&name), ter_buf_clear(&bytes);
        status = ter_registry_document(r, hashes.items[i], &name, &bytes, err);
        if (status != TER_OK) break;
        ter_str file = {bytes.ptr ? bytes.ptr : "", bytes.len};
        if (ter_ingest_bytes(r, c, file, name.ptr, &options, counts, err) != TER_OK) ++*failed;
    }
    for (size_t i = 0; i < hashes.len; i++) free(hashes.items[i]);
    ter_array_release(&hashes);
    ter_buf_release(&name);
    ter_buf_release(&bytes);
    return status;
}
