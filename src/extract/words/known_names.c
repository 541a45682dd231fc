/* The automaton of known names. */
#include "extract/words/known_names.h"

#include "base/memory.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

struct ter_known_names {
    ter_trie *trie;
    TER_ARRAY(ter_known_name) known;
    ter_buf strings; /* NUL-terminated, back to back */
    TER_ARRAY(uint32_t) scratch;
    uint32_t last_kind, last_area; /* names come in runs of one kind and area: share the strings */
};

ter_known_names *ter_known_names_new(void) {
    ter_known_names *n = ter_alloc(sizeof *n);
    n->trie = ter_trie_new();
    ter_buf_putc(&n->strings, 0);
    return n;
}

void ter_known_names_free(ter_known_names *n) {
    if (!n) return;
    ter_trie_free(n->trie);
    ter_array_release(&n->known);
    ter_array_release(&n->scratch);
    ter_buf_release(&n->strings);
    free(n);
}

static uint32_t keep(ter_known_names *n, ter_str s, uint32_t last) {
    if (ter_str_is(s, n->strings.ptr + last)) return last;
    uint32_t at = (uint32_t)n->strings.len;
    ter_buf_put_str(&n->strings, s);
    ter_buf_putc(&n->strings, 0);
    return at;
}

void ter_known_names_add(ter_known_names *n, ter_str name, ter_str official, ter_str kind, ter_str area) {
    ter_buf folded = {0};
    ter_fold_key(name, &folded);
    n->scratch.len = 0;
    uint32_t c;
    for (size_t i = 0; i < folded.len;) {
        i += ter_utf8_next(folded.ptr + i, folded.len - i, &c);
        ter_array_push(&n->scratch, c);
    }
    ter_buf_release(&folded);
    if (n->scratch.len < 2) return; /* one character is not a name in a text */
    n->last_kind = keep(n, kind, n->last_kind);
    n->last_area = keep(n, area, n->last_area);
    ter_known_name k = {keep(n, official, 0), n->last_kind, n->last_area};
    ter_trie_add(n->trie, n->scratch.items, n->scratch.len, (uint32_t)n->known.len);
    ter_array_push(&n->known, k);
}

void ter_known_names_finish(ter_known_names *n) {
    ter_trie_finish(n->trie);
    ter_array_release(&n->scratch);
}

size_t ter_known_names_count(const ter_known_names *n) {
    return n->known.len;
}

size_t ter_known_names_bytes(const ter_known_names *n) {
    return ter_trie_bytes(n->trie) + n->known.len * sizeof *n->known.items + n->strings.len;
}

const ter_trie *ter_known_names_trie(const ter_known_names *n) {
    return n->trie;
}

const ter_known_name *ter_known_names_at(const ter_known_names *n, uint32_t value) {
    return &n->known.items[value];
}

const char *ter_known_names_string(const ter_known_names *n, uint32_t offset) {
    return n->strings.ptr + offset;
}
