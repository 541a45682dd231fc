#include "extract/find.h"

#include "extract/cut.h"
#include "extract/list.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NAME = 22, MOST_DAUGHTER = 8 };

/* ---- what a token is, seen from the name it may belong to ---- */

typedef struct finder {
    const ter_tokens *t;
    const ter_token *k; /* all tokens */
    uint32_t n;
    uint16_t admin, school, hospital, road, waterway, park; /* kinds that rules speak of; 0xffff when absent */
    ter_find_list *out;
} finder;

static uint16_t kind_index(const ter_lexicon *l, const char *name) {
    for (size_t i = 0; i < ter_lexicon_kind_count(l); i++)
        if (strcmp(ter_lexicon_kind_at(l, i), name) == 0) return (uint16_t)i;
    return 0xffff;
}

static uint16_t known_kind(const finder *f, const ter_token *k) {
    const ter_known *known = ter_names_at(k->names, k->known);
    return kind_index(f->t->lexicon, ter_names_string(k->names, known->kind));
}

/* The kind a token ends a name of, or 0xffff. */
static uint16_t head_kind(const finder *f, const ter_token *k) {
    if (k->type == TER_TOKEN_NAME) return known_kind(f, k);
    if (ter_token_is(k, TER_WORD_NOUN)) return 0xffff;
    return ter_token_is(k, TER_WORD_HEAD | TER_WORD_NAME) ? k->word->kind : 0xffff;
}

static bool is_institution(const finder *f, uint16_t kind) {
    return kind == f->school || kind == f->hospital;
}

static uint32_t chars(const finder *f, uint32_t from, uint32_t to) {
    return to > from ? f->k[to - 1].to - f->k[from].from : 0;
}

static bool is_numeral(const ter_token *k) {
    return k->type == TER_TOKEN_NUMBER;
}

static bool is_direction(uint32_t cp) { /* 东西南北 */
    return cp == 0x4e1c || cp == 0x897f || cp == 0x5357 || cp == 0x5317;
}

static bool is_position_word(uint32_t cp) { /* 上下里前后内外中: names begin with them, phrases end with them */
    return cp == 0x4e0a || cp == 0x4e0b || cp == 0x91cc || cp == 0x524d || cp == 0x540e || cp == 0x5185 ||
           cp == 0x5916 || cp == 0x4e2d;
}

/* A word that no name reaches over. */
static bool is_boundary(const finder *f, uint32_t i) {
    const ter_token *k = &f->k[i];
    if (k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK) return true;
    if (k->type != TER_TOKEN_WORD) return false;
    uint32_t c = k->word->classes;
    bool measure_of_number = (c & TER_WORD_MEASURE) && i > 0 && (is_numeral(&f->k[i - 1]) || k->to - k->from > 1);
    if (measure_of_number) return true;
    if (c & (TER_WORD_WORD | TER_WORD_AREA)) return false;
    if (c & TER_WORD_HEAD) return (c & TER_WORD_STOP) && k->word->len > 2 && !(c & TER_WORD_GENERIC);
    if (k->to - k->from == 1 && is_position_word(k->cp))
        return i > 0 && f->k[i - 1].type == TER_TOKEN_WORD && !ter_token_is(&f->k[i - 1], TER_WORD_STOP);
    return (c & (TER_WORD_STOP | TER_WORD_NOUN | TER_WORD_CUE | TER_WORD_JOIN | TER_WORD_NEGATION)) != 0;
}

/* ---- how far to the left a name reaches ---- */

/* May a name of kind `outer`, whose head begins after a gap of `gap` characters, reach over a head of kind `inner`? */
static bool passes(const finder *f, uint16_t inner, uint32_t head, uint32_t gap, bool strong) {
    uint16_t outer = head_kind(f, &f->k[head]);
    bool slight = f->k[head].to - f->k[head].from == 1 && !ter_lexicon_kind_is_core(f->t->lexicon, outer);
    if (inner == f->admin || gap == 0) return true;
    if (slight) return false; /* 苏州河滨水驿站 is no name of 站 */
    if (is_institution(f, outer)) return true;
    if (inner == outer) return !strong && gap == 0;
    if (inner == f->waterway && outer == f->road) return gap <= 1;
    if (inner == f->road && outer == f->waterway) return false;
    return gap <= 4;
}

static bool is_zhi(const ter_token *k) {
    return k->cp == 0x81f3 && k->to - k->from == 1;
}

/* 甲至乙高速公路: both ends are bare places, so 至 belongs to the name. */
static bool joins_highway_ends(const finder *f, uint32_t zhi, uint32_t head) {
    if (f->k[head].to - f->k[head].from < 2 || chars(f, zhi + 1, head) > 4 || chars(f, zhi + 1, head) < 2 || zhi == 0)
        return false;
    for (uint32_t i = zhi + 1; i < head; i++)
        if (ter_token_is(&f->k[i], TER_WORD_HEAD) || is_boundary(f, i)) return false;
    return !is_boundary(f, zhi - 1) && !ter_token_is(&f->k[zhi - 1], TER_WORD_HEAD);
}

static uint32_t reach_left(const finder *f, uint32_t head, uint16_t kind, const char **why) {
    uint32_t i = head, gap_from = head;
    *why = "begins the text";
    while (i > 0) {
        const ter_token *k = &f->k[i - 1];
        if (chars(f, i - 1, head + 1) > MOST_NAME) {
            *why = "longest name";
            break;
        }
        if (is_zhi(k) && kind == f->road && joins_highway_ends(f, i - 1, head)) {
            i--;
            continue;
        }
        if (is_boundary(f, i - 1)) {
            *why = k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK ? "after a mark"
                                                                            : "after a word that no name contains";
            break;
        }
        uint16_t inner = head_kind(f, k);
        if (inner != 0xffff &&
            !passes(f, inner, head, chars(f, i, gap_from), k->type == TER_TOKEN_NAME || !k->word->weak_head)) {
            *why = "after another name";
            break;
        }
        if (inner != 0xffff) gap_from = i - 1;
        i--;
    }
    return i;
}

/* ---- is what was found a name? ---- */

static bool is_content(const ter_token *k) {
    if (k->type == TER_TOKEN_NAME || k->type == TER_TOKEN_LATIN) return true;
    if (k->type == TER_TOKEN_UNKNOWN) return true;
    if (k->type != TER_TOKEN_WORD) return false;
    return ter_token_is(k, TER_WORD_AREA | TER_WORD_WORD) ||
           (ter_token_is(k, TER_WORD_MEASURE) && k->to - k->from == 1) ||
           !(k->word->classes & (TER_WORD_GENERIC | TER_WORD_STOP | TER_WORD_NOUN | TER_WORD_HEAD | TER_WORD_MEASURE |
                                 TER_WORD_PHASE | TER_WORD_EXTENSION));
}

/* At least two characters that say something of their own, or a word that does (an area, a known name, G60). */
static bool has_content(const finder *f, uint32_t from, uint32_t head) {
    uint32_t content = 0, numerals = 0;
    bool line = f->k[head].word && (f->k[head].word->kind == f->road || f->k[head].word->kind == f->waterway);
    if (head - from == 1 && line && f->k[head].word->len >= 3 && is_direction(f->k[from].cp))
        return true; /* 北护城河 */
    for (uint32_t i = from; i < head; i++) {
        if (is_numeral(&f->k[i])) numerals++;
        if (is_content(&f->k[i])) content += f->k[i].type == TER_TOKEN_UNKNOWN ? 1 : 2;
    }
    return content > 0 && content + numerals >= 2 && chars(f, from, head) >= 2;
}

static bool is_admin_suffix(const finder *f, const ter_token *k) {
    return k->type == TER_TOKEN_WORD && ter_token_is(k, TER_WORD_HEAD) && k->word->kind == f->admin;
}

/* 第八十 or 一, 二 before a head: the name is a number, and needs its area. */
static bool begins_with_number(const finder *f, uint32_t from) {
    return is_numeral(&f->k[from]) || f->k[from].cp == 0x7b2c /* 第 */;
}

static bool ends_like_area(const finder *f, const ter_token *k) {
    uint32_t last = f->t->text->cp[k->to - 1];
    return is_admin_suffix(f, k) || last == 0x7701 || last == 0x5e02 || last == 0x533a || last == 0x53bf ||
           last == 0x9547 || last == 0x4e61; /* 省市区县镇乡 */
}

/* Drops 北京市, 朝阳区, 某某街道 in front, as long as a name is left. */
static uint32_t trim_areas(const finder *f, uint32_t from, uint32_t head) {
    uint32_t best = from;
    for (uint32_t i = from; i + 1 < head; i++) {
        const ter_token *k = &f->k[i];
        bool area = k->type == TER_TOKEN_NAME ? known_kind(f, k) == f->admin : k->type != TER_TOKEN_UNKNOWN;
        if (!area || !ends_like_area(f, k) || chars(f, best, i + 1) < 2) continue;
        if (!begins_with_number(f, i + 1) && has_content(f, i + 1, head)) best = i + 1;
    }
    return best;
}

/* 壮美长江: a river's praise is no part of its name. */
static uint32_t trim_generic(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    while (kind == f->waterway && from + 1 < head && ter_token_is(&f->k[from], TER_WORD_GENERIC)) from++;
    return from;
}

/* 重庆东至黔江段: the end of a stretch of something else. */
static bool ends_foreign_stretch(const finder *f, uint32_t from, uint32_t after) {
    return from > 0 && is_zhi(&f->k[from - 1]) && after < f->n && ter_token_is(&f->k[after], TER_WORD_SECTION);
}

static bool only_area_and_suffix(const finder *f, uint32_t from, uint32_t head) {
    return head > from && is_admin_suffix(f, &f->k[head - 1]);
}

/* A character that no word explains may make another word of a short head (路演), unless a part begins with it. */
static bool next_blocks_weak(const finder *f, uint32_t after, uint16_t kind) {
    if (after >= f->n || f->k[after].type != TER_TOKEN_UNKNOWN) return false;
    uint32_t cp = f->k[after].cp;
    return !is_direction(cp) && ter_find_part(f->t, after, kind) == after;
}

static bool accept_weak(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t modifier = chars(f, from, head);
    if (modifier > 6) return false;
    if (kind == f->waterway) {
        for (uint32_t i = from; i < head; i++)
            if (f->k[i].type == TER_TOKEN_WORD && !ter_token_is(&f->k[i], TER_WORD_AREA | TER_WORD_WORD) &&
                ter_token_is(&f->k[i], TER_WORD_GENERIC) && head - from == 1)
                return false;
        uint32_t cp = f->k[head].cp;
        return modifier >= (cp == 0x6cb3 || cp == 0x6c5f ? 1 : 2); /* 河 江 */
    }
    return modifier >= 2;
}

/* 北京大学海南研究院: a few characters on, the name of an institution ends in a word for another one. */
static bool is_parent_of_other(const finder *f, uint32_t after) {
    for (uint32_t i = after; i < f->n && chars(f, after, i + 1) <= MOST_DAUGHTER && !is_boundary(f, i); i++) {
        if (ter_token_is(&f->k[i], TER_WORD_CAMPUS | TER_WORD_PHASE)) return false;
        if (ter_token_is(&f->k[i], TER_WORD_ORG) && f->k[i].to - f->k[i].from > 1) return true;
    }
    return false;
}

/* A word after the name that makes it part of something else's name. */
static bool belongs_to_other(const finder *f, uint32_t after, uint16_t kind) {
    if (is_institution(f, kind) && is_parent_of_other(f, after)) return true;
    if (after >= f->n || f->k[after].type != TER_TOKEN_WORD) return false;
    const ter_token *k = &f->k[after];
    if (!ter_token_is(k, TER_WORD_ORG) || ter_token_is(k, TER_WORD_CAMPUS | TER_WORD_PHASE)) return false;
    return !is_institution(f, kind) || (k->to - k->from > 1 && ter_token_is(k, TER_WORD_HEAD));
}

static bool accept(const finder *f, uint32_t from, uint32_t head, uint16_t kind, bool weak) {
    if (from == head) return false;
    if (weak && !accept_weak(f, from, head, kind)) return false;
    if (weak && kind != f->admin && next_blocks_weak(f, head + 1, kind)) return false;
    if (weak && kind == f->waterway && ends_foreign_stretch(f, from, head + 1)) return false;
    if (!(weak && kind == f->waterway) && !has_content(f, from, head)) return false;
    if (weak && kind == f->waterway && chars(f, from, head) == 1 && !is_content(&f->k[from])) return false;
    if (only_area_and_suffix(f, from, head) && (kind == f->road || kind == f->park || kind == f->waterway))
        return false;
    return !belongs_to_other(f, head + 1, kind);
}

/* A known short form of two characters without a head (五环) is too easily another word. */
static bool is_bare_short_form(const finder *f, const ter_token *k, uint16_t kind) {
    if (k->type != TER_TOKEN_NAME || k->to - k->from > 2 || !ter_lexicon_kind_is_core(f->t->lexicon, kind))
        return false;
    uint32_t value = ter_trie_value(ter_lexicon_trie(f->t->lexicon), f->t->text->cp + k->to - 1, 1);
    return value == TER_TRIE_NONE || !(ter_lexicon_word(f->t->lexicon, value)->classes & TER_WORD_HEAD);
}

static void push(finder *f, ter_find m) {
    m.part_from = m.to;
    m.part_to = ter_find_part(f->t, m.to, m.kind);
    ter_array_push(f->out, m);
}

/* The known name that covers exactly [from, to), looked up as one even when the tokens were cut otherwise. */
static uint32_t known_of_span(const finder *f, uint32_t from, uint32_t to) {
    if (!f->t->names) return TER_TRIE_NONE;
    uint32_t a = f->k[from].from, b = f->k[to - 1].to;
    return ter_trie_value(ter_names_trie(f->t->names), f->t->text->cp + a, b - a);
}

/* Tries the name whose head is token `head`; returns where it begins, or head + 1 when there is none. */
static uint32_t try_head(finder *f, uint32_t head) {
    const ter_token *k = &f->k[head];
    uint16_t kind = head_kind(f, k);
    if (kind == 0xffff) return head + 1;
    bool known_token = k->type == TER_TOKEN_NAME;
    bool whole = known_token || ter_token_is(k, TER_WORD_NAME); /* needs nothing before it */
    bool weak = !whole && (k->word->weak_head || kind == f->admin);
    const char *why;
    uint32_t from = reach_left(f, head, kind, &why);
    from = whole ? head : trim_areas(f, weak ? trim_generic(f, from, head, kind) : from, head);
    if (!whole && !accept(f, from, head, kind, weak)) return head + 1;
    if (whole && (belongs_to_other(f, head + 1, kind) || is_bare_short_form(f, k, kind))) return head + 1;
    ter_find m = {.from = from,
                  .to = head + 1,
                  .kind = kind,
                  .known = known_of_span(f, from, head + 1),
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
            list->items[j].inside_part = true, list->items[j].part_to = list->items[j].part_from;
}

void ter_find_all(const ter_tokens *tokens, ter_find_list *out) {
    const ter_lexicon *l = tokens->lexicon;
    finder f = {.t = tokens, .k = tokens->list.items, .n = (uint32_t)tokens->list.len, .out = out};
    f.admin = kind_index(l, "admin"), f.school = kind_index(l, "school"), f.hospital = kind_index(l, "hospital");
    f.road = kind_index(l, "road"), f.waterway = kind_index(l, "waterway"), f.park = kind_index(l, "park");
    for (uint32_t i = f.n; i > 0;) {
        uint32_t head = i - 1, from = try_head(&f, head);
        i = from <= head ? from : head;
    }
    sort(out);
    mark_endpoints(out);
    ter_find_list_members(tokens, out);
    sort(out);
    mark_endpoints(out);
    ter_find_mend_cut(tokens, out);
}
