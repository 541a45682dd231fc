/* Whether two texts are versions of one. Inside the room only. */
#ifndef TER_REGISTRY_INGEST_LIKENESS_H
#define TER_REGISTRY_INGEST_LIKENESS_H

#include "base/str.h"

/* The share of runs of four characters of the shorter text that the other one has, too: 0 to 1. */
double ter_likeness(ter_str a, ter_str b);

#endif
