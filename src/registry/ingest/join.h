/* Which namings are of one facility. Inside the room only. */
#ifndef TER_REGISTRY_INGEST_JOIN_H
#define TER_REGISTRY_INGEST_JOIN_H

#include "registry/ingest/put.h"

/* Gives every changed naming, and all that it may reach, its facility. */
ter_status ter_join(ter_put *p);

#endif
