/* What the generator of the table of areas and its reader share: which characters begin a name, and the filter of two
 * first characters. */
#ifndef TER_AREAS_AREA_PAIRS_H
#define TER_AREAS_AREA_PAIRS_H

#include <stdint.h>

enum { AREA_FIRST_CHAR = 0x3400, AREA_LAST_CHAR = 0x9fff, AREA_PAIR_BITS = 1 << 18 };

/* The filter's bit of two code points. */
static inline uint32_t ter_area_pair(uint32_t first, uint32_t second) {
    return (first * 0x9e3779b1u + second * 0x85ebca6bu) >> 14;
}

#endif
