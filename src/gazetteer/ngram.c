/* The index of names: keys, hashes and posting lists. */
#include "gazetteer/ngram.h"

#include "base/map.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { TYPE_BITS = 2, LAST_BIT = 4, NAME_SHIFT = 3, MOST_GRAMS = 256 };

/* One name of one feature. `packed`: where its text stands in the arena, whether it is the key's last, its type. */
typedef struct entry {
    uint32_t feature, packed;
} entry;

struct ter_ngram {
    TER_ARRAY(char) arena;      /* keys, and names that differ from their key, each with its NUL */
    TER_ARRAY(uint32_t) key_at; /* in the arena */
    TER_ARRAY(uint32_t) entries_at;
    TER_ARRAY(entry) entries;
    ter_map keys; /* to their ids */
    ter_postings grams;
    uint32_t length_from[TER_NGRAM_MOST_LENGTH + 2]; /* ids of keys of n characters begin here */
};

/* ---- gathering ---- */

ter_ngram *ter_ngram_new(void) {
    return ter_alloc(sizeof(ter_ngram));
}

void ter_ngram_free(ter_ngram *n) {
    if (!n) return;
    ter_array_release(&n->arena);
    ter_array_release(&n->key_at);
    ter_array_release(&n->entries_at);
    ter_array_release(&n->entries);
    ter_map_release(&n->keys);
    ter_postings_release(&n->grams);
    free(n);
}

static uint32_t put_text(ter_ngram *n, const char *text) {
    size_t len = strlen(text) + 1;
    if (n->arena.len + len > n->arena.cap) {
        n->arena.cap = n->arena.cap * 2 + len + 4096;
        n->arena.items = ter_realloc(n->arena.items, n->arena.cap, 1);
    }
    memcpy(n->arena.items + n->arena.len, text, len);
    uint32_t at = (uint32_t)n->arena.len;
    n->arena.len += len;
    return at;
}

void ter_ngram_add(ter_ngram *n, const char *key, const char *name, size_t position, ter_name_type type) {
    if (n->arena.len > UINT32_MAX >> (NAME_SHIFT + 1)) return; /* 256 MB of names: more than any country has */
    uint32_t last = n->key_at.len ? n->key_at.items[n->key_at.len - 1] : 0;
    if (n->key_at.len == 0 || strcmp(n->arena.items + last, key) != 0) {
        if (n->entries.len > 0) n->entries.items[n->entries.len - 1].packed |= LAST_BIT;
        last = put_text(n, key);
        ter_array_push(&n->key_at, last);
        ter_array_push(&n->entries_at, (uint32_t)n->entries.len);
    }
    uint32_t at = strcmp(key, name) == 0 ? last : put_text(n, name);
    entry e = {(uint32_t)position, at << NAME_SHIFT | (uint32_t)type};
    ter_array_push(&n->entries, e);
}

/* ---- building ---- */

static size_t characters(const char *s) {
    size_t n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xc0) != 0x80;
    return n < TER_NGRAM_MOST_LENGTH ? n : TER_NGRAM_MOST_LENGTH;
}

static void *shrunk(void *items, size_t count, size_t size) {
    return count ? ter_realloc(items, count, size) : items;
}

/* Renumbers the keys by length; keys of one length keep their order. */
static void sort_by_length(ter_ngram *n) {
    size_t count = n->key_at.len;
    uint32_t next[TER_NGRAM_MOST_LENGTH + 2] = {0};
    for (size_t i = 0; i < count; i++) next[characters(n->arena.items + n->key_at.items[i]) + 1]++;
    for (size_t i = 1; i < TER_NGRAM_MOST_LENGTH + 2; i++) next[i] += next[i - 1];
    memcpy(n->length_from, next, sizeof next);
    uint32_t *keys = ter_realloc(NULL, count + 1, sizeof *keys), *at = ter_realloc(NULL, count + 1, sizeof *at);
    for (size_t i = 0; i < count; i++) {
        uint32_t id = next[characters(n->arena.items + n->key_at.items[i])]++;
        keys[id] = n->key_at.items[i];
        at[id] = n->entries_at.items[i];
    }
    free(n->key_at.items);
    free(n->entries_at.items);
    n->key_at.items = keys;
    n->entries_at.items = at;
    n->key_at.cap = n->entries_at.cap = count + 1;
}

static ter_str key_of(const void *ngram, uint32_t id) {
    return ter_str_from(ter_ngram_key(ngram, id));
}

static void map_keys(ter_ngram *n) {
    ter_map_reserve(&n->keys, key_of, n, n->key_at.len);
    for (uint32_t id = 0; id < n->key_at.len; id++) ter_map_put(&n->keys, key_of, n, id);
}

static void index_grams(ter_ngram *n) {
    uint64_t grams[MOST_GRAMS];
    for (int put = 0; put < 2; put++) {
        for (uint32_t id = 0; id < n->key_at.len; id++) {
            size_t count = ter_grams_of(ter_str_from(ter_ngram_key(n, id)), grams, MOST_GRAMS);
            for (size_t i = 0; i < count; i++) {
                if (put) ter_postings_put(&n->grams, grams[i], id);
                else ter_postings_count(&n->grams, grams[i]);
            }
        }
        if (!put) ter_postings_lay_out(&n->grams);
    }
}

void ter_ngram_build(ter_ngram *n) {
    if (n->entries.len > 0) n->entries.items[n->entries.len - 1].packed |= LAST_BIT;
    n->arena.items = shrunk(n->arena.items, n->arena.len, 1);
    n->entries.items = shrunk(n->entries.items, n->entries.len, sizeof *n->entries.items);
    sort_by_length(n);
    map_keys(n);
    index_grams(n);
}

/* ---- reading ---- */

size_t ter_ngram_key_count(const ter_ngram *n) {
    return n->key_at.len;
}

size_t ter_ngram_bytes(const ter_ngram *n) {
    return n->arena.len + n->key_at.len * 8 + n->entries.len * sizeof(entry) + ter_map_bytes(&n->keys) +
           ter_postings_bytes(&n->grams);
}

const char *ter_ngram_key(const ter_ngram *n, uint32_t id) {
    return n->arena.items + n->key_at.items[id];
}

uint32_t ter_ngram_find(const ter_ngram *n, ter_str key) {
    int64_t id = ter_map_find(&n->keys, key_of, n, key);
    return id == TER_MAP_NONE ? UINT32_MAX : (uint32_t)id;
}

bool ter_ngram_next(const ter_ngram *n, uint32_t id, size_t *at, const char **name, ter_gazetteer_hit *hit) {
    if (*at && n->entries.items[*at - 1].packed & LAST_BIT) return false;
    size_t i = *at ? *at : n->entries_at.items[id];
    entry e = n->entries.items[i];
    *name = n->arena.items + (e.packed >> NAME_SHIFT);
    *hit = (ter_gazetteer_hit){e.feature, (ter_name_type)(e.packed & ((1u << TYPE_BITS) - 1))};
    *at = i + 1;
    return true;
}

bool ter_ngram_name(const ter_ngram *n, uint32_t id, size_t i, const char **name, ter_gazetteer_hit *hit) {
    size_t at = 0;
    for (size_t k = 0; k <= i; k++)
        if (!ter_ngram_next(n, id, &at, name, hit)) return false;
    return true;
}

ter_ids ter_ngram_posting(const ter_ngram *n, uint32_t a, uint32_t b, size_t length) {
    if (length > TER_NGRAM_MOST_LENGTH) length = TER_NGRAM_MOST_LENGTH;
    ter_ids all = ter_postings_of(&n->grams, ter_gram(a, b));
    size_t from = ter_ids_not_below(all, n->length_from[length]);
    size_t to = ter_ids_not_below(all, n->length_from[length + 1]);
    return (ter_ids){all.ids ? all.ids + from : NULL, to - from};
}

size_t ter_ngram_holding(const ter_ngram *n, ter_str part, uint32_t *out, size_t most) {
    uint64_t grams[MOST_GRAMS];
    size_t gram_count = ter_grams_of(part, grams, MOST_GRAMS), found = 0;
    if (gram_count == 0) return 0;
    ter_ids rarest = {NULL, SIZE_MAX};
    for (size_t i = 0; i < gram_count; i++) {
        ter_ids ids = ter_postings_of(&n->grams, grams[i]);
        if (ids.count < rarest.count) rarest = ids;
    }
    size_t length = 0;
    for (size_t i = 0; i < part.len; i++) length += ((unsigned char)part.ptr[i] & 0xc0) != 0x80;
    bool sure = length <= 2; /* the gram itself is the answer */
    for (size_t i = 0; i < rarest.count && found < most; i++) {
        const char *key = ter_ngram_key(n, rarest.ids[i]);
        if (sure || memmem(key, strlen(key), part.ptr, part.len)) out[found++] = rarest.ids[i];
    }
    return found;
}
