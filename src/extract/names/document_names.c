/* Finding names twice: the second time with the names that the text itself gives. */
#include "extract/names/document_names.h"

#include "base/kind.h"
#include "extract/names/line_break.h"
#include "extract/names/name_finder.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST = 2, MOST = 14, MOST_NAMES = 4096 };

typedef struct own_name { /* a distinct name: its code points in the text */
    const uint32_t *cp;
    uint32_t len, count;
    uint16_t kind;
    bool institution;
} own_name;

static int by_text(const void *a, const void *b) {
    const own_name *x = a, *y = b;
    uint32_t n = x->len < y->len ? x->len : y->len;
    for (uint32_t i = 0; i < n; i++)
        if (x->cp[i] != y->cp[i]) return x->cp[i] < y->cp[i] ? -1 : 1;
    return x->len < y->len ? -1 : x->len > y->len;
}

static size_t collect(const ter_tokens *t, const ter_found_names *found, own_name *out) {
    size_t n = 0;
    for (size_t i = 0; i < found->len && n < MOST_NAMES; i++) {
        const ter_found_name *f = &found->items[i];
        uint32_t from = t->list.items[f->from].from, len = t->list.items[f->to - 1].to - from;
        if (ter_line_break_cuts(t, f->from)) continue;                        /* perhaps only the tail of a name */
        if (f->head_to > f->head_from || f->name_to > f->name_from) continue; /* not named by its own tokens */
        const ter_kind *kind = ter_lexicon_kind_row(t->lexicon, f->kind);
        if (f->known != TER_TRIE_NONE || len < LEAST || len > MOST || kind->shape == TER_KIND_AREA) continue;
        out[n++] = (own_name){t->text->cp + from, len, 1, f->kind, kind->traits & TER_KIND_INSTITUTION};
    }
    qsort(out, n, sizeof *out, by_text);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept && by_text(&out[kept - 1], &out[i]) == 0) out[kept - 1].count++;
        else out[kept++] = out[i];
    }
    return kept;
}

static bool begins_with(const own_name *a, const own_name *b) {
    return a->len > b->len && memcmp(a->cp, b->cp, b->len * sizeof *b->cp) == 0;
}

static bool ends_with(const own_name *a, const own_name *b) {
    return a->len > b->len && memcmp(a->cp + a->len - b->len, b->cp, b->len * sizeof *b->cp) == 0;
}

/* Is `a` better read as a shorter name of the list with something before or after it? */
static bool is_compound(const own_name *a, const own_name *list, size_t n) {
    if (a->institution) return false;
    for (size_t i = 0; i < n; i++) {
        const own_name *b = &list[i];
        if (b->kind != a->kind || b->len < LEAST) continue;
        if (begins_with(a, b) && a->len - b->len >= 2) return true;
        if (ends_with(a, b) && b->count >= a->count && b->len >= 3) return true;
    }
    return false;
}

/* The well bounded names among the found names; NULL when there are none. */
static ter_known_names *names_of(const ter_tokens *t, const ter_found_names *found) {
    if (found->len == 0) return NULL;
    own_name *list = ter_alloc(MOST_NAMES * sizeof *list);
    size_t n = collect(t, found, list);
    ter_known_names *names = n ? ter_known_names_new() : NULL;
    for (size_t i = 0; i < n; i++) {
        if (is_compound(&list[i], list, n)) continue;
        ter_buf name = {0};
        for (uint32_t k = 0; k < list[i].len; k++) ter_buf_put_cp(&name, list[i].cp[k]);
        ter_known_names_add(names, (ter_str){name.ptr, name.len}, ter_str_from(""),
                            ter_str_from(ter_lexicon_kind_at(t->lexicon, list[i].kind)), ter_str_from(""));
        ter_buf_release(&name);
    }
    if (names) ter_known_names_finish(names);
    free(list);
    return names;
}

/* How a name was found in the first reading. */
typedef struct first_find {
    uint32_t begin, end; /* code points */
    const char *rule, *why;
    double confidence;
} first_find;

typedef TER_ARRAY(first_find) first_finds;

static void remember(const ter_tokens *t, const ter_found_names *found, first_finds *out) {
    for (size_t i = 0; i < found->len; i++) {
        const ter_found_name *f = &found->items[i];
        uint32_t begin = t->list.items[f->from].from, end = t->list.items[f->to - 1].to;
        ter_array_push(out, ((first_find){begin, end, f->rule, f->why, f->confidence}));
    }
}

/* A name found again with the text's own names keeps the rule that found it first. */
static void keep_rules(const ter_tokens *t, const first_finds *first, ter_found_names *found) {
    size_t k = 0;
    for (size_t i = 0; i < found->len; i++) {
        ter_found_name *f = &found->items[i];
        uint32_t begin = t->list.items[f->from].from, end = t->list.items[f->to - 1].to;
        while (k < first->len && first->items[k].begin < begin) k++;
        if (k == first->len) return;
        if (first->items[k].begin != begin || first->items[k].end != end) continue;
        f->rule = first->items[k].rule, f->why = first->items[k].why, f->confidence = first->items[k].confidence;
    }
}

void ter_document_names_read(ter_tokens *tokens, ter_found_names *out, ter_known_names **local) {
    first_finds first = {0};
    ter_name_finder_run(tokens, out);
    *local = names_of(tokens, out);
    if (!*local) return;
    tokens->local = *local;
    remember(tokens, out, &first);
    ter_tokens_read_again(tokens);
    out->len = 0;
    ter_name_finder_run(tokens, out);
    keep_rules(tokens, &first, out);
    ter_array_release(&first);
}
