/* The revision of a registry: a word that differs after every change of what the indexes next to it are made of,
 * no matter which program makes the change (terrier, QGIS, plain SQL), and that no checkpoint, copy or exchange of the
 * file alters. Triggers keep it.
 *
 * It is a random number, not a count, so that two copies that were edited apart never agree; and it lies in
 * sqlite_sequence, among SQLite's own bookkeeping, since the content of a registry must not depend on how it came
 * about. */
#ifndef TER_REGISTRY_FILE_REVISION_H
#define TER_REGISTRY_FILE_REVISION_H

#include "registry/file/handle.h"
#include "registry/file/store.h"

/* Up to so many rows a registry needs no index file: looking at every row answers as fast. */
enum { TER_INDEX_LEAST_ROWS = 10000 };

enum { TER_REVISION = TER_REGISTRY_REVISION };

/* What a handle remembers, so that it asks again only after somebody committed. Zeroed at the start. */
typedef struct ter_revision {
    long long commits; /* PRAGMA data_version, which is never 0 */
    char word[TER_REVISION];
} ter_revision;

/* Makes the word and its triggers where they are missing; within a transaction. */
ter_status ter_revision_keep(ter_store *s, ter_error *err);
/* Whether both are there. */
bool ter_revision_is_kept(ter_store *s);

/* The revision as the current transaction reads the registry. False when none is kept: nothing is known then. */
bool ter_revision_read(ter_store *s, ter_revision *known, char out[TER_REVISION]);

#endif
