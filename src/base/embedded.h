/* Data files compiled into the program: lexicon, digests, layer definitions, the curated gazetteer. */
#ifndef TER_BASE_EMBEDDED_H
#define TER_BASE_EMBEDDED_H

#include "base/str.h"

typedef struct ter_embedded_file {
    const char *path; /* within the source tree: "geodata/documents/01_….txt" */
    const unsigned char *begin, *end;
} ter_embedded_file;

/* Weak: NULL in programs (tests) that embed nothing. `ter_embedded_files` ends with a row whose path is NULL. */
extern const ter_embedded_file ter_embedded_files[] __attribute__((weak));
extern const ter_embedded_file ter_embedded_gazetteer __attribute__((weak));

/* The i-th file whose path begins with `prefix`, in order of path; false when there are no more. */
bool ter_embedded_at(const char *prefix, size_t i, const char **path, ter_str *data);

#endif
