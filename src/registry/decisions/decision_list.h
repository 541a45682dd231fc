/* What persons decided, as a list to read. */
#ifndef TER_REGISTRY_DECISIONS_DECISION_LIST_H
#define TER_REGISTRY_DECISIONS_DECISION_LIST_H

#include "base/error.h"
#include "registry/file/handle.h"

#include <stdbool.h>

/* Borrowed until the callback returns; "" for what does not apply. */
typedef struct ter_override_row {
    long long number;
    const char *what, *target, *field;
    const char *old_value, *new_value; /* in words: "planned, 2026", "point 116.470000,39.950000" */
    const char *other, *person, *at, *why, *source;
    const char *facility_id, *name; /* what it applies to now; "" when nothing is there */
    bool active;
} ter_override_row;
typedef void (*ter_override_fn)(const ter_override_row *row, void *context);

/* By number. `facility`: only those of the facility with this id; NULL: all. `ended`: those that were dropped, too. */
ter_status ter_override_each(ter_registry *r, const char *facility, bool ended, ter_override_fn fn, void *context,
                             ter_error *err);

#endif
