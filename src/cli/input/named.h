/* Facilities of a registry that are called something, for commands that take a place by name or id. */
#ifndef TER_CLI_INPUT_NAMED_H
#define TER_CLI_INPUT_NAMED_H

#include "base/memory.h"
#include "registry/read/read.h"

typedef struct ter_named {
    char *id, *name, *kind, *area; /* owned by the list */
    ter_found_how how;
    bool located; /* with a geometry */
} ter_named;

typedef TER_ARRAY(ter_named) ter_named_list;

/* The one facility whose id `text` is, or all that have precisely this name, official or other. Appends; the caller
 * releases. */
ter_status ter_named_find(ter_registry *r, const char *text, ter_named_list *out, ter_error *err);

/* Appends a copy of what find tells. */
void ter_named_add(ter_named_list *list, const ter_found *found);
void ter_named_release(ter_named_list *list);

#endif
