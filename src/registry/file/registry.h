/* A registry file: facilities, projects and their history, with the documents that state them, in one SpatiaLite file
 * (application_id "TerR"). Here it is opened, copied and closed; ingest/ fills it, decisions/ changes it by hand,
 * search/ and read/ ask it. The whole room is the only user of the registry's SQL. It gets plain values: documents are
 * read and places chosen elsewhere. Of the rooms for text it uses folding, pinyin and search, never the gazetteer. */
#ifndef TER_REGISTRY_FILE_REGISTRY_H
#define TER_REGISTRY_FILE_REGISTRY_H

#include "base/error.h"
#include "registry/file/handle.h"

typedef enum ter_registry_mode {
    TER_REGISTRY_READ,   /* read-only, no GIS module needed; works in a read-only folder */
    TER_REGISTRY_WRITE,  /* an existing registry; needs the GIS module */
    TER_REGISTRY_CREATE, /* as WRITE, made when absent */
} ter_registry_mode;

/* TER_IO when absent or unreadable, TER_FORMAT when it is not a registry, TER_VERSION when newer, TER_READONLY,
 * TER_BUSY. Caller frees. */
ter_status ter_registry_open(const char *path, ter_registry_mode mode, ter_registry **out, ter_error *err);

/* To be called before each question by whoever keeps a handle open: when the handle may not write next to the registry
 * and the file was written meanwhile, it is opened again. */
ter_status ter_registry_refresh(ter_registry *r, ter_error *err);

/* From now on this handle, opened to read, has doubtful names in all that it lists; see ingest/record.h. */
ter_status ter_registry_show_doubtful(ter_registry *r, ter_error *err);

/* A copy of a registry as it is at one moment, including the log of whoever has it open; `to` is made. *revision tells
 * later whether the registry is still as it was copied ("" when that is not known). */
ter_status ter_registry_copy(const char *from, const char *to, char revision[TER_REGISTRY_REVISION], ter_error *err);

/* The way back: `to` gets the content of its changed copy `from`, in place, for whoever has it open. TER_BUSY, and
 * nothing is changed, when it is no longer as it was copied. */
ter_status ter_registry_copy_back(const char *from, const char *to, const char *revision, ter_error *err);

/* The revision of the registry at `path`, "" when none is kept. */
ter_status ter_registry_revision(const char *path, char out[TER_REGISTRY_REVISION], ter_error *err);

/* Leaves one file at rest, unless others have it open. A registry that this handle made and put nothing into is removed
 * again. NULL is fine. */
void ter_registry_free(ter_registry *r);

const char *ter_registry_path(const ter_registry *r); /* borrowed */

/* The version of the file's tables. */
int ter_registry_version(ter_registry *r);

#endif
