/* Candidates for names: from a head word or a known name to where it may begin. */
#include "extract/names/name_candidate.h"

#include "extract/names/name_begin.h"
#include "text/characters.h"

/* 小黄河: another river than the one whose whole name ends it. */
static bool has_one_more_character(const ter_name_finder *f, uint32_t head) {
    return head > 0 && f->k[head - 1].type == TER_TOKEN_UNKNOWN && (head == 1 || ter_name_token_stops(f, head - 2));
}

/* 广渠门 南 滨河路: a direction makes a longer name of a whole one. */
static bool is_directed(const ter_name_finder *f, uint32_t from, uint32_t head) {
    return from + 1 < head && ter_cp_is_direction(f->k[head - 1].cp) && f->k[head - 1].to - f->k[head - 1].from == 1;
}

bool ter_name_candidate_at(const ter_name_finder *f, uint32_t head, ter_name_candidate *out) {
    const ter_token *k = &f->k[head];
    ter_name_candidate c = {.head = head, .kind = ter_name_token_head_kind(f, k), .known = k->type == TER_TOKEN_NAME};
    if (c.kind == TER_LEXICON_KIND_NONE) return false;
    c.whole = c.known || ter_token_is(k, TER_WORD_NAME);
    c.weak = !c.whole && (k->word->weak_head || !ter_token_is(k, TER_WORD_HEAD) || c.kind == f->admin ||
                          ter_name_token_ends_river(f, k));
    c.from = ter_name_begin_reach(f, head, c.kind, &c.why);
    bool longer = c.whole && !c.known && has_one_more_character(f, head);
    bool directed = c.whole && !c.known && is_directed(f, c.from, head);
    if (!c.whole || directed) c.from = ter_name_begin_trim(f, c.from, head, c.kind, c.weak);
    else c.from = longer ? head - 1 : head;
    *out = c;
    return true;
}
