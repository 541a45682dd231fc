/* The rows of namings and definitions. Inside the room only. */
#ifndef TER_REGISTRY_INGEST_NAMING_H
#define TER_REGISTRY_INGEST_NAMING_H

#include "registry/ingest/put.h"

/* The row of what a mention calls something, made when it is new. */
ter_status ter_put_naming(ter_put *p, const ter_record_mention *m, long long *id);

/* The row of one of the document's definitions, by its number. */
ter_status ter_put_definition(ter_put *p, size_t number);

/* Adds the namings that share a key with `naming` that one of them owns, and those whose names a document states to be
 * one with its own. */
ter_status ter_naming_neighbours(ter_store *s, long long naming, ter_key_list *out, ter_error *err);

#endif
