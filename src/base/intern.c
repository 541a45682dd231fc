/* One copy of each text: a growing list of texts, and a map that finds them. */
#include "base/intern.h"

#include <stdlib.h>

static ter_str text_of(const void *pool, uint32_t i) {
    return ter_str_from(((const ter_intern *)pool)->texts.items[i]);
}

const char *ter_intern_put(ter_intern *pool, const char *text) {
    if (!text || !*text) return "";
    int64_t found = ter_map_find(&pool->map, text_of, pool, ter_str_from(text));
    if (found != TER_MAP_NONE) return pool->texts.items[found];
    char *copy = ter_strdup(text);
    ter_array_push(&pool->texts, copy);
    ter_map_put(&pool->map, text_of, pool, (uint32_t)pool->texts.len - 1);
    return copy;
}

void ter_intern_release(ter_intern *pool) {
    for (size_t i = 0; i < pool->texts.len; i++) free(pool->texts.items[i]);
    ter_array_release(&pool->texts);
    ter_map_release(&pool->map);
}
