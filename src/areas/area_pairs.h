/* What the generator of the table of areas and its reader share: which characters begin a name, and the filters of the
 * first two and three characters. */
#ifndef TER_AREAS_AREA_PAIRS_H
#define TER_AREAS_AREA_PAIRS_H

#include <stdint.h>

enum { AREA_FIRST_CHAR = 0x4e00, AREA_LAST_CHAR = 0x9fff, AREA_PAIR_BITS = 1 << 17, AREA_TRIPLE_BITS = 1 << 19 };

/* Mixes code points; the upper bits are the good ones. */
static inline uint32_t ter_area_hash(uint32_t first, uint32_t second, uint32_t third) {
    return first * 0x9e3779b1u + second * 0x85ebca6bu + third * 0xc2b2ae35u;
}

/* The bit of two code points in a filter of AREA_PAIR_BITS. */
static inline uint32_t ter_area_pair(uint32_t first, uint32_t second) {
    return ter_area_hash(first, second, 0) >> 15;
}
/* The bit of three in one of AREA_TRIPLE_BITS. */
static inline uint32_t ter_area_triple(uint32_t first, uint32_t second, uint32_t third) {
    return ter_area_hash(first, second, third) >> 13;
}

#endif
