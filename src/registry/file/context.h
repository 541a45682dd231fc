/* What the files of this room share of an open registry: the handle's content and its writing transaction. */
#ifndef TER_REGISTRY_FILE_CONTEXT_H
#define TER_REGISTRY_FILE_CONTEXT_H

#include "registry/file/handle.h"
#include "registry/file/revision.h"
#include "registry/file/store.h"

/* An index in a file next to the registry, as the handle keeps it open. */
typedef struct ter_side_index {
    void *open;                /* NULL: not open */
    void (*close)(void *open); /* set by whoever opens it */
    char stamp[TER_REVISION];  /* the revision that it holds for */
} ter_side_index;

struct ter_registry {
    ter_store store;
    bool made;     /* by this handle */
    bool wrote;    /* something was put */
    bool ready;    /* to write: with log and revision */
    bool doubtful; /* shown, too */
    ter_revision revision;
    char newest_date[32];
    bool held;             /* see ter_registry_hold */
    bool listed;           /* the features of listed_as_of are listed; see read/listing.c */
    char listed_as_of[32]; /* "": the history */
    ter_side_index near;   /* see search/distance_index.c */
    ter_side_index names;  /* see search/name_index.c */
};

/* Closes an index; nothing to do when it is not open. */
void ter_side_index_close(ter_side_index *index);

/* Begins a writing transaction, which the typed tables' triggers do not take for a person's edit. TER_BUSY when another
 * program writes too long. */
ter_status ter_registry_begin(ter_registry *r, ter_error *err);
/* Commits when `status` is TER_OK, else rolls back; returns the outcome. */
ter_status ter_registry_end(ter_registry *r, ter_status status, ter_error *err);

#endif
