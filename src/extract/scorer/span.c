/* Where a name may end (head words, the rules' found) and where it may begin (words of the dictionary). */
#include "extract/scorer/span.h"

#include "text/characters.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CONTENT = 18, MOST_STARTS = 12, MOST_HEADS = 24, LEAST_ALONE = 3, MOST_MEMBER = 10, MOST_MEMBERS = 24 };

static bool is_joint(uint32_t c) { /* 甲—乙公路 */
    return c == U'—' || c == '-' || c == '~' || c == U'–' || c == U'─';
}

typedef struct end { /* where a name may end: the longest head word that ends there */
    uint32_t head, to;
    uint16_t kind;
    bool tail;
} end;

typedef struct reader {
    ter_cut_text *text;
    const ter_found_names *found;
    ter_spans *out;
    ter_spans members, named;       /* members of lists, and the rules' names, until they are merged */
    TER_ARRAY(end) ends;            /* by `to` */
    TER_ARRAY(uint32_t) found_ends; /* code points at which names of the rules end, ascending */
} reader;

static const uint32_t *cps(const reader *r) {
    return r->text->tokens->text->cp;
}

static void note_heads_at(reader *r, uint32_t at, uint32_t to) {
    const ter_lexicon *l = r->text->tokens->lexicon;
    ter_trie_match m[MOST_HEADS];
    if (!ter_lexicon_may_begin_name_end(l, cps(r)[at])) return;
    size_t n = ter_trie_matches(ter_lexicon_trie(l), cps(r) + at, to - at, m, MOST_HEADS);
    for (size_t i = 0; i < n; i++) {
        const ter_word *w = ter_lexicon_word(l, m[i].value);
        if ((w->classes & (TER_WORD_HEAD | TER_WORD_NAME)) && ter_lexicon_kind_is_core(l, w->kind))
            ter_array_push(&r->ends, ((end){at, at + m[i].len, w->kind, false}));
    }
    n = ter_trie_matches(ter_lexicon_tails(l), cps(r) + at, to - at, m, MOST_HEADS);
    for (size_t i = 0; i < n; i++) ter_array_push(&r->ends, ((end){at, at + m[i].len, (uint16_t)m[i].value, true}));
}

static int by_place(const end *x, const end *y) {
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    if (x->head != y->head) return x->head < y->head ? -1 : 1;
    return x->tail - y->tail;
}

/* In order, the longest head of each place only, and of equals the one that is no tail. */
static void sort_ends(reader *r) {
    size_t kept = 0;
    for (size_t i = 1, k; i < r->ends.len; i++) { /* by insertion: they come nearly in order */
        end e = r->ends.items[i];
        for (k = i; k > 0 && by_place(&r->ends.items[k - 1], &e) > 0; k--) r->ends.items[k] = r->ends.items[k - 1];
        r->ends.items[k] = e;
    }
    for (size_t i = 0; i < r->ends.len; i++)
        if (kept == 0 || r->ends.items[kept - 1].to != r->ends.items[i].to) r->ends.items[kept++] = r->ends.items[i];
    r->ends.len = kept;
}

static const end *end_at(const reader *r, uint32_t to) {
    size_t low = 0, high = r->ends.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->ends.items[middle].to < to) low = middle + 1;
        else high = middle;
    }
    return low < r->ends.len && r->ends.items[low].to == to ? &r->ends.items[low] : NULL;
}

/* Does a word of the dictionary or a token of the lexicon begin at `at`? */
static bool is_start(const reader *r, uint32_t at) {
    const ter_token *k = &r->text->tokens->list.items[ter_cut_text_token(r->text, at)];
    return r->text->words[at].length > 0 || k->from == at;
}

static bool goes_on(const reader *r, uint32_t at, uint16_t kind) {
    uint32_t c = cps(r)[at];
    return ter_cut_text_is_letter(c) || (is_joint(c) && ter_lexicon_kind_at(r->text->tokens->lexicon, kind)[0] == 'r');
}

static bool is_numeral(uint32_t c) {
    return ter_cp_is_numeral(c);
}

static void add_starts(reader *r, const end *e) {
    uint32_t head = e->head, to = e->to, least = head > MOST_CONTENT ? head - MOST_CONTENT : 0;
    ter_span_candidate c = {.head = head, .to = to, .found = TER_SPAN_NOT_FOUND, .kind = e->kind, .tail = e->tail};
    unsigned n = 0;
    if (to - head >= LEAST_ALONE || (to - head == 2 && !c.tail && is_numeral(cps(r)[head]))) {
        c.from = head, n++;
        ter_array_push(r->out, c);
    }
    for (uint32_t at = head; at > least && goes_on(r, at - 1, c.kind) && n < MOST_STARTS; at--) {
        if (!is_start(r, at - 1) || is_joint(cps(r)[at - 1])) continue;
        c.from = at - 1, n++;
        ter_array_push(r->out, c);
    }
}

/* Where the list ends that the words before a head sum up: 甲、乙等5个|湿地公园, 甲、乙4条|高速公路; `head` when they
 * do not. */
static uint32_t summed_list_end(const reader *r, uint32_t head) {
    const uint32_t *cp = cps(r);
    uint32_t at = head;
    static const uint32_t measures[] = U"个条所座家项处段座";
    for (const uint32_t *m = measures; at > 0 && *m; m++)
        if (cp[at - 1] == *m) {
            at--;
            break;
        }
    uint32_t number = at;
    while (at > 0 && is_numeral(cp[at - 1])) at--;
    bool counted = at < number && number < head;
    if (at > 0 && cp[at - 1] == U'等') return at - 1;
    return counted ? at : head;
}

static uint32_t member_begin(const reader *r, uint32_t end) {
    const uint32_t *cp = cps(r);
    uint32_t from = end;
    while (from > 0 && end - from <= MOST_MEMBER && (ter_cut_text_is_letter(cp[from - 1]) || is_joint(cp[from - 1])))
        from--;
    return from;
}

/* Members share heads that are words of their own, such as 高速公路, 幼儿园, 国道; of single characters only 路 and 街,
 * and not the 路 of 铁路: else every list before a 港 or 江 would be read as one. */
static bool is_shared(const reader *r, const end *e) {
    uint32_t c = cps(r)[e->head];
    if (e->to - e->head > 1) return true;
    if (c != U'路' && c != U'街') return false;
    uint32_t word = ter_cut_text_word(r->text, e->head);
    return word == e->head || r->text->words[word].pos != TER_POS_NOUN;
}

static bool joins(uint32_t c) {
    return c == U'、' || c == U'和' || c == U'与' || c == U'及';
}

/* 随岳、岳常、岳长高速公路, 甲、乙等5个湿地公园: members that share the head of the last one, or of what sums them up.
 */
static void add_members(reader *r, const end *e) {
    const uint32_t *cp = cps(r);
    if (!is_shared(r, e)) return;
    uint32_t head = e->head, to = e->to, end = summed_list_end(r, head);
    if (end == head) { /* the last member has the head itself */
        while (end > 0 && head - end < MOST_MEMBER && ter_cut_text_is_letter(cp[end - 1]) && !joins(cp[end - 1])) end--;
        if (end == head || end == 0 || !joins(cp[end - 1])) return;
        end--;
    }
    for (unsigned n = 0; n < MOST_MEMBERS && end > 0; n++) {
        uint32_t from = member_begin(r, end);
        if (end - from > MOST_MEMBER || end - from < 2) break;
        ter_span_candidate c = {.from = from,
                                .head = end,
                                .to = end,
                                .shared = head,
                                .shared_to = to,
                                .found = TER_SPAN_NOT_FOUND,
                                .kind = e->kind};
        ter_cut_text_cut(r->text, end - 1);
        ter_array_push(&r->members, c);
        bool first = from == 0 || cp[from - 1] != U'、'; /* which may begin later */
        for (uint32_t i = from + 1; first && i + 2 <= end; i++)
            if (is_start(r, i)) {
                c.from = i;
                ter_array_push(&r->members, c);
            }
        if (first) break;
        end = from - 1;
    }
}

static void add_found(reader *r) {
    const ter_tokens *t = r->text->tokens;
    for (uint32_t i = 0; i < r->found->len; i++) {
        const ter_found_name *f = &r->found->items[i];
        if (!ter_lexicon_kind_is_core(t->lexicon, f->kind) || f->name_to > f->name_from) continue;
        uint32_t from = t->list.items[f->from].from, to = t->list.items[f->to - 1].to;
        const end *e = end_at(r, to);
        ter_span_candidate c = {.from = from,
                                .head = e && e->head >= from ? e->head : to,
                                .to = to,
                                .shared = f->head_from,
                                .shared_to = f->head_to,
                                .found = i,
                                .kind = f->kind};
        ter_array_push(&r->named, c);
    }
}

static int by_end(const void *a, const void *b) {
    const ter_span_candidate *x = a, *y = b;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return x->found < y->found ? -1 : x->found > y->found; /* the rules' first */
}

/* Sorts by insertion: for what comes nearly in order. */
static void sort_nearly(ter_spans *list) {
    ter_span_candidate *c = list->items;
    for (size_t i = 1, k; i < list->len; i++) {
        ter_span_candidate moved = c[i];
        for (k = i; k > 0 && by_end(&c[k - 1], &moved) > 0; k--) c[k] = c[k - 1];
        c[k] = moved;
    }
}

/* Merges `more`, which is released, into `list`, both in order; of equals those of `list` come first. */
static void merge(ter_spans *list, ter_spans *more) {
    ter_spans both = {0};
    if (more->len == 0) return;
    ter_array_reserve(&both, list->len + more->len);
    for (size_t i = 0, k = 0; i < list->len || k < more->len;) {
        bool first = k == more->len || (i < list->len && by_end(&list->items[i], &more->items[k]) <= 0);
        ter_array_push(&both, first ? list->items[i++] : more->items[k++]);
    }
    ter_array_release(list);
    ter_array_release(more);
    *list = both;
}

static void drop_doubles(ter_spans *list) {
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++) {
        const ter_span_candidate *c = &list->items[i], *last = kept ? &list->items[kept - 1] : NULL;
        if (last && last->from == c->from && last->to == c->to && last->kind == c->kind) continue;
        list->items[kept++] = *c;
    }
    list->len = kept;
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Where a name of the rules ends, that end is always judged. */
static void mark_found(reader *r) {
    const ter_tokens *t = r->text->tokens;
    for (size_t i = 0; i < r->found->len; i++) {
        const ter_found_name *f = &r->found->items[i];
        uint32_t to = t->list.items[f->to - 1].to;
        if (!ter_lexicon_kind_is_core(t->lexicon, f->kind)) continue;
        ter_array_push(&r->found_ends, to);
        ter_cut_text_cut(r->text, to - 1);
    }
    if (r->found_ends.len) qsort(r->found_ends.items, r->found_ends.len, sizeof(uint32_t), by_number);
}

static bool rules_end_at(const reader *r, uint32_t to) {
    return r->found_ends.len && bsearch(&to, r->found_ends.items, r->found_ends.len, sizeof to, by_number);
}

/* 47中, 三小: a tail of one character that is a word of its own elsewhere needs a number before it. */
static bool lacks_number(const reader *r, const end *e) {
    uint32_t c = cps(r)[e->head];
    return e->tail && e->to - e->head == 1 && (c == U'中' || c == U'小') &&
           (e->head == 0 || !ter_cp_is_numeral(cps(r)[e->head - 1]));
}

/* 高中|部: does a word of the lexicon go on over this end? */
static bool is_inside_token(const reader *r, uint32_t to) {
    const ter_token *k = &r->text->tokens->list.items[ter_cut_text_token(r->text, to - 1)];
    return k->type == TER_TOKEN_WORD && k->to > to;
}

/* Ends that are worth judging: no word of the lexicon or the dictionary goes on over them. */
static bool is_end(reader *r, const end *e) {
    uint32_t to = e->to, n = (uint32_t)r->text->tokens->text->count;
    if (rules_end_at(r, to)) return true;
    if (lacks_number(r, e) || is_inside_token(r, to)) return false;
    ter_cut_text_cut(r->text, to - 1);
    return to >= n || !ter_cut_text_is_letter(cps(r)[to]) || r->text->words[to].length > 0;
}

static void note_heads(reader *r) {
    const ter_tokens *t = r->text->tokens;
    for (size_t i = 0; i < t->list.len; i++) {
        const ter_token *k = &t->list.items[i];
        if (k->type == TER_TOKEN_SKIPPED || k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK) continue;
        for (uint32_t at = k->from; at < k->to; at++) note_heads_at(r, at, (uint32_t)t->text->count);
    }
}

void ter_spans_read(ter_cut_text *text, const ter_found_names *found, ter_spans *out) {
    reader r = {.text = text, .found = found, .out = out};
    note_heads(&r);
    sort_ends(&r);
    mark_found(&r);
    for (size_t i = 0; i < r.ends.len; i++)
        if (is_end(&r, &r.ends.items[i])) add_starts(&r, &r.ends.items[i]), add_members(&r, &r.ends.items[i]);
    add_found(&r);
    sort_nearly(out);
    sort_nearly(&r.named);
    if (r.members.len) qsort(r.members.items, r.members.len, sizeof *r.members.items, by_end);
    merge(out, &r.members);
    merge(out, &r.named);
    drop_doubles(out);
    ter_array_release(&r.ends);
    ter_array_release(&r.found_ends);
}
