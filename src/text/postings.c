/* Lists of ids by key: counted, laid out in one block, filled. */
#include "text/postings.h"

#include "base/memory.h"

#include <stdlib.h>

struct ter_posting {
    uint64_t key; /* 0: free */
    uint32_t from, count;
};

uint64_t ter_gram(uint32_t a, uint32_t b) {
    return (uint64_t)a << 32 | b;
}

size_t ter_grams_of(ter_str text, uint64_t *out, size_t most) {
    size_t count = 0;
    uint32_t before = 0, c;
    for (size_t i = 0; i < text.len;) {
        i += ter_utf8_next(text.ptr + i, text.len - i, &c);
        uint64_t both[2] = {ter_gram(c, 0), before ? ter_gram(before, c) : 0};
        for (int k = 0; k < 2; k++) {
            bool fresh = both[k] != 0;
            for (size_t j = 0; fresh && j < count; j++) fresh = out[j] != both[k];
            if (fresh && count < most) out[count++] = both[k];
        }
        before = c;
    }
    return count;
}

static struct ter_posting *slot_of(const ter_postings *p, uint64_t key) {
    uint64_t h = key * 0x9e3779b97f4a7c15u;
    size_t at = (size_t)(h >> 32) & (p->slot_count - 1);
    while (p->slots[at].key && p->slots[at].key != key) at = (at + 1) & (p->slot_count - 1);
    return &p->slots[at];
}

static void grow(ter_postings *p) {
    ter_postings bigger = {.slot_count = p->slot_count ? p->slot_count * 2 : 1024};
    bigger.slots = ter_alloc(bigger.slot_count * sizeof *bigger.slots);
    for (size_t i = 0; i < p->slot_count; i++)
        if (p->slots[i].key) *slot_of(&bigger, p->slots[i].key) = p->slots[i];
    free(p->slots);
    p->slots = bigger.slots;
    p->slot_count = bigger.slot_count;
}

void ter_postings_count(ter_postings *p, uint64_t key) {
    if (p->key_count * 4 >= p->slot_count * 3) grow(p);
    struct ter_posting *slot = slot_of(p, key);
    if (!slot->key) p->key_count++;
    slot->key = key;
    slot->count++;
    p->id_count++;
}

void ter_postings_lay_out(ter_postings *p) {
    p->ids = ter_realloc(NULL, p->id_count + 1, sizeof *p->ids);
    uint32_t at = 0;
    for (size_t i = 0; i < p->slot_count; i++) {
        p->slots[i].from = at;
        at += p->slots[i].count;
        p->slots[i].count = 0;
    }
}

void ter_postings_put(ter_postings *p, uint64_t key, uint32_t id) {
    struct ter_posting *slot = slot_of(p, key);
    p->ids[slot->from + slot->count++] = id;
}

void ter_postings_release(ter_postings *p) {
    free(p->slots);
    free(p->ids);
    *p = (ter_postings){0};
}

ter_ids ter_postings_of(const ter_postings *p, uint64_t key) {
    if (!p->slot_count) return (ter_ids){NULL, 0};
    const struct ter_posting *found = slot_of(p, key);
    return found->key ? (ter_ids){p->ids + found->from, found->count} : (ter_ids){NULL, 0};
}

size_t ter_postings_bytes(const ter_postings *p) {
    return p->slot_count * sizeof *p->slots + p->id_count * sizeof *p->ids;
}

static int compare_slots(const void *a, const void *b) {
    const struct ter_posting *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

void ter_postings_sort(ter_postings *p) {
    size_t kept = 0;
    for (size_t i = 0; i < p->slot_count; i++)
        if (p->slots[i].key) p->slots[kept++] = p->slots[i];
    p->slot_count = kept;
    if (kept) qsort(p->slots, kept, sizeof *p->slots, compare_slots);
}

uint64_t ter_postings_at(const ter_postings *p, size_t i, ter_ids *ids) {
    *ids = (ter_ids){p->ids + p->slots[i].from, p->slots[i].count};
    return p->slots[i].key;
}

size_t ter_ids_not_below(ter_ids ids, uint32_t id) {
    size_t from = 0, to = ids.count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (ids.ids[middle] < id) from = middle + 1;
        else to = middle;
    }
    return from;
}
