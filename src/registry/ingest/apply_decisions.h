/* What a person decided, applied to what documents say. Inside the room only. */
#ifndef TER_REGISTRY_INGEST_APPLY_DECISIONS_H
#define TER_REGISTRY_INGEST_APPLY_DECISIONS_H

#include "registry/ingest/put.h"

/* Applies all decisions and derives again all that was touched. A decision's home, facility and project are written
 * again, and the mentions of what was touched go to the facilities that merges and splits put them in. */
ter_status ter_put_settle(ter_put *p);

/* Removes the places of geometry that was set by hand and dropped; after ter_put_settle. */
ter_status ter_decisions_sweep(ter_put *p);

#endif
