/* A map from keys to the numbers of items: open addressing over FNV-1a. */
#include "base/map.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

enum { LEAST_SIZE = 64 };

/* The slot of the item with this key, or the free slot where it belongs. */
static uint32_t *slot_of(const ter_map *m, ter_map_key key_of, const void *items, ter_str key) {
    size_t at = ter_hash_short(ter_hash_bytes(TER_HASH_START, key.ptr, key.len)) & (m->size - 1);
    while (m->slots[at] && !ter_str_equal(key_of(items, m->slots[at] - 1), key)) at = (at + 1) & (m->size - 1);
    return &m->slots[at];
}

static bool is_full(const ter_map *m, size_t count) {
    return count * 3 > m->size * 2;
}

void ter_map_reserve(ter_map *m, ter_map_key key_of, const void *items, size_t count) {
    ter_map larger = {.size = m->size ? m->size : LEAST_SIZE, .count = m->count};
    while (is_full(&larger, count)) larger.size *= 2;
    if (larger.size == m->size) return;
    larger.slots = ter_alloc(larger.size * sizeof *larger.slots);
    for (size_t i = 0; i < m->size; i++)
        if (m->slots[i]) *slot_of(&larger, key_of, items, key_of(items, m->slots[i] - 1)) = m->slots[i];
    free(m->slots);
    *m = larger;
}

int64_t ter_map_find(const ter_map *m, ter_map_key key_of, const void *items, ter_str key) {
    return m->size ? (int64_t)*slot_of(m, key_of, items, key) - 1 : TER_MAP_NONE;
}

void ter_map_put(ter_map *m, ter_map_key key_of, const void *items, uint32_t item) {
    if (is_full(m, m->count + 1)) ter_map_reserve(m, key_of, items, m->count + 1);
    *slot_of(m, key_of, items, key_of(items, item)) = item + 1;
    m->count++;
}

size_t ter_map_bytes(const ter_map *m) {
    return m->size * sizeof *m->slots;
}

void ter_map_release(ter_map *m) {
    free(m->slots);
    *m = (ter_map){0};
}
