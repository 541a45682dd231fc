#include "extract/names/document_names.h"

#include "base/kind.h"
#include "extract/names/line_break.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST = 2, MOST = 14, MOST_NAMES = 4096 };

typedef struct local { /* a distinct name: its code points in the text */
    const uint32_t *cp;
    uint32_t len, count;
    uint16_t kind;
    bool institution;
} local;

static int by_text(const void *a, const void *b) {
    const local *x = a, *y = b;
    uint32_t n = x->len < y->len ? x->len : y->len;
    for (uint32_t i = 0; i < n; i++)
        if (x->cp[i] != y->cp[i]) return x->cp[i] < y->cp[i] ? -1 : 1;
    return x->len < y->len ? -1 : x->len > y->len;
}

static size_t collect(const ter_tokens *t, const ter_find_list *finds, local *out) {
    size_t n = 0;
    for (size_t i = 0; i < finds->len && n < MOST_NAMES; i++) {
        const ter_find *f = &finds->items[i];
        uint32_t from = t->list.items[f->from].from, len = t->list.items[f->to - 1].to - from;
        if (ter_find_is_cut(t, f->from)) continue;                            /* perhaps but the tail of a name */
        if (f->head_to > f->head_from || f->name_to > f->name_from) continue; /* not named by its own tokens */
        const ter_kind *kind = ter_lexicon_kind_row(t->lexicon, f->kind);
        if (f->known != TER_TRIE_NONE || len < LEAST || len > MOST || kind->shape == TER_KIND_AREA) continue;
        out[n++] = (local){t->text->cp + from, len, 1, f->kind, kind->traits & TER_KIND_INSTITUTION};
    }
    qsort(out, n, sizeof *out, by_text);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept && by_text(&out[kept - 1], &out[i]) == 0) out[kept - 1].count++;
        else out[kept++] = out[i];
    }
    return kept;
}

static bool begins_with(const local *a, const local *b) {
    return a->len > b->len && memcmp(a->cp, b->cp, b->len * sizeof *b->cp) == 0;
}

static bool ends_with(const local *a, const local *b) {
    return a->len > b->len && memcmp(a->cp + a->len - b->len, b->cp, b->len * sizeof *b->cp) == 0;
}

/* Is `a` better read as a shorter name of the list with something before or after it? */
static bool is_compound(const local *a, const local *list, size_t n) {
    if (a->institution) return false;
    for (size_t i = 0; i < n; i++) {
        const local *b = &list[i];
        if (b->kind != a->kind || b->len < LEAST) continue;
        if (begins_with(a, b) && a->len - b->len >= 2) return true;
        if (ends_with(a, b) && b->count >= a->count && b->len >= 3) return true;
    }
    return false;
}

ter_names *ter_local_names(const ter_tokens *t, const ter_find_list *finds) {
    if (finds->len == 0) return NULL;
    local *list = ter_alloc(MOST_NAMES * sizeof *list);
    size_t n = collect(t, finds, list);
    ter_names *names = n ? ter_names_new() : NULL;
    for (size_t i = 0; i < n; i++) {
        if (is_compound(&list[i], list, n)) continue;
        ter_buf name = {0};
        for (uint32_t k = 0; k < list[i].len; k++) ter_buf_put_cp(&name, list[i].cp[k]);
        ter_names_add(names, (ter_str){name.ptr, name.len}, ter_str_from(""),
                      ter_str_from(ter_lexicon_kind_at(t->lexicon, list[i].kind)), ter_str_from(""));
        ter_buf_release(&name);
    }
    if (names) ter_names_finish(names);
    free(list);
    return names;
}
