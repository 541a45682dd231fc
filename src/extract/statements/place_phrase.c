/* Found names that only say where something is, or belong to something else. */
#include "extract/statements/place_phrase.h"

#include "extract/statements/cue.h"
#include "text/characters.h"

enum { MOST_NUMBER = 5 /* digits of a house */, MOST_LABEL = 5, MOST_BRACKET = 24 /* tokens */ };

/* A name alone in brackets is a label: AI+心脏（平安医院）. */
bool ter_place_phrase_is_label(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end = ter_found_name_end(f);
    for (uint32_t i = f->from; i > s->from && f->from - i < MOST_LABEL; i--) { /* （以下简称“甲路”） */
        const ter_token *k = ter_section_token(r, i - 1);
        if (ter_token_mark(k, '(') || ter_token_mark(k, ')')) break;
        if (r->t->text->cp[k->to - 1] == U'称') return true;
    }
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

/* 以东, 北侧, 南岸, 对面, 附近: where something else is. 沿线, 两岸: what lies along it; and 880号 on it. The length in
 * characters of such words at `cp`, 0 for none. */
static size_t landmark_chars(const uint32_t *cp, size_t n) {
    static const char32_t *const words[] = {U"沿线", U"沿岸", U"两岸", U"两侧", U"一侧", U"周边",
                                            U"附近", U"对面", U"旁边", U"门口", U"畔"};
    size_t digits = 0;
    if (n >= 2 && cp[0] == U'以' && ter_cp_is_direction(cp[1])) return 2;
    if (n >= 2 && ter_cp_is_direction(cp[0]) && ter_cp_in(cp[1], U"侧岸")) return 2;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ter_cp_begins(cp, n, words[i])) return words[i][1] ? 2 : 1;
    while (digits < n && digits < MOST_NUMBER && ter_cp_is_digit(cp[digits])) digits++;
    bool address = digits && digits < n && cp[digits] == U'号' && !(digits + 1 < n && cp[digits + 1] == U'线');
    return address ? digits + 1 : 0;
}

/* The end of the list that begins with the name. */
static uint32_t past_list(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end = ter_found_name_end(f);
    while (end + 1 < s->to && (ter_token_mark(ter_section_token(r, end), U'、') ||
                               ter_token_is(ter_section_token(r, end), TER_WORD_JOIN))) {
        const ter_found_name *next = ter_clause_name_at(r, s, end + 1);
        if (!next) break;
        end = ter_found_name_end(next);
    }
    return end;
}

bool ter_place_phrase_is_landmark(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t i = past_list(r, s, f);
    if (i >= s->to) return false;
    uint32_t at = ter_section_token(r, i)->from, end = ter_section_token(r, s->to - 1)->to;
    size_t chars = landmark_chars(r->t->text->cp + at, end - at);
    if (!chars) return false;
    uint32_t next = i;
    while (next < s->to && ter_section_token(r, next)->from < at + chars) next++;
    return ter_cue_skip_works(r, next, s->to) == next; /* 沿线环境整治: works on it all the same */
}

/* 以甲园为引领, 以甲校为标准: a model or a base, not what is worked on. */
bool ter_place_phrase_is_model(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    if (f->from == s->from || !ter_token_is_char(ter_section_token(r, f->from - 1), U'以')) return false;
    for (uint32_t i = ter_found_name_end(f); i < s->to && !ter_token_is_mark(ter_section_token(r, i)); i++)
        if (ter_section_token(r, i)->cp == U'为') return true;
    return false;
}

/* Does 等 stand behind the list that holds token `at`? Then 与 only joins its last member. */
static bool is_summed_up(const ter_section_context *r, const ter_sentence *s, uint32_t at) {
    const ter_found_name *f = ter_clause_name_at(r, s, at);
    uint32_t end = f ? past_list(r, s, f) : s->to;
    return end < s->to && ter_section_token(r, end)->cp == U'等';
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
        bool joins = place_of(k) == TER_PLACE_PHRASE_WITH && i >= begin + 2 && ter_clause_name_at(r, s, i - 2);
        if (joins && is_summed_up(r, s, at)) { /* 甲桥与乙桥等10座 */
            in_member = in_list = true;
            continue;
        }
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
    for (uint32_t j = i + 2; j < s->to && j < i + 6 && !ter_token_is_mark(ter_section_token(r, j)); j++) {
        const ter_token *k = ter_section_token(r, j);
        if (ter_token_is(k, TER_WORD_STAGE)) return false; /* 5座主塔: of theirs */
        if (ter_token_is(k, TER_WORD_ORG) && !ter_token_is(k, TER_WORD_CATEGORY)) return true;
    }
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
    return (first == U'之' && second == U'间') || first == U'交' || /* 之间, 交叉口 交会处 交界处 */
           (first == U'连' && second == U'接');                     /* 甲路与乙路连接线 */
}

/* 至, 到, and the dashes for them. */
static bool is_up_to(const ter_token *k) {
    return ter_token_is_to(k) || (k->type == TER_TOKEN_PUNCT && ter_cp_in(k->cp, U"-—–~－～"));
}

/* 丙路（甲路至县界）, 丙路（甲路-乙路）: an end of a stretch that the brackets give. */
static bool is_end_in_brackets(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t open = f->from, end = ter_found_name_end(f);
    while (open > s->from && f->from - open < MOST_BRACKET && !ter_token_mark(ter_section_token(r, open - 1), '(')) {
        if (ter_token_mark(ter_section_token(r, open - 1), ')') || ter_token_mark(ter_section_token(r, open - 1), ','))
            return false;
        open--;
    }
    if (open == s->from || !ter_token_mark(ter_section_token(r, open - 1), '(')) return false;
    const ter_token *before = f->from > open ? ter_section_token(r, f->from - 1) : NULL;
    const ter_token *after = end < s->to ? ter_section_token(r, end) : NULL;
    return (before && is_up_to(before)) || (after && is_up_to(after));
}

/* 甲医院三级甲等医院创建, 甲中学省级示范高中创建: an award it strives for; not 甲学院创建, its founding. */
bool ter_place_phrase_is_candidate(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    const uint32_t *cp = r->t->text->cp;
    bool graded = false;
    for (uint32_t i = ter_found_name_end(f); i < s->to && !ter_token_is_mark(ter_section_token(r, i)); i++) {
        const ter_token *k = ter_section_token(r, i);
        if (k->cp == U'创' && k->to - k->from == 2 && cp[k->from + 1] == U'建') return graded;
        for (uint32_t c = k->from; c < k->to; c++) graded = graded || ter_cp_in(cp[c], U"级甲等范星");
    }
    return false;
}

/* 甲路下穿乙国道: only what crosses it is meant. */
bool ter_place_phrase_is_crossed(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    if (f->from == s->from) return false;
    const ter_token *k = ter_section_token(r, f->from - 1);
    return ter_cp_begins(r->t->text->cp + k->from, k->to - k->from, U"下穿") ||
           ter_cp_begins(r->t->text->cp + k->from, k->to - k->from, U"上跨");
}

/* 甲路南延 至乙高速: what is extended is no end itself. */
static bool is_extended(const ter_section_context *r, const ter_found_name *f) {
    return f->part_to > f->part_from &&
           r->t->text->cp[ter_section_token(r, ter_found_name_end(f) - 1)->to - 1] == U'延';
}

/* 甲路至乙高速: the ends of a stretch. */
bool ter_place_phrase_is_range_end(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end = ter_found_name_end(f);
    if (is_extended(r, f)) return false;
    if (is_between(r, s, f) || is_end_in_brackets(r, s, f)) return true;
    bool left = f->from > s->from + 1 && ter_token_is_to(ter_section_token(r, f->from - 1)) &&
                ter_clause_name_at(r, s, f->from - 2);
    return left || (end + 1 < s->to && ter_token_is_to(ter_section_token(r, end)) && ter_clause_name_at(r, s, end + 1));
}
