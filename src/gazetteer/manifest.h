/* A manifest: a small text file that names sources, each with options of its own; see gazetteer/gazetteer_build.h. */
#ifndef TER_GAZETTEER_MANIFEST_H
#define TER_GAZETTEER_MANIFEST_H

#include "base/error.h"
#include "gazetteer/build_options.h"

typedef struct ter_manifest_source {
    char *path;
    ter_gazetteer_build_options options; /* strings belong to the manifest or to the options it was read with */
} ter_manifest_source;

typedef struct ter_manifest ter_manifest;

/* Whether the path ends as a manifest's does. */
bool ter_manifest_is(const char *path);

/* `options` hold where a section is silent and must outlive the manifest. Caller frees. */
ter_status ter_manifest_read(const char *path, const ter_gazetteer_build_options *options, ter_manifest **out,
                             ter_error *err);
/* Frees it; NULL is allowed. */
void ter_manifest_free(ter_manifest *m);
/* How many sources it names. */
size_t ter_manifest_count(const ter_manifest *m);
/* The i-th of them; borrowed. */
const ter_manifest_source *ter_manifest_at(const ter_manifest *m, size_t i);

#endif
