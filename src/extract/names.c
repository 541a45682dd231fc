#include "extract/names_internal.h"

#include "base/memory.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

struct ter_names {
    ter_trie *trie;
    TER_ARRAY(ter_known) known;
    ter_buf strings; /* NUL-terminated, back to back */
    TER_ARRAY(uint32_t) scratch;
    uint64_t *pairs;               /* filter: one bit per hash of a name's first two code points */
    uint32_t pair_bits;            /* log2 of the number of bits */
    TER_ARRAY(uint64_t) begins;    /* while building: first two code points of each name */
    uint32_t last_kind, last_area; /* names come in runs of one kind and area: share the strings */
};

ter_names *ter_names_new(void) {
    ter_names *n = ter_alloc(sizeof *n);
    n->trie = ter_trie_new();
    ter_buf_putc(&n->strings, 0);
    return n;
}

void ter_names_free(ter_names *n) {
    if (!n) return;
    ter_trie_free(n->trie);
    ter_array_release(&n->known);
    ter_array_release(&n->scratch);
    ter_array_release(&n->begins);
    free(n->pairs);
    ter_buf_release(&n->strings);
    free(n);
}

static uint32_t keep(ter_names *n, ter_str s, uint32_t last) {
    if (ter_str_is(s, n->strings.ptr + last)) return last;
    uint32_t at = (uint32_t)n->strings.len;
    ter_buf_put_str(&n->strings, s);
    ter_buf_putc(&n->strings, 0);
    return at;
}

void ter_names_add(ter_names *n, ter_str name, ter_str official, ter_str kind, ter_str area) {
    ter_buf folded = {0};
    ter_fold_key(name, &folded);
    n->scratch.len = 0;
    uint32_t c;
    for (size_t i = 0; i < folded.len;) {
        i += ter_utf8_next(folded.ptr + i, folded.len - i, &c);
        ter_array_push(&n->scratch, c);
    }
    ter_buf_release(&folded);
    if (n->scratch.len < 2) return; /* one character is no name in a text */
    n->last_kind = keep(n, kind, n->last_kind);
    n->last_area = keep(n, area, n->last_area);
    ter_known k = {keep(n, official, 0), n->last_kind, n->last_area};
    ter_array_push(&n->begins, (uint64_t)n->scratch.items[0] << 32 | n->scratch.items[1]);
    ter_trie_add(n->trie, n->scratch.items, n->scratch.len, (uint32_t)n->known.len);
    ter_array_push(&n->known, k);
}

static uint64_t pair_hash(const ter_names *n, uint64_t pair) { /* Fibonacci hashing, Knuth 6.4 */
    return pair * 0x9e3779b97f4a7c15u >> (64 - n->pair_bits);
}

/* Eight bits a name keep false alarms near 12 %; between 1 KB and 2 MB. */
static void build_filter(ter_names *n) {
    n->pair_bits = 13;
    while (n->pair_bits < 24 && (size_t)1 << n->pair_bits < 8 * n->begins.len) n->pair_bits++;
    n->pairs = ter_alloc(((size_t)1 << n->pair_bits) / 8);
    for (size_t i = 0; i < n->begins.len; i++) {
        uint64_t h = pair_hash(n, n->begins.items[i]);
        n->pairs[h / 64] |= (uint64_t)1 << h % 64;
    }
    ter_array_release(&n->begins);
}

void ter_names_finish(ter_names *n) {
    ter_trie_finish(n->trie);
    build_filter(n);
    ter_array_release(&n->scratch);
}

bool ter_names_may_begin(const ter_names *n, uint32_t first, uint32_t second) {
    uint64_t h = pair_hash(n, (uint64_t)first << 32 | second);
    return n->pairs[h / 64] >> h % 64 & 1;
}

size_t ter_names_count(const ter_names *n) {
    return n->known.len;
}

size_t ter_names_bytes(const ter_names *n) {
    return ter_trie_bytes(n->trie) + n->known.len * sizeof *n->known.items + n->strings.len +
           ((size_t)1 << n->pair_bits) / 8;
}

const ter_trie *ter_names_trie(const ter_names *n) {
    return n->trie;
}

const ter_known *ter_names_at(const ter_names *n, uint32_t value) {
    return &n->known.items[value];
}

const char *ter_names_string(const ter_names *n, uint32_t offset) {
    return n->strings.ptr + offset;
}
