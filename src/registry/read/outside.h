/* What no gazetteer covers: documents and facilities of other areas, and whose the documents are. */
#ifndef TER_REGISTRY_READ_OUTSIDE_H
#define TER_REGISTRY_READ_OUTSIDE_H

#include "base/error.h"
#include "registry/file/handle.h"

#include <stddef.h>

/* A gazetteer of `area` would have to place them. */
typedef struct ter_registry_outside {
    const char *area;
    size_t documents;  /* that are of this area */
    size_t facilities; /* of these documents, or said to be in this area */
} ter_registry_outside;

typedef void (*ter_registry_outside_fn)(const ter_registry_outside *row, void *context);
/* Most facilities first. */
ter_status ter_registry_each_outside(ter_registry *r, ter_registry_outside_fn fn, void *context, ter_error *err);

/* Calls `fn` with each area whose authorities issued documents, in order. */
typedef void (*ter_registry_authority_fn)(const char *area, void *context);
ter_status ter_registry_each_authority(ter_registry *r, ter_registry_authority_fn fn, void *context, ter_error *err);

#endif
