/* Parts of a facility: 二期, 航线三期, 东延, 朝阳院区, （甲路至乙路段）, 甲路以下段, 甲河至乙湖. */
#include "extract/names/part.h"

#include "base/kind.h"
#include "text/characters.h"

#include <string.h>

enum {
    MOST_SECTION = 12,
    MOST_CAMPUS = 10,
    MOST_PHASE = 8,
    MOST_BRACKET = 24,
    MOST_RANGE = 9,
    MOST_SECOND = 5,
    MOST_WORKS = 8,
    MOST_ZONE = 6
};

static const ter_token *token_at(const ter_tokens *t, uint32_t i) {
    return i < t->list.len ? &t->list.items[i] : NULL;
}

static uint32_t chars_between(const ter_tokens *t, uint32_t from, uint32_t to) {
    return to > from ? t->list.items[to - 1].to - t->list.items[from].from : 0;
}

static bool is_range(const ter_token *k) { /* 至 */
    return k->type == TER_TOKEN_WORD && ter_token_is_char(k, U'至');
}

static bool is_direction(uint32_t cp) {
    return ter_cp_in(cp, U"东西南北中");
}

/* May a token stand between a name and the word that makes a part of it? */
static bool passable(const ter_token *k) {
    switch (k->type) {
    case TER_TOKEN_UNKNOWN:
    case TER_TOKEN_NAME:
    case TER_TOKEN_NUMBER:
    case TER_TOKEN_LATIN:
        return true;
    case TER_TOKEN_WORD:
        if (is_range(k)) return true;
        if (ter_token_is(k, TER_WORD_STOP) && !ter_token_is(k, TER_WORD_WORD | TER_WORD_AREA)) return false;
        if (ter_token_is(k, TER_WORD_NOUN)) return k->to - k->from <= 2; /* 县城段 */
        return !ter_token_is(k, TER_WORD_CUE | TER_WORD_WORKS | TER_WORD_JOIN);
    default:
        return false;
    }
}

static uint32_t after_brackets(const ter_tokens *t, uint32_t at) {
    bool part = false;
    for (uint32_t i = at + 1; token_at(t, i) && chars_between(t, at, i) <= MOST_BRACKET; i++) {
        const ter_token *k = token_at(t, i);
        if (k->type == TER_TOKEN_BREAK || ter_token_mark(k, U'。')) return at;
        part = part || is_range(k) || ter_token_mark(k, '-') || ter_token_mark(k, U'—') || ter_token_mark(k, '~') ||
               ter_token_is(k, TER_WORD_PHASE | TER_WORD_EXTENSION | TER_WORD_CAMPUS | TER_WORD_SECTION);
        if (ter_token_mark(k, ')')) return part ? i + 1 : at;
    }
    return at;
}

/* The farthest word of `classes` within `most` characters of `at`, over passable tokens only. */
static uint32_t after_word(const ter_tokens *t, uint32_t at, uint32_t classes, uint32_t most) {
    uint32_t end = at;
    for (uint32_t i = at; token_at(t, i) && chars_between(t, at, i + 1) <= most; i++) {
        const ter_token *k = token_at(t, i);
        if (ter_token_is(k, classes)) end = i + 1;
        else if (!passable(k)) break;
    }
    return end;
}

/* 一期 C南区域, 二期 3地块: a zone of the phase. */
static uint32_t after_zone(const ter_tokens *t, uint32_t at) {
    uint32_t i = at;
    while (token_at(t, i) && chars_between(t, at, i + 1) <= MOST_ZONE) {
        const ter_token *k = token_at(t, i);
        uint32_t last = t->text->cp[k->to - 1];
        bool zone = k->type == TER_TOKEN_WORD && i > at && ter_cp_in(last, U"域区段块");
        if (zone) return i + 1;
        if (k->type != TER_TOKEN_LATIN && k->type != TER_TOKEN_NUMBER && !is_direction(k->cp)) break;
        i++;
    }
    return at;
}

/* (甲段), (甲段)和乙段, （甲段）一期 */
static uint32_t after_bracket_part(const ter_tokens *t, uint32_t at) {
    uint32_t end = after_brackets(t, at);
    if (end == at) return at;
    const ter_token *next = token_at(t, end);
    if (next && ter_token_is(next, TER_WORD_JOIN)) {
        uint32_t more = after_word(t, end + 1, TER_WORD_SECTION, MOST_SECOND);
        if (more > end + 1) end = more;
    }
    uint32_t phase = after_word(t, end, TER_WORD_PHASE, MOST_SECOND);
    return phase > end ? after_zone(t, phase) : end;
}

/* A range without 段: 甲至乙, both ends short, ended by a word that cannot stand in a name. */
static uint32_t after_range(const ter_tokens *t, uint32_t at) {
    uint32_t range = at;
    while (token_at(t, range) && !is_range(token_at(t, range)) && passable(token_at(t, range)) &&
           chars_between(t, at, range + 1) <= MOST_RANGE)
        range++;
    if (range == at || !token_at(t, range) || !is_range(token_at(t, range))) return at;
    uint32_t i = range + 1;
    while (token_at(t, i) && passable(token_at(t, i)) && !is_range(token_at(t, i)) &&
           chars_between(t, range + 1, i + 1) <= MOST_RANGE)
        i++;
    return i > range + 1 ? i : at;
}

static uint32_t after_area(const ter_tokens *t, uint32_t at, uint16_t kind) {
    const ter_token *area = token_at(t, at), *suffix = token_at(t, at + 1);
    if (!(ter_lexicon_kind_row(t->lexicon, kind)->traits & TER_KIND_INSTITUTION)) return at;
    if (!area) return at;
    if (area->type == TER_TOKEN_NAME && t->text->cp[area->to - 1] == U'区') return at + 1;
    if (!ter_token_is(area, TER_WORD_AREA) || !suffix || suffix->cp != U'区' || suffix->to - suffix->from > 1)
        return at;
    return at + 2;
}

static uint32_t part_at(const ter_tokens *t, uint32_t at, uint16_t kind) {
    const ter_token *k = token_at(t, at);
    if (!k) return at;
    if (ter_token_mark(k, '(')) return after_bracket_part(t, at);
    uint32_t end = after_word(t, at, TER_WORD_SECTION, MOST_SECTION);
    bool bare = end == at + 1 && k->cp == U'河' && k->to - k->from == 2; /* 清溪河 河段 */
    if (chars_between(t, at, end) < 2 || bare) end = at; /* a bare 段 is the end of something else's stretch */
    if (end == at) end = after_word(t, at, TER_WORD_CAMPUS, MOST_CAMPUS);
    if (end == at && (end = after_word(t, at, TER_WORD_PHASE, MOST_PHASE)) > at) end = after_zone(t, end);
    if (end == at && ter_token_is(k, TER_WORD_EXTENSION)) end = at + 1;
    if (end == at + 1 && token_at(t, end) && ter_token_is(token_at(t, end), TER_WORD_EXTENSION))
        end++; /* 北延线 主线 */
    bool directed = k->type == TER_TOKEN_UNKNOWN && is_direction(k->cp) && token_at(t, at + 1) &&
                    ter_token_is(token_at(t, at + 1), TER_WORD_EXTENSION);
    if (end == at && directed) end = at + 2;
    if (end == at) end = after_area(t, at, kind);
    if (end == at) end = after_range(t, at);
    return end;
}

/* Only brackets and plain phases are looked for after words of works: 综合治理三期, 改造工程（甲路至乙路段）. */
static uint32_t part_behind_works(const ter_tokens *t, uint32_t at, uint32_t *from) {
    uint32_t i = at;
    while (token_at(t, i) && chars_between(t, at, i + 1) <= MOST_WORKS &&
           ter_token_is(token_at(t, i), TER_WORD_WORKS | TER_WORD_GENERIC | TER_WORD_WATER))
        i++;
    const ter_token *k = token_at(t, i);
    if (i == at || !k) return at;
    uint32_t end = ter_token_mark(k, '(') ? after_bracket_part(t, i) : ter_token_is(k, TER_WORD_PHASE) ? i + 1 : i;
    if (end == i) return at;
    *from = i;
    return end;
}

uint32_t ter_part_after(const ter_tokens *t, uint32_t at, uint16_t kind, uint32_t *from) {
    *from = at;
    uint32_t end = part_at(t, at, kind);
    if (end == at) return part_behind_works(t, at, from);
    bool bracket = token_at(t, end) && ter_token_mark(token_at(t, end), '(') && !ter_token_mark(token_at(t, at), '(');
    return bracket ? after_brackets(t, end) : end; /* 东延（甲路至乙路） */
}
