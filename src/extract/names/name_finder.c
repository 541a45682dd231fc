#include "extract/names/name_finder.h"

#include "base/kind.h"
#include "extract/names/line_break.h"
#include "extract/names/name_list.h"
#include "extract/names/name_token.h"
#include "extract/names/road_number.h"
#include "text/characters.h"

#include <stdlib.h>
#include <string.h>

/* A known short form of two characters without a head (五环) is too easily another word. */
static bool is_bare_short_form(const ter_finder *f, const ter_token *k, uint16_t kind) {
    if (k->type != TER_TOKEN_NAME || k->to - k->from > 2 || !ter_lexicon_kind_is_core(f->t->lexicon, kind))
        return false;
    if (k->word && ter_token_is(k, TER_WORD_HEAD)) return false; /* 六中 */
    uint32_t value = ter_trie_value(ter_lexicon_trie(f->t->lexicon), f->t->text->cp + k->to - 1, 1);
    return value == TER_TRIE_NONE || !(ter_lexicon_word(f->t->lexicon, value)->classes & TER_WORD_HEAD);
}

static void push(ter_finder *f, ter_find m) {
    m.part_to = ter_find_part(f->t, m.to, m.kind, &m.part_from);
    ter_array_push(f->out, m);
}

/* The known name that covers exactly [from, to), looked up as one even when the tokens were cut otherwise. */
static uint32_t known_of_span(const ter_finder *f, uint32_t from, uint32_t to) {
    if (!f->t->names) return TER_TRIE_NONE;
    uint32_t a = f->k[from].from, b = f->k[to - 1].to;
    return ter_trie_value(ter_names_trie(f->t->names), f->t->text->cp + a, b - a);
}

/* Tries the name whose head is token `head`; returns where it begins, or head + 1 when there is none. */
static uint32_t try_head(ter_finder *f, uint32_t head) {
    const ter_token *k = &f->k[head];
    ter_find highway;
    if (ter_find_highway(f, head, &highway)) {
        highway.known = known_of_span(f, highway.from, highway.to);
        push(f, highway);
        return highway.from;
    }
    uint16_t kind = ter_finder_head_kind(f, k);
    if (kind == TER_KIND_NONE) return head + 1;
    bool known_token = k->type == TER_TOKEN_NAME;
    bool whole = known_token || ter_token_is(k, TER_WORD_NAME); /* needs nothing before it */
    bool weak = !whole && (k->word->weak_head || !ter_token_is(k, TER_WORD_HEAD) || kind == f->admin ||
                           ter_finder_ends_river(f, k));
    const char *why;
    uint32_t from = ter_finder_reach(f, head, kind, &why);
    bool longer = whole && !known_token && head > 0 && f->k[head - 1].type == TER_TOKEN_UNKNOWN &&
                  (head == 1 || ter_finder_stops(f, head - 2)); /* 小黄河 is another river */
    bool directed = whole && !known_token && from + 1 < head && ter_cp_is_direction(f->k[head - 1].cp) &&
                    f->k[head - 1].to - f->k[head - 1].from == 1; /* 广渠门 南 滨河路 */
    from = directed ? ter_finder_trim(f, from, head, kind, weak)
           : longer ? head - 1
           : whole  ? head
                    : ter_finder_trim(f, from, head, kind, weak);
    if (!whole && !ter_finder_accepts(f, from, head, kind, weak)) return head + 1;
    if (whole && (ter_finder_is_of_other(f, head + 1, kind) || is_bare_short_form(f, k, kind))) return head + 1;
    ter_find m = {.from = from,
                  .to = head + 1,
                  .kind = kind,
                  .known = known_of_span(f, from, head + 1),
                  .area = kind == f->admin,
                  .weak = weak,
                  .why = why};
    bool known = m.known != TER_TRIE_NONE;
    m.rule = known         ? "gazetteer name"
             : known_token ? "named elsewhere in the text"
             : weak        ? "weak head word"
                           : "head word";
    m.confidence = known ? 0.95 : weak ? 0.6 : 0.8;
    push(f, m);
    return from;
}

static int by_start(const void *a, const void *b) {
    const ter_find *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static void sort(ter_find_list *list) {
    if (list->len) qsort(list->items, list->len, sizeof *list->items, by_start);
}

static void mark_endpoints(ter_find_list *list) {
    for (size_t i = 0; i < list->len; i++)
        for (size_t j = i + 1; j < list->len && list->items[j].from < list->items[i].part_to; j++)
            list->items[j].inside_part = true, list->items[j].part_from = list->items[j].part_to = list->items[j].to;
}

/* 京沪高速淮江段: a river of two characters that only the stretch is called after, without an end of its own, is none.
 */
static void drop_stretch_names(const ter_finder *f) {
    size_t kept = 0;
    for (size_t i = 0; i < f->out->len; i++) {
        const ter_find *m = &f->out->items[i];
        bool named_after = m->inside_part && m->weak && m->known == TER_TRIE_NONE && m->kind == f->waterway &&
                           m->to < f->n && ter_token_is(&f->k[m->to], TER_WORD_SECTION) && m->from > 0 &&
                           !ter_finder_is_zhi(&f->k[m->from - 1]) && f->k[m->from - 1].type != TER_TOKEN_PUNCT;
        if (!named_after) f->out->items[kept++] = *m;
    }
    f->out->len = kept;
}

/* Is `m` an area's name without its suffix: 洛江 of 洛江区? */
static bool is_short_area(const ter_finder *f, const ter_find *m, const ter_find *area) {
    uint32_t a = f->k[m->from].from, n = f->k[m->to - 1].to - a;
    uint32_t b = f->k[area->from].from, all = f->k[area->to - 1].to - b;
    return all == n + 1 && memcmp(f->t->text->cp + a, f->t->text->cp + b, n * sizeof *f->t->text->cp) == 0;
}

/* A weak river's name that the text also has with 区 or 县 behind it is the area's. */
static void drop_area_names(const ter_finder *f) {
    enum { MOST_AREAS = 64 };
    const ter_find *areas[MOST_AREAS];
    ter_find copy[MOST_AREAS];
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < f->out->len && n < MOST_AREAS; i++) {
        const ter_find *m = &f->out->items[i];
        uint32_t last = f->t->text->cp[f->k[m->to - 1].to - 1];
        if (!m->area || (last != U'区' && last != U'县')) continue;
        copy[n] = *m, areas[n] = &copy[n], n++;
    }
    for (size_t i = 0; i < f->out->len; i++) {
        const ter_find m = f->out->items[i];
        bool area = false;
        for (size_t k = 0; k < n && m.weak && m.kind == f->waterway && m.known == TER_TRIE_NONE; k++)
            area = area || is_short_area(f, &m, areas[k]);
        if (!area) f->out->items[kept++] = m;
    }
    f->out->len = kept;
}

void ter_find_all(const ter_tokens *tokens, ter_find_list *out) {
    const ter_lexicon *l = tokens->lexicon;
    ter_finder f = {.t = tokens, .k = tokens->list.items, .n = (uint32_t)tokens->list.len, .out = out};
    f.admin = ter_finder_kind(l, ter_kind_is_area), f.road = ter_finder_kind(l, ter_kind_is_road);
    f.waterway = ter_finder_kind(l, ter_kind_flows), f.park = ter_finder_kind(l, ter_kind_is_green);
    for (uint32_t i = f.n; i > 0;) {
        uint32_t head = i - 1, from = try_head(&f, head);
        i = from <= head ? from : head;
    }
    sort(out);
    mark_endpoints(out);
    drop_stretch_names(&f);
    drop_area_names(&f);
    ter_find_list_members(tokens, out);
    ter_find_list_numbers(tokens, out);
    sort(out);
    ter_find_list_parts(tokens, out);
    sort(out);
    mark_endpoints(out);
    ter_find_mend_cut(tokens, out);
}
