/* One copy of each text that many records share. */
#ifndef TER_BASE_INTERN_H
#define TER_BASE_INTERN_H

#include "base/map.h"
#include "base/memory.h"

/* Start it zeroed. */
typedef struct ter_intern {
    TER_ARRAY(char *) texts; /* owned */
    ter_map map;
} ter_intern;

/* The pool's own copy, good until release; the same text gives the same pointer. NULL gives "". */
const char *ter_intern_put(ter_intern *pool, const char *text);
/* Frees all texts of the pool and leaves it empty. */
void ter_intern_release(ter_intern *pool);

#endif
