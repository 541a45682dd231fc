/* What follows from mentions and statements. Inside the room only. */
#ifndef TER_REGISTRY_INGEST_DERIVE_H
#define TER_REGISTRY_INGEST_DERIVE_H

#include "registry/file/store.h"

/* Makes one facility's name, place, names, projects and typed rows again from its mentions and statements; removes the
 * facility when it has no mention left. */
ter_status ter_facility_derive(ter_store *s, const char *facility, ter_error *err);

#endif
