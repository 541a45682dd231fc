/* One transaction in which a person decides: what the files of this folder share. Inside the room only. */
#ifndef TER_REGISTRY_DECISIONS_EDIT_H
#define TER_REGISTRY_DECISIONS_EDIT_H

#include "base/error.h"
#include "registry/decisions/author.h"
#include "registry/file/handle.h"
#include "registry/ingest/put.h"

typedef struct ter_edit {
    ter_registry *r;
    const ter_author *author;
    char *facility; /* that the id leads to */
    char *project;  /* when the id was a project's; "" else */
    ter_put put;
} ter_edit;

/* A row; NULL where nothing applies. */
typedef struct ter_edit_row {
    const char *what, *target, *field, *old_value, *new_value, *other, *geometry_type;
    const char *taken_from, *taken_licence, *taken_date;
    ter_str old_shape, new_shape;
    double uncertainty_m;
} ter_edit_row;

/* Begins the transaction. When that fails, nothing is to be ended. */
ter_status ter_edit_begin(ter_edit *e, ter_registry *r, const ter_author *author, ter_error *err);
/* Lets everything follow and commits, or rolls back when `status` is an error; returns what came of it. */
ter_status ter_edit_end(ter_edit *e, ter_status status, ter_error *err);
/* Finds what an id is of; those found before are freed by ter_edit_forget. TER_INPUT when there is nothing. */
ter_status ter_edit_resolve(ter_edit *e, const char *id, ter_error *err);
/* Before the next id. */
void ter_edit_forget(ter_edit *e);
/* Writes a decision on what was found. */
ter_status ter_edit_write(ter_edit *e, const ter_edit_row *row, ter_error *err);

#endif
