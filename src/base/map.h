/* A map from keys (text or other bytes) to the numbers of items. The items and their keys stay with the caller; the map
 * holds only numbers, 6 to 12 bytes an item, and asks for an item's key when it compares. */
#ifndef TER_BASE_MAP_H
#define TER_BASE_MAP_H

#include "base/str.h"

/* Start it zeroed, end it with ter_map_release. */
typedef struct ter_map {
    uint32_t *slots;    /* number of the item + 1, 0 for a free slot; open addressing, at most two thirds full */
    size_t size, count; /* `size` is 0 or a power of two */
} ter_map;

/* The key of item number `item`; `items` is what the calls below were given. */
typedef ter_str (*ter_map_key)(const void *items, uint32_t item);

enum { TER_MAP_NONE = -1 }; /* of ter_map_find: no item has the key */

/* The number of the item with this key, or TER_MAP_NONE. */
int64_t ter_map_find(const ter_map *m, ter_map_key key_of, const void *items, ter_str key);

/* Enters an item, whose key is readable by now and not in the map yet. */
void ter_map_put(ter_map *m, ter_map_key key_of, const void *items, uint32_t item);

/* Makes room for so many items before they are put: one allocation in place of several. */
void ter_map_reserve(ter_map *m, ter_map_key key_of, const void *items, size_t count);

/* Bytes allocated. */
size_t ter_map_bytes(const ter_map *m);

/* Frees the map's memory and leaves it empty; the items stay as they are. */
void ter_map_release(ter_map *m);

#endif
