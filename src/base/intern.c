#include "base/intern.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The slot of `text`, or the free one where it belongs. */
static size_t slot_of(char *const *slots, size_t size, const char *text) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (const char *p = text; *p; p++) hash = (hash ^ (unsigned char)*p) * 0x100000001b3u;
    size_t i = (size_t)(hash ^ hash >> 32) & (size - 1);
    while (slots[i] && strcmp(slots[i], text) != 0) i = (i + 1) & (size - 1);
    return i;
}

static void grow(ter_intern *pool) {
    size_t size = pool->size ? pool->size * 2 : 64;
    char **slots = ter_alloc(size * sizeof *slots);
    for (size_t i = 0; i < pool->size; i++)
        if (pool->slots[i]) slots[slot_of(slots, size, pool->slots[i])] = pool->slots[i];
    free(pool->slots);
    pool->slots = slots;
    pool->size = size;
}

const char *ter_intern_put(ter_intern *pool, const char *text) {
    if (!text || !*text) return "";
    if (pool->count * 2 >= pool->size) grow(pool);
    size_t i = slot_of(pool->slots, pool->size, text);
    if (!pool->slots[i]) {
        pool->slots[i] = ter_strdup(text);
        pool->count++;
    }
    return pool->slots[i];
}

void ter_intern_release(ter_intern *pool) {
    for (size_t i = 0; i < pool->size; i++) free(pool->slots[i]);
    free(pool->slots);
    *pool = (ter_intern){0};
}
