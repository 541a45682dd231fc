/* Lists that a number sums up, and the verb of the total. */
#include "extract/statements/counted_list.h"

#include "text/characters.h"

enum { MOST_FOLLOWING = 3, MOST_CLAUSES = 8, MOST_BACK = 160 /* tokens */ };

/* 其中, 包括, 比如 earlier in the sentence; its token, or UINT32_MAX. */
uint32_t ter_counted_list_which(const ter_section_context *r, const ter_sentence *s, uint32_t at) {
    for (uint32_t i = at; i > s->from; i--)
        if (ter_token_is(ter_section_token(r, i - 1), TER_WORD_WHICH)) return i - 1;
    return UINT32_MAX;
}

/* The verb of a clause that counts: 完成10条…, 有7所…投用, 新开工6所. */
static ter_cue counted_cue(const ter_section_context *r, uint32_t begin, uint32_t end) {
    bool counted = false;
    for (uint32_t i = end; i > begin; i--) {
        const ter_token *k = ter_section_token(r, i - 1);
        if (k->type == TER_TOKEN_NUMBER && i < end && ter_token_is(ter_section_token(r, i), TER_WORD_MEASURE))
            counted = true;
        bool after = k->word && k->word->after && ter_cue_closes(r, i - 1, end);
        bool relative =
            k->word && k->word->before && i < end && ter_section_token(r, i)->cp == U'的'; /* 7所新建成的学校 */
        if (relative && ter_clause_counts(r, begin, end)) return ter_cue_at(r, i - 1, begin, TER_ACTION_NONE);
        if (after && ter_clause_counts(r, begin, i)) return ter_cue_at(r, i - 1, begin, TER_ACTION_NONE);
        if (counted && k->word && k->word->before && k->type != TER_TOKEN_NAME)
            return (ter_cue){.at = i - 1, .state = k->word->before, .driven = k->word->driven, .aimed = k->word->aimed};
    }
    return ter_cue_none;
}

/* 其中, 具体为; 比如, 例如, 还有 only add. */
static bool sums_up(const ter_section_context *r, uint32_t which) {
    uint32_t cp = ter_section_token(r, which)->cp;
    return !ter_cp_in(cp, U"比例还");
}

/* Is what a clause counts anything that is built: 9所学校, 3个项目; not 三届本科生? */
static bool counts_works(const ter_section_context *r, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        if (ter_token_is(ter_section_token(r, i), TER_WORD_CATEGORY | TER_WORD_WORKS | TER_WORD_HEAD)) return true;
    return false;
}

/* 列入新建计划的共有9所学校。具体为甲校、乙校: the sentence before counts. */
static ter_cue cue_of_sentence_before(const ter_section_context *r, const ter_sentence *s) {
    if (s->from < 2 || ter_section_token(r, s->from - 1)->type == TER_TOKEN_BREAK) return ter_cue_none;
    ter_sentence before = {.from = s->from - 1, .to = s->from - 1, .first = s->first, .last = s->first};
    while (before.from > 0 && ter_section_token(r, before.from - 1)->type != TER_TOKEN_BREAK &&
           s->from - before.from < MOST_BACK)
        before.from--;
    for (uint32_t end = before.to, k = 0; k < MOST_CLAUSES && end > before.from; k++) {
        uint32_t begin = ter_clause_begin(r, &before, end);
        ter_cue c = counted_cue(r, begin, end);
        if (c.at != UINT32_MAX) return counts_works(r, begin, end) ? c : ter_cue_none;
        end = begin > before.from ? begin - 1 : begin;
    }
    return ter_cue_none;
}

/* 计划完成10条道路建设，其中A、B已开工: the total's verb, before or after its number, holds for the named ones too. */
ter_cue ter_counted_list_cue(const ter_section_context *r, const ter_sentence *s, uint32_t which) {
    for (int k = 0; k < MOST_FOLLOWING; k++) {
        uint32_t end = which;
        while (end > s->from && ter_token_is_mark(ter_section_token(r, end - 1))) end--;
        uint32_t begin = ter_clause_begin(r, s, end);
        ter_cue c = counted_cue(r, begin, end);
        if (c.at == UINT32_MAX && begin == s->from && k == 0 && which == s->from && sums_up(r, which))
            return cue_of_sentence_before(r, s);
        if (c.at != UINT32_MAX || begin == s->from) return c;
        which = begin;
    }
    return ter_cue_none;
}
