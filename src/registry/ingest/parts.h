/* Parts of a facility and its projects. Inside the room only. */
#ifndef TER_REGISTRY_INGEST_PARTS_H
#define TER_REGISTRY_INGEST_PARTS_H

#include "registry/file/store.h"

/* Corrects the parts of one facility that are misprinted, and gives each of its statements its project, made when it is
 * new. */
ter_status ter_parts_derive(ter_store *s, const char *facility, ter_error *err);

/* Id of the project that a facility and a part make; part_key "" is the whole. Caller frees. */
char *ter_project_id(const char *facility, const char *part_key);

#endif
