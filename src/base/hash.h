/* FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): the one hash for tables, fingerprints and keys that are kept
 * in files. Not for secrets. */
#ifndef TER_BASE_HASH_H
#define TER_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define TER_HASH_START UINT64_C(14695981039346656037) /* of nothing yet: FNV's offset basis */

/* One step of the hash. FNV's step takes a byte; a wider value is mixed in whole, which is faster and good enough for
 * tables in memory. */
static inline uint64_t ter_hash_step(uint64_t hash, uint64_t value) {
    return (hash ^ value) * UINT64_C(1099511628211);
}

/* The hash continued over `count` bytes: FNV-1a as published. */
static inline uint64_t ter_hash_bytes(uint64_t hash, const void *bytes, size_t count) {
    const unsigned char *p = bytes;
    for (size_t i = 0; i < count; i++) hash = ter_hash_step(hash, p[i]);
    return hash;
}

/* All 64 bits folded into 32, as FNV's authors advise. */
static inline uint32_t ter_hash_short(uint64_t hash) {
    return (uint32_t)(hash ^ hash >> 32);
}

#endif
