/* Found names that only say where something is, or belong to something else. */
#include "extract/statements/place_phrase.h"

#include "text/characters.h"

/* A name alone in brackets is a label: AI+心脏（平安医院）. */
bool ter_place_phrase_is_label(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end = ter_found_name_end(f);
    return f->from > s->from && end < s->to && ter_token_mark(ter_section_token(r, f->from - 1), '(') &&
           ter_token_mark(ter_section_token(r, end), ')');
}

static ter_place_phrase place_of(const ter_token *k) {
    if (!ter_token_is(k, TER_WORD_AT)) return TER_PLACE_PHRASE_NONE;
    if (k->to - k->from > 1) return TER_PLACE_PHRASE_OF_VERB;
    return k->cp == U'与' ? TER_PLACE_PHRASE_WITH : TER_PLACE_PHRASE_IN;
}

static bool begins_phrase(const ter_section_context *r, uint32_t i, uint32_t begin) {
    return i == begin || ter_token_is_mark(ter_section_token(r, i - 1)) ||
           ter_token_is(ter_section_token(r, i - 1), TER_WORD_STOP);
}

/* 甲校北侧, 乙路以东: where something else is. */
bool ter_place_phrase_is_landmark(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t i = ter_found_name_end(f);
    if (i >= s->to) return false;
    const ter_token *k = ter_section_token(r, i);
    uint32_t first = k->cp, last = r->t->text->cp[k->to - 1];
    bool two = k->to - k->from == 2;
    return two && ((last == U'侧' && ter_cp_is_direction(first)) /* 北侧 */ ||
                   (first == U'以' && ter_cp_is_direction(last)) || (first == U'对' && last == U'面')); /* 以东, 对面 */
}

/* Is the list that holds token `at` introduced by a word of place (在, 至, 西起, 连接)? */
ter_place_phrase ter_place_phrase_of_list(const ter_section_context *r, const ter_sentence *s, uint32_t at,
                                          uint32_t begin) {
    bool in_member = false; /* of the list, one that is not a found name: its tokens are stepped over */
    bool in_list = false;
    for (uint32_t i = at; i > begin; i--) {
        const ter_found_name *over = ter_clause_name_at(r, s, i - 1);
        if (over) {
            i = over->from + 1;
            in_member = false;
            continue;
        }
        const ter_token *k = ter_section_token(r, i - 1);
        bool of_find =
            place_of(k) == TER_PLACE_PHRASE_OF_VERB && i >= begin + 2 && ter_clause_name_at(r, s, i - 2); /* 甲路连接 */
        if (place_of(k))
            return !in_list || of_find || begins_phrase(r, i - 1, begin) ? place_of(k) : TER_PLACE_PHRASE_NONE;
        if (ter_token_mark(k, U'、') || ter_token_is(k, TER_WORD_JOIN)) in_member = in_list = true;
        else if (!ter_token_is(k, TER_WORD_AREA) &&
                 !(in_member && !ter_token_is_mark(k) && !ter_token_is(k, TER_WORD_STOP | TER_WORD_CUE)))
            return TER_PLACE_PHRASE_NONE;
    }
    return TER_PLACE_PHRASE_NONE;
}

/* 甲路九年一贯制等3所学校: the total is of another kind than a found name with words of its own after it. */
static bool is_of_other_kind(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t i = ter_found_name_end(f), own = i;
    while (i < s->to && ter_section_token(r, i)->cp != U'等' && !ter_token_is_mark(ter_section_token(r, i)) &&
           !ter_clause_name_at(r, s, i) && !ter_token_is(ter_section_token(r, i), TER_WORD_CUE))
        i++;
    if (i == own || i + 3 >= s->to || ter_section_token(r, i)->cp != U'等') return false;
    const ter_token *k = ter_section_token(r, i + 3);
    return ter_section_token(r, i + 1)->type == TER_TOKEN_NUMBER &&
           ter_token_is(ter_section_token(r, i + 2), TER_WORD_MEASURE) && ter_token_is(k, TER_WORD_CATEGORY) &&
           k->word->category != f->kind && ter_lexicon_kind_is_core(r->t->lexicon, k->word->category);
}

/* 金湾、白沙江、月亮湖3个实验室: the total says that the members are something else. */
bool ter_place_phrase_is_of_others(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t i = ter_found_name_end(f);
    if (!ter_lexicon_kind_is_core(r->t->lexicon, f->kind)) return false; /* 甲苑、乙里等3个小区 */
    if (is_of_other_kind(r, s, f)) return true;
    while (i < s->to &&
           (ter_token_mark(ter_section_token(r, i), U'、') || ter_token_is(ter_section_token(r, i), TER_WORD_JOIN))) {
        for (i++; i < s->to && !ter_token_is_mark(ter_section_token(r, i)) &&
                  ter_section_token(r, i)->type != TER_TOKEN_NUMBER;
             i++) {
        }
    }
    if (i + 1 >= s->to || ter_section_token(r, i)->type != TER_TOKEN_NUMBER ||
        !ter_token_is(ter_section_token(r, i + 1), TER_WORD_MEASURE))
        return false;
    for (uint32_t j = i + 2; j < s->to && j < i + 6 && !ter_token_is_mark(ter_section_token(r, j)); j++)
        if (ter_token_is(ter_section_token(r, j), TER_WORD_ORG) &&
            !ter_token_is(ter_section_token(r, j), TER_WORD_CATEGORY))
            return true;
    return false;
}

static bool joins(const ter_token *k) {
    return ter_token_is(k, TER_WORD_JOIN) || k->cp == U'与';
}

/* 甲路与乙路之间, 甲路与乙路交叉口: neither is meant. */
static bool is_between(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    const ter_found_name *last = f;
    uint32_t end = ter_found_name_end(f);
    if (end + 1 < s->to && joins(ter_section_token(r, end)) && ter_clause_name_at(r, s, end + 1))
        last = ter_clause_name_at(r, s, end + 1);
    else if (!(f->from > s->from + 1 && joins(ter_section_token(r, f->from - 1)) &&
               ter_clause_name_at(r, s, f->from - 2)))
        return false;
    end = ter_found_name_end(last);
    if (end >= s->to) return false;
    const ter_token *k = ter_section_token(r, end);
    uint32_t first = k->cp, second = k->to < r->t->text->count ? r->t->text->cp[k->from + 1] : 0;
    return (first == U'之' && second == U'间') || first == U'交'; /* 之间, 交叉口 交会处 交界处 */
}

/* 甲路至乙高速: the ends of a stretch. */
bool ter_place_phrase_is_range_end(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end = ter_found_name_end(f);
    if (is_between(r, s, f)) return true;
    bool left = f->from > s->from + 1 && ter_token_is_to(ter_section_token(r, f->from - 1)) &&
                ter_clause_name_at(r, s, f->from - 2);
    return left || (end + 1 < s->to && ter_token_is_to(ter_section_token(r, end)) && ter_clause_name_at(r, s, end + 1));
}
