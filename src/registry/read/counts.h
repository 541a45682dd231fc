/* Counts of what a registry holds, and the program that made it. */
#ifndef TER_REGISTRY_READ_COUNTS_H
#define TER_REGISTRY_READ_COUNTS_H

#include "base/error.h"
#include "registry/file/handle.h"

#include <stdbool.h>

/* Calls `fn` with (section, word, count) for: documents, mentions, statements, facilities, projects, located; then
 * `kind` and `precision` of facilities, `status` and `year` of projects in their current state, `gazetteer` sources,
 * `unlocated` reasons, `authority` (areas of documents); each section in a fixed order. */
typedef void (*ter_count_fn)(const char *section, const char *word, long long count, void *context);
ter_status ter_registry_counts(ter_registry *r, ter_count_fn fn, void *context, ter_error *err);

/* Which program made the file ("terrier 0.1.0"); borrowed from `out`, which holds 64 bytes. */
const char *ter_registry_made_by(ter_registry *r, char out[64]);

/* Whether facilities of this kind are in it. */
bool ter_registry_has_kind(ter_registry *r, const char *kind);

/* Calls `fn` for each kind that shown facilities have, in order. */
typedef void (*ter_word_fn)(const char *word, void *context);
ter_status ter_registry_each_kind(ter_registry *r, ter_word_fn fn, void *context, ter_error *err);

#endif
