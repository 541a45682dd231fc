/* Finding names: each head word makes a candidate, and what is accepted is completed by the lists around it. */
#include "extract/names/name_finder.h"

#include "base/kind.h"
#include "extract/names/line_break.h"
#include "extract/names/name_accept.h"
#include "extract/names/name_list.h"
#include "extract/names/part.h"
#include "extract/names/road_number.h"

#include <stdlib.h>
#include <string.h>

/* The known name that covers exactly [from, to), looked up as one even when the tokens were cut otherwise. */
static uint32_t known_of_span(const ter_name_finder *f, uint32_t from, uint32_t to) {
    if (!f->t->names) return TER_TRIE_NONE;
    uint32_t a = f->k[from].from, b = f->k[to - 1].to;
    return ter_trie_value(ter_known_names_trie(f->t->names), f->t->text->cp + a, b - a);
}

static void add(const ter_name_finder *f, ter_found_name m, ter_found_names *out) {
    m.part_to = ter_part_after(f->t, m.to, m.kind, &m.part_from);
    ter_array_push(out, m);
}

static ter_found_name found_of(const ter_name_finder *f, const ter_name_candidate *c) {
    ter_found_name m = {.from = c->from,
                        .to = c->head + 1,
                        .kind = c->kind,
                        .known = known_of_span(f, c->from, c->head + 1),
                        .area = c->kind == f->admin,
                        .weak = c->weak,
                        .why = c->why};
    bool known = m.known != TER_TRIE_NONE;
    m.rule = known      ? "gazetteer name"
             : c->known ? "named elsewhere in the text"
             : c->weak  ? "weak head word"
                        : "head word";
    m.confidence = known ? 0.95 : c->weak ? 0.6 : 0.8;
    return m;
}

/* Can a name end with this token? False is sure, and most tokens are so. */
static bool may_end_name(const ter_name_finder *f, const ter_token *k) {
    if (k->type == TER_TOKEN_UNKNOWN) return k->cp == U'线'; /* G207线 */
    if (k->type != TER_TOKEN_WORD) return k->type < TER_TOKEN_PUNCT;
    uint32_t last = f->t->text->cp[k->to - 1];
    return ter_token_is(k, TER_WORD_HEAD | TER_WORD_NAME) || last == U'河' || last == U'江' || last == U'路' ||
           last == U'线';
}

/* Adds the name whose last token is `head`; returns where it begins, or head + 1 when there is none. */
static uint32_t find_at(const ter_name_finder *f, uint32_t head, ter_found_names *out) {
    ter_found_name road;
    if (ter_road_number_at(f, head, &road)) {
        road.known = known_of_span(f, road.from, road.to);
        add(f, road, out);
        return road.from;
    }
    ter_name_candidate c;
    if (!ter_name_candidate_at(f, head, &c) || !ter_name_accept(f, &c)) return head + 1;
    add(f, found_of(f, &c), out);
    return c.from;
}

static int by_start(const void *a, const void *b) {
    const ter_found_name *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static void sort(ter_found_names *list) {
    if (list->len) qsort(list->items, list->len, sizeof *list->items, by_start);
}

void ter_found_names_mark_endpoints(ter_found_names *list) {
    for (size_t i = 0; i < list->len; i++)
        for (size_t j = i + 1; j < list->len && list->items[j].from < list->items[i].part_to; j++)
            list->items[j].inside_part = true, list->items[j].part_from = list->items[j].part_to = list->items[j].to;
}

/* 京沪高速淮江段: a river of two characters that only names the stretch, without an end of its own, is not a name.
 */
static void drop_stretch_names(const ter_name_finder *f, ter_found_names *list) {
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++) {
        const ter_found_name *m = &list->items[i];
        bool named_after = m->inside_part && m->weak && m->known == TER_TRIE_NONE && m->kind == f->waterway &&
                           m->to < f->n && ter_token_is(&f->k[m->to], TER_WORD_SECTION) && m->from > 0 &&
                           !ter_token_is_char(&f->k[m->from - 1], U'至') && f->k[m->from - 1].type != TER_TOKEN_PUNCT;
        if (!named_after) list->items[kept++] = *m;
    }
    list->len = kept;
}

/* Is `m` an area's name without its suffix: 洛江 of 洛江区? */
static bool is_short_area(const ter_name_finder *f, const ter_found_name *m, const ter_found_name *area) {
    uint32_t a = f->k[m->from].from, n = f->k[m->to - 1].to - a;
    uint32_t b = f->k[area->from].from, all = f->k[area->to - 1].to - b;
    return all == n + 1 && memcmp(f->t->text->cp + a, f->t->text->cp + b, n * sizeof *f->t->text->cp) == 0;
}

/* A weak river's name that the text also has with 区 or 县 after it is the area's. */
static void drop_area_names(const ter_name_finder *f, ter_found_names *list) {
    enum { MOST_AREAS = 64 };
    const ter_found_name *areas[MOST_AREAS];
    ter_found_name copy[MOST_AREAS];
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < list->len && n < MOST_AREAS; i++) {
        const ter_found_name *m = &list->items[i];
        uint32_t last = f->t->text->cp[f->k[m->to - 1].to - 1];
        if (!m->area || (last != U'区' && last != U'县')) continue;
        copy[n] = *m, areas[n] = &copy[n], n++;
    }
    for (size_t i = 0; i < list->len; i++) {
        const ter_found_name m = list->items[i];
        bool area = false;
        for (size_t k = 0; k < n && m.weak && m.kind == f->waterway && m.known == TER_TRIE_NONE; k++)
            area = area || is_short_area(f, &m, areas[k]);
        if (!area) list->items[kept++] = m;
    }
    list->len = kept;
}

static ter_name_finder finder_of(const ter_tokens *tokens) {
    const ter_lexicon *l = tokens->lexicon;
    return (ter_name_finder){.t = tokens,
                             .k = tokens->list.items,
                             .n = (uint32_t)tokens->list.len,
                             .admin = ter_name_token_first_kind(l, ter_kind_is_area),
                             .road = ter_name_token_first_kind(l, ter_kind_is_road),
                             .waterway = ter_name_token_first_kind(l, ter_kind_flows),
                             .park = ter_name_token_first_kind(l, ter_kind_is_green)};
}

void ter_name_finder_run(const ter_tokens *tokens, ter_found_names *out) {
    ter_name_finder f = finder_of(tokens);
    for (uint32_t i = f.n; i > 0;) {
        uint32_t head = i - 1, from = may_end_name(&f, &f.k[head]) ? find_at(&f, head, out) : i;
        i = from <= head ? from : head;
    }
    sort(out);
    ter_found_names_mark_endpoints(out);
    drop_stretch_names(&f, out);
    drop_area_names(&f, out);
    ter_name_list_add_members(tokens, out);
    ter_name_list_add_numbers(tokens, out);
    sort(out);
    ter_name_list_add_parts(tokens, out);
    sort(out);
    ter_found_names_mark_endpoints(out);
    ter_line_break_mend(tokens, out);
}
