/* The documents of a registry, and how surely each says when and by whose authority it was issued. */
#ifndef TER_REGISTRY_READ_DOCUMENT_LIST_H
#define TER_REGISTRY_READ_DOCUMENT_LIST_H

#include "base/error.h"
#include "registry/file/handle.h"

#include <stddef.h>

/* Borrowed until the callback returns; "" for what is not known. */
typedef struct ter_document_row {
    const char *name, *title, *date, *date_basis, *area, *area_basis;
    double date_confidence;      /* that the date's year is right; 0: there is none, or it was not kept */
    double area_confidence;      /* the same of the authority's area */
    size_t mentions, statements; /* those of doubtful names left out */
} ter_document_row;

typedef void (*ter_document_row_fn)(const ter_document_row *row, void *context);

/* Calls `fn` for each document, by name. */
ter_status ter_registry_list_documents(ter_registry *r, ter_document_row_fn fn, void *context, ter_error *err);

#endif
