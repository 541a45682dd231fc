/* An output folder that appears whole or not at all.
 *
 * Everything is written into a folder next to the final one and moved into place at the end, so that a failure leaves
 * what was there; a process that is killed leaves its own folder, NAME.NUMBER.tmp, which the next one for the same NAME
 * removes. In a folder that has other files, too, only our entries are replaced. */
#ifndef TER_EXPORT_FOLDER_H
#define TER_EXPORT_FOLDER_H

#include "base/error.h"
#include "base/str.h"

/* What a command writes into its folder. */
typedef struct ter_folder_kind {
    const char *marker;         /* file within the folder by which we know it as ours */
    const char *marker_text;    /* its first 512 bytes contain this */
    const char *const *entries; /* names at its top that are ours, NULL-terminated */
} ter_folder_kind;

typedef struct ter_folder {
    const ter_folder_kind *kind;
    char *path;      /* the folder to be */
    char *temporary; /* the folder to write into */
    int lock;        /* of the temporary folder while its process lives */
    bool merge;      /* the folder has entries of others, which stay */
} ter_folder;

/* Whether the folder exists and was made by us. */
bool ter_folder_is_ours(const char *path, const ter_folder_kind *kind);

/* Makes the temporary folder. TER_EXISTS when `path` is a file, or a non-empty folder that is not ours and not
 * `overwrite`. The struct is the caller's: start it zeroed, end it with release. */
ter_status ter_folder_begin(ter_folder *o, const char *path, const ter_folder_kind *kind, bool overwrite,
                            ter_error *err);

/* Moves the new entries into place; the old ones are removed. On failure the old ones are back. */
ter_status ter_folder_commit(ter_folder *o, ter_error *err);

/* Removes the temporary folder when it was not committed. */
void ter_folder_release(ter_folder *o);

#endif
