/* Lists that say what their members are: 甲河（…段）、乙川（…段）2条河道, 丙、丁等郊野公园. A member that no head word
 * ends is then of that kind. */
#include "extract/list.h"

#include <stdlib.h>

enum { DUNHAO = 0x3001, DENG = 0x7b49, MOST_MEMBER = 8, LEAST_MEMBER = 2, MOST_MEMBERS = 32, LEAST_TELLING = 4 };

typedef struct member {
    uint32_t from, to, part_to;
    const ter_find *find;
} member;

static const ter_token *tok(const ter_tokens *t, uint32_t i) {
    return &t->list.items[i];
}

/* How many finds begin before token `i`. */
static size_t finds_before(const ter_find_list *finds, uint32_t i) {
    size_t low = 0, high = finds->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (finds->items[middle].from < i) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Names inside one name's part lie between its begin and its end, so a few steps back find it. */
enum { MOST_NESTED = 4 };

static const ter_find *find_ending_at(const ter_find_list *finds, uint32_t end) {
    size_t n = finds_before(finds, end);
    for (size_t i = n; i > 0 && n - i < MOST_NESTED; i--) {
        const ter_find *f = &finds->items[i - 1];
        uint32_t to = f->part_to > f->to ? f->part_to : f->to;
        if (to == end && !f->inside_part) return f;
    }
    return NULL;
}

static bool inside_find(const ter_find_list *finds, uint32_t i) {
    size_t n = finds_before(finds, i + 1);
    return n > 0 && i < finds->items[n - 1].to;
}

static bool may_name(const ter_token *k) {
    if (k->type == TER_TOKEN_UNKNOWN || k->type == TER_TOKEN_NAME || k->type == TER_TOKEN_LATIN) return true;
    return k->type == TER_TOKEN_WORD &&
           ter_token_is(k, TER_WORD_WORD | TER_WORD_AREA | TER_WORD_GENERIC | TER_WORD_HEAD) &&
           !ter_token_is(k, TER_WORD_STOP);
}

/* The member of a list that ends before token `end`. */
static bool member_before(const ter_tokens *t, const ter_find_list *finds, uint32_t end, member *out) {
    const ter_find *f = find_ending_at(finds, end);
    if (f) {
        *out = (member){f->from, f->to, end, f};
        return true;
    }
    uint32_t to = end;
    if (to > 0 && ter_token_mark(tok(t, to - 1), ')'))
        while (to > 0 && !ter_token_mark(tok(t, --to), '(')) {
        }
    uint32_t from = to;
    while (from > 0 && may_name(tok(t, from - 1)) && !inside_find(finds, from - 1)) from--;
    if (from == to) return false;
    uint32_t chars = tok(t, to - 1)->to - tok(t, from)->from;
    *out = (member){from, to, end, NULL};
    return chars >= LEAST_MEMBER && chars <= MOST_MEMBER;
}

/* Where the list ends that a category word at `at` sums up (等3条河道), or 0. */
static uint32_t list_end(const ter_tokens *t, uint32_t at, bool *deng) {
    uint32_t i = at;
    bool summed = false;
    *deng = false;
    while (i > 0 && ter_token_is(tok(t, i - 1), TER_WORD_GENERIC)) i--;
    if (i > 1 && ter_token_is(tok(t, i - 1), TER_WORD_MEASURE)) i--;
    if (i > 0 && tok(t, i - 1)->type == TER_TOKEN_NUMBER) i--, summed = true;
    if (i > 0 && tok(t, i - 1)->cp == DENG) i--, *deng = summed = true;
    return summed ? i : 0;
}

/* Does a member say anything of its own: not 商务、会展等园区? */
static bool says_something(const ter_tokens *t, const member *m) {
    for (uint32_t i = m->from; i < m->to; i++)
        if (!ter_token_is(tok(t, i), TER_WORD_GENERIC | TER_WORD_NAMELIKE | TER_WORD_HEAD)) return true;
    return false;
}

static void add_members(const ter_tokens *t, uint16_t kind, const member *m, size_t n, ter_find_list *added) {
    for (size_t i = 0; i < n; i++) {
        bool silent = !ter_lexicon_kind_is_core(t->lexicon, kind) && !says_something(t, &m[i]);
        if (m[i].find || silent) continue;
        ter_find f = {.from = m[i].from,
                      .to = m[i].to,
                      .part_from = m[i].to,
                      .part_to = m[i].part_to,
                      .kind = kind,
                      .known = TER_TRIE_NONE,
                      .confidence = 0.6,
                      .rule = "member of a list",
                      .why = "the list says what its members are"};
        ter_array_push(added, f);
    }
}

void ter_find_list_members(const ter_tokens *t, ter_find_list *finds) {
    ter_find_list added = {0};
    for (uint32_t i = 0; i < t->list.len; i++) {
        bool deng;
        if (!ter_token_is(tok(t, i), TER_WORD_CATEGORY)) continue;
        uint32_t end = list_end(t, i, &deng);
        if (end == 0) continue;
        uint16_t kind = tok(t, i)->word->category;
        member m[MOST_MEMBERS];
        size_t n = 0, same = 0;
        while (n < MOST_MEMBERS && end > 0 && member_before(t, finds, end, &m[n])) {
            same += m[n].find && m[n].find->kind == kind;
            end = m[n++].from;
            if (end == 0 || !(ter_token_mark(tok(t, end - 1), DUNHAO) || ter_token_is(tok(t, end - 1), TER_WORD_JOIN)))
                break;
            end--;
        }
        bool telling = tok(t, i)->to - tok(t, i)->from >= LEAST_TELLING || !ter_lexicon_kind_is_core(t->lexicon, kind);
        bool told = deng && n >= 2 && telling; /* 南苑、北中轴等郊野公园 */
        if (same > 0 || told) add_members(t, kind, m, n, &added);
    }
    for (size_t i = 0; i < added.len; i++) ter_array_push(finds, added.items[i]);
    ter_array_release(&added);
}
