/* Lists that say what their members are: 甲河（…段）、乙川（…段）2条河道, 丙、丁等郊野公园. A member that no head word
 * ends is then of that kind. */
#include "extract/names/name_list.h"

#include "base/kind.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBER = 8, LEAST_MEMBER = 2, MOST_MEMBERS = 32, LEAST_TELLING = 4, MOST_SPELLED = 24 };

typedef struct member {
    uint32_t from, to, part_to;
    const ter_found_name *find;
} member;

static const ter_token *tok(const ter_tokens *t, uint32_t i) {
    return &t->list.items[i];
}

/* How many found names begin before token `i`. */
static size_t finds_before(const ter_found_names *found, uint32_t i) {
    size_t low = 0, high = found->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (found->items[middle].from < i) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Names inside one name's part lie between its begin and its end, so a few steps back find it. */
enum { MOST_NESTED = 4 };

static const ter_found_name *find_ending_at(const ter_found_names *found, uint32_t end) {
    size_t n = finds_before(found, end);
    for (size_t i = n; i > 0 && n - i < MOST_NESTED; i--) {
        const ter_found_name *f = &found->items[i - 1];
        uint32_t to = f->part_to > f->to ? f->part_to : f->to;
        if (to == end && !f->inside_part) return f;
    }
    return NULL;
}

static bool inside_find(const ter_found_names *found, uint32_t i) {
    size_t n = finds_before(found, i + 1);
    return n > 0 && i < found->items[n - 1].to;
}

static bool may_name(const ter_token *k) {
    if (k->type == TER_TOKEN_UNKNOWN || k->type == TER_TOKEN_NAME || k->type == TER_TOKEN_LATIN) return true;
    if (k->type == TER_TOKEN_WORD && k->word->classes == TER_WORD_ORG && k->to - k->from == 1) return true; /* 北山 */
    return k->type == TER_TOKEN_WORD &&
           ter_token_is(k, TER_WORD_WORD | TER_WORD_AREA | TER_WORD_GENERIC | TER_WORD_HEAD) &&
           !ter_token_is(k, TER_WORD_STOP);
}

/* The member of a list that ends before token `end`. */
static bool member_before(const ter_tokens *t, const ter_found_names *found, uint32_t end, member *out) {
    const ter_found_name *f = find_ending_at(found, end);
    if (f) {
        *out = (member){f->from, f->to, end, f};
        return true;
    }
    uint32_t to = end;
    if (to > 0 && ter_token_mark(tok(t, to - 1), ')'))
        while (to > 0 && !ter_token_mark(tok(t, --to), '(')) {
        }
    uint32_t from = to;
    while (from > 0 && may_name(tok(t, from - 1)) && !inside_find(found, from - 1)) from--;
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
    if (i > 0 && tok(t, i - 1)->cp == U'等') i--, *deng = summed = true;
    return summed ? i : 0;
}

/* Does a member say anything of its own: not 商务、会展等园区? */
static bool says_something(const ter_tokens *t, const member *m) {
    for (uint32_t i = m->from; i < m->to; i++)
        if (!ter_token_is(tok(t, i), TER_WORD_GENERIC | TER_WORD_NAMELIKE | TER_WORD_HEAD)) return true;
    return false;
}

/* The known name that the tokens of the name and those of the shared head spell together. */
static uint32_t known_with_head(const ter_tokens *t, const ter_found_name *f) {
    uint32_t word[MOST_SPELLED], n = 0;
    if (!t->names) return TER_TRIE_NONE;
    const uint32_t spans[2][2] = {{tok(t, f->from)->from, tok(t, f->to - 1)->to}, {f->head_from, f->head_to}};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t i = spans[k][0]; i < spans[k][1] && n < MOST_SPELLED; i++) word[n++] = t->text->cp[i];
    return ter_trie_value(ter_known_names_trie(t->names), word, n);
}

/* Gives the members the list's last word as their head when it is more than 公园: 南苑、北山等郊野公园. */
static void share_head(const ter_tokens *t, uint32_t category, ter_found_name *f) {
    const ter_token *k = tok(t, category);
    bool park = ter_lexicon_kind_row(t->lexicon, k->word->category)->traits & TER_KIND_GREEN; /* 口袋公园 is a noun */
    if (!ter_token_is(k, park ? TER_WORD_HEAD | TER_WORD_NOUN : TER_WORD_HEAD) || k->to - k->from < LEAST_TELLING)
        return;
    f->head_from = k->from;
    f->head_to = k->to;
    f->known = known_with_head(t, f);
}

static void add_members(const ter_tokens *t, uint32_t category, const member *m, size_t n, ter_found_names *added) {
    uint16_t kind = tok(t, category)->word->category;
    for (size_t i = 0; i < n; i++) {
        bool silent = !says_something(t, &m[i]);
        if (m[i].find || silent) continue;
        ter_found_name f = {.from = m[i].from,
                            .to = m[i].to,
                            .part_from = m[i].to,
                            .part_to = m[i].part_to,
                            .kind = kind,
                            .known = TER_TRIE_NONE,
                            .confidence = 0.6,
                            .rule = "member of a list",
                            .why = "the list says what its members are"};
        share_head(t, category, &f);
        ter_array_push(added, f);
    }
}

void ter_name_list_add_members(const ter_tokens *t, ter_found_names *found) {
    ter_found_names added = {0};
    for (uint32_t i = 0; i < t->list.len; i++) {
        bool deng;
        if (!ter_token_is(tok(t, i), TER_WORD_CATEGORY)) continue;
        uint32_t end = list_end(t, i, &deng);
        if (end == 0) continue;
        uint16_t kind = tok(t, i)->word->category;
        member m[MOST_MEMBERS];
        size_t n = 0, same = 0;
        while (n < MOST_MEMBERS && end > 0 && member_before(t, found, end, &m[n])) {
            same += m[n].find && m[n].find->kind == kind;
            end = m[n++].from;
            if (end == 0 || !(ter_token_mark(tok(t, end - 1), U'、') || ter_token_is(tok(t, end - 1), TER_WORD_JOIN)))
                break;
            end--;
        }
        bool telling = tok(t, i)->to - tok(t, i)->from >= LEAST_TELLING || !ter_lexicon_kind_is_core(t->lexicon, kind);
        bool told = deng && n >= 2 && telling; /* 南苑、北中轴等郊野公园 */
        if (same > 0 || told) add_members(t, i, m, n, &added);
    }
    for (size_t i = 0; i < added.len; i++) ter_array_push(found, added.items[i]);
    ter_array_release(&added);
}

static bool is_digits(const ter_token *k) {
    return k->type == TER_TOKEN_NUMBER && k->cp <= '9';
}

static bool joins_members(const ter_token *k) {
    return ter_token_mark(k, U'、') || ter_token_is(k, TER_WORD_JOIN);
}

void ter_name_list_add_numbers(const ter_tokens *t, ter_found_names *found) {
    for (size_t n = found->len, i = 0; i < n; i++) {
        const ter_found_name last = found->items[i];
        uint32_t begin = tok(t, last.from)->from, end = tok(t, last.to - 1)->to, head = begin;
        while (head < end && t->text->cp[head] <= '9') head++;
        bool numbered = head > begin && head < end && !last.inside_part;
        for (uint32_t at = last.from; numbered && at >= 2 && joins_members(tok(t, at - 1)) && is_digits(tok(t, at - 2));
             at -= 2) {
            ter_found_name f = last;
            f.from = at - 2, f.to = f.part_from = f.part_to = at - 1;
            f.head_from = head, f.head_to = end;
            f.known = known_with_head(t, &f);
            f.rule = "member of a list";
            f.why = "numbers share the last one's head";
            ter_array_push(found, f);
        }
    }
}

/* Is token `i` a phase or a campus by itself, which can only be a part of what was named before? */
static bool is_bare_part(const ter_tokens *t, const ter_found_name *owner, uint32_t i) {
    const ter_token *k = tok(t, i);
    bool institution = k->type == TER_TOKEN_WORD && ter_token_is(k, TER_WORD_CAMPUS) && k->to - k->from >= 3 &&
                       owner->part_to > owner->part_from && ter_token_is(tok(t, owner->part_to - 1), TER_WORD_CAMPUS);
    bool phase = k->type == TER_TOKEN_WORD && ter_token_is(k, TER_WORD_PHASE) && t->text->cp[k->from + 1] == U'期';
    return institution || phase;
}

static bool is_first_part(uint32_t cp) { /* 一期 首期 */
    return cp == U'一' || cp == U'首';
}

static void add_part(const ter_found_name *owner, uint32_t at, ter_found_names *found) {
    ter_found_name f = *owner;
    f.name_from = owner->from, f.name_to = owner->to;
    f.from = f.part_from = at;
    f.to = f.part_to = at + 1;
    f.known = owner->known;
    f.rule = "further part of a name";
    f.why = "a part by itself belongs to the name before it";
    ter_array_push(found, f);
}

void ter_name_list_add_parts(const ter_tokens *t, ter_found_names *found) {
    for (size_t n = found->len, i = 0; i < n; i++) {
        const ter_found_name owner = found->items[i];
        if (owner.inside_part || owner.area) continue;
        uint32_t end = i + 1 < n ? found->items[i + 1].from : (uint32_t)t->list.len;
        bool parted = owner.part_to > owner.part_from;
        for (uint32_t at = owner.part_to > owner.to ? owner.part_to : owner.to; at < end; at++) {
            const ter_token *before = tok(t, at - 1);
            if (ter_token_ends_sentence(tok(t, at)) && !ter_token_mark(tok(t, at), ';')) break;
            bool begins =
                joins_members(before) || ter_token_ends_clause(before) || ter_token_is(before, TER_WORD_WHICH);
            if (!begins || !is_bare_part(t, &owner, at)) continue;
            parted = parted || is_first_part(tok(t, at)->cp);
            if (parted) add_part(&owner, at, found);
        }
    }
}
