/* A trie in two forms: a list of words while it is built, then packed nodes. */
#include "text/trie.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ROOT_TABLE = 65536 };

typedef struct entry { /* a word while building: a slice of `pool` */
    uint32_t start, len, value, order;
} entry;

/* The edge that leads to a node, its value, and where its children begin (they end where the next node's begin): side
 * by side, since a step needs all three. */
typedef struct node {
    uint32_t cp, value, first;
} node;

struct ter_trie {
    TER_ARRAY(uint32_t) pool;
    TER_ARRAY(entry) entries;
    node *nodes; /* breadth first */
    size_t node_count;
    uint64_t *pairs;    /* filter: one bit per hash of a word's first two code points */
    uint32_t pair_bits; /* log2 of the number of bits */
    uint32_t *root;     /* node index of the child for a BMP code point, 0 for none (the root is nobody's child) */
};

ter_trie *ter_trie_new(void) {
    return ter_alloc(sizeof(ter_trie));
}

void ter_trie_free(ter_trie *t) {
    if (!t) return;
    ter_array_release(&t->pool);
    ter_array_release(&t->entries);
    free(t->nodes);
    free(t->pairs);
    free(t->root);
    free(t);
}

void ter_trie_add(ter_trie *t, const uint32_t *word, size_t len, uint32_t value) {
    if (len == 0) return;
    entry e = {(uint32_t)t->pool.len, (uint32_t)len, value, (uint32_t)t->entries.len};
    for (size_t i = 0; i < len; i++) ter_array_push(&t->pool, word[i]);
    ter_array_push(&t->entries, e);
}

static int by_word(const void *a, const void *b, void *pool) {
    const entry *x = a, *y = b;
    const uint32_t *characters = pool;
    size_t n = x->len < y->len ? x->len : y->len;
    for (size_t i = 0; i < n; i++) {
        uint32_t p = characters[x->start + i], q = characters[y->start + i];
        if (p != q) return p < q ? -1 : 1;
    }
    if (x->len != y->len) return x->len < y->len ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

typedef struct range { /* the sorted entries below one node */
    uint32_t from, to, depth;
} range;

static void push_node(ter_trie *t, uint32_t cp, size_t *cap) {
    if (t->node_count == *cap) {
        *cap = *cap ? *cap * 2 : 1024;
        t->nodes = ter_realloc(t->nodes, *cap, sizeof *t->nodes);
    }
    t->nodes[t->node_count++] = (node){cp, TER_TRIE_NONE, 0};
}

/* Breadth first, so that the children of one node lie together and end where the next node's begin. */
static void build_nodes(ter_trie *t) {
    TER_ARRAY(range) queue = {0};
    size_t cap = 0;
    push_node(t, 0, &cap);
    ter_array_push(&queue, ((range){0, (uint32_t)t->entries.len, 0}));
    const entry *e = t->entries.items;
    for (size_t i = 0; i < queue.len; i++) {
        range r = queue.items[i];
        t->nodes[i].first = (uint32_t)t->node_count;
        uint32_t k = r.from;
        while (k < r.to && e[k].len == r.depth) {
            if (t->nodes[i].value == TER_TRIE_NONE) t->nodes[i].value = e[k].value;
            k++;
        }
        while (k < r.to) {
            uint32_t cp = t->pool.items[e[k].start + r.depth], from = k;
            while (k < r.to && t->pool.items[e[k].start + r.depth] == cp) k++;
            push_node(t, cp, &cap);
            ter_array_push(&queue, ((range){from, k, r.depth + 1}));
        }
    }
    push_node(t, 0, &cap);
    t->nodes[t->node_count - 1].first = (uint32_t)t->node_count - 1;
    ter_array_release(&queue);
}

/* Fibonacci hashing (Knuth 6.4). The bits of one first code point lie within 1 KB, and those of common ones stay in the
 * cache: the filter of a country's names is larger than that. */
static inline uint64_t pair_hash(const ter_trie *t, uint32_t first, uint32_t second) {
    enum { NEAR = 13 };
    uint64_t within = ((uint64_t)first << 32 | second) * 0x9e3779b97f4a7c15u >> (64 - NEAR);
    return ((uint64_t)first << NEAR & (((uint64_t)1 << t->pair_bits) - 1)) | within;
}

/* Eight bits a pair keep false alarms near 12 %; between 1 KB and 2 MB. */
static void build_filter(ter_trie *t) {
    uint32_t first = t->nodes[0].first, end = t->nodes[1].first;
    size_t count = first < end ? t->nodes[end].first - t->nodes[first].first : 0;
    t->pair_bits = 13;
    while (t->pair_bits < 24 && (size_t)1 << t->pair_bits < 8 * count) t->pair_bits++;
    t->pairs = ter_alloc(((size_t)1 << t->pair_bits) / 8);
    for (uint32_t i = first; i < end; i++) {
        for (uint32_t k = t->nodes[i].first; k < t->nodes[i + 1].first; k++) {
            uint64_t h = pair_hash(t, t->nodes[i].cp, t->nodes[k].cp);
            t->pairs[h / 64] |= (uint64_t)1 << h % 64;
        }
    }
}

void ter_trie_finish(ter_trie *t) {
    if (t->entries.len) qsort_r(t->entries.items, t->entries.len, sizeof *t->entries.items, by_word, t->pool.items);
    build_nodes(t);
    t->nodes = ter_realloc(t->nodes, t->node_count, sizeof *t->nodes);
    build_filter(t);
    t->root = ter_alloc(ROOT_TABLE * sizeof *t->root);
    for (uint32_t i = t->nodes[0].first; i < t->nodes[1].first; i++)
        if (t->nodes[i].cp < ROOT_TABLE) t->root[t->nodes[i].cp] = i;
    ter_array_release(&t->pool);
    ter_array_release(&t->entries);
}

size_t ter_trie_bytes(const ter_trie *t) {
    return sizeof *t + t->node_count * sizeof *t->nodes + ROOT_TABLE * sizeof *t->root +
           ((size_t)1 << t->pair_bits) / 8;
}

bool ter_trie_may_begin(const ter_trie *t, uint32_t first, uint32_t second) {
    uint64_t h = pair_hash(t, first, second);
    return t->pairs[h / 64] >> h % 64 & 1;
}

/* The child of `at` by `cp`, 0 for none. The search has no branch but its loop, so that it does not stall. */
static inline uint32_t child(const ter_trie *t, uint32_t at, uint32_t cp) {
    if (at == 0 && cp < ROOT_TABLE) return t->root[cp];
    uint32_t low = t->nodes[at].first, n = t->nodes[at + 1].first - low;
    if (n == 0) return 0;
    while (n > 1) {
        uint32_t half = n / 2;
        low += t->nodes[low + half - 1].cp < cp ? half : 0;
        n -= half;
    }
    return t->nodes[low].cp == cp ? low : 0;
}

size_t ter_trie_matches(const ter_trie *t, const uint32_t *text, size_t len, ter_trie_match *out, size_t most) {
    size_t n = 0;
    uint32_t at = 0;
    for (size_t i = 0; i < len && n < most; i++) {
        at = child(t, at, text[i]);
        if (at == 0) break;
        if (t->nodes[at].value != TER_TRIE_NONE) out[n++] = (ter_trie_match){t->nodes[at].value, (uint32_t)i + 1};
        if (i == 0 && (len < 2 || !ter_trie_may_begin(t, text[0], text[1]))) break;
    }
    return n;
}

uint32_t ter_trie_value(const ter_trie *t, const uint32_t *word, size_t len) {
    uint32_t at = 0;
    for (size_t i = 0; i < len; i++) {
        at = child(t, at, word[i]);
        if (at == 0) return TER_TRIE_NONE;
    }
    return len ? t->nodes[at].value : TER_TRIE_NONE;
}
