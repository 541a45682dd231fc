/* Names of the kinds beyond the core: how far they reach, and whether they are names. */
#include "extract/names/extra_kinds.h"

#include "text/characters.h"

enum { MOST_QUOTED = 10, LEAST_DIGITS = 3, MOST_DISTRICT = 3, MOST_BRACKET = 7 };

static const ter_token *tok(const ter_tokens *t, uint32_t i) {
    return &t->list.items[i];
}

static bool is_sign(const ter_token *k) {
    return k->type == TER_TOKEN_NUMBER || k->type == TER_TOKEN_LATIN;
}

static bool is_single(const ter_token *k) {
    return k->to - k->from == 1;
}

static bool ends_at(const ter_tokens *t, uint32_t i) {
    return i >= t->list.len || tok(t, i)->type == TER_TOKEN_PUNCT || tok(t, i)->type == TER_TOKEN_BREAK ||
           ter_token_is(tok(t, i), TER_WORD_JOIN);
}

/* 3.0, IC/PIC, 751D·PARK, CBD×芳洲 */
static bool is_inner_mark(const ter_tokens *t, uint32_t i) {
    const ter_token *k = tok(t, i);
    if (i == 0 || i + 1 >= t->list.len) return false;
    const ter_token *before = tok(t, i - 1), *after = tok(t, i + 1);
    if (before->to != k->from || after->from != k->to) return false;
    if (ter_token_mark(k, '.')) return before->type == TER_TOKEN_NUMBER && after->type == TER_TOKEN_NUMBER;
    if (ter_token_mark(k, '/')) return before->type == TER_TOKEN_LATIN && after->type == TER_TOKEN_LATIN;
    return ter_token_mark(k, U'×') || ter_token_mark(k, U'·');
}

/* 网云（青岚）产业园, 中国（…）试验区: the bracket that ends before `at` and holds an area; its opening mark, or `at`.
 */
static uint32_t area_in_brackets(const ter_tokens *t, uint32_t at) {
    uint32_t open = at >= 4 && ter_token_mark(tok(t, at - 1), ')') ? at - 2 : 0;
    while (open > 1 && at - open < MOST_BRACKET && tok(t, open)->type != TER_TOKEN_PUNCT) open--;
    if (open < 1 || open + 2 >= at || !ter_token_mark(tok(t, open), '(')) return at;
    const ter_token *before = tok(t, open - 1);
    if (before->type == TER_TOKEN_PUNCT || before->type == TER_TOKEN_BREAK || ter_token_is(before, TER_WORD_CUE))
        return at;
    bool area = open + 3 == at && ter_token_is(tok(t, open + 1), TER_WORD_AREA);
    return area || ter_token_is(before, TER_WORD_AREA) ? open : at;
}

/* “云里”文创园: the quoted words right before the head; the token of their opening mark, or `at`. */
static uint32_t quoted(const ter_tokens *t, uint32_t at) {
    if (at < 3 || !ter_token_mark(tok(t, at - 1), U'”')) return at;
    for (uint32_t i = at - 2; at - i <= MOST_QUOTED; i--) {
        if (ter_token_mark(tok(t, i), U'“')) return i + 2 < at ? i : at;
        bool odd = ter_token_is(tok(t, i), TER_WORD_STOP | TER_WORD_NOUN) && !ter_token_is(tok(t, i), TER_WORD_HEAD);
        if (tok(t, i)->type == TER_TOKEN_PUNCT || tok(t, i)->type == TER_TOKEN_BREAK || odd || i == 0) return at;
    }
    return at;
}

static bool is_inside(const ter_token *k, uint16_t kind) {
    return k->type == TER_TOKEN_WORD && kind < 32 && (k->word->inside & 1u << kind);
}

uint32_t ter_extra_kind_reach(const ter_tokens *t, uint32_t at, uint32_t head, uint16_t kind) {
    if (at == 0) return at;
    if (is_inside(tok(t, at - 1), kind) || is_inner_mark(t, at - 1)) return at - 1;
    if (at == head && quoted(t, at) < at) return quoted(t, at);
    return area_in_brackets(t, at);
}

uint32_t ter_extra_kind_trim(const ter_tokens *t, uint32_t from, uint32_t head, uint16_t kind) {
    while (from + 1 < head && is_inside(tok(t, from), kind) && ter_token_is(tok(t, from), TER_WORD_STOP)) from++;
    return from;
}

/* 798艺术区, 1978文创园: a number of three digits or more names, unless it is a year or counts. */
static bool begins_with_digits(const ter_tokens *t, uint32_t from, uint32_t head) {
    const ter_token *k = tok(t, from), *next = tok(t, from + 1);
    return from < head && k->type == TER_TOKEN_NUMBER && k->cp <= '9' && k->to - k->from >= LEAST_DIGITS &&
           !ter_token_is(next, TER_WORD_MEASURE) && next->cp != U'年' && next->type != TER_TOKEN_PUNCT;
}

/* 、皮村和: one character is enough for a village that stands alone between two marks. */
static bool is_short_area(const ter_tokens *t, uint32_t from, uint32_t head) {
    return from + 1 == head && tok(t, from)->type == TER_TOKEN_UNKNOWN && tok(t, head)->cp != U'区' && from > 0 &&
           ends_at(t, from - 1) && ends_at(t, head + 1);
}

/* An area's own name holds no letters, numbers or describing words: no 手绘体验区, 非遗大区. */
static ter_extra_kind_verdict judge_area(const ter_tokens *t, uint32_t from, uint32_t head) {
    const ter_token *last = tok(t, head - 1);
    if (is_short_area(t, from, head)) return TER_EXTRA_KIND_NAME;
    if (!is_single(tok(t, head))) return TER_EXTRA_KIND_UNSURE;
    for (uint32_t i = from; i < head; i++) {
        const ter_token *k = tok(t, i);
        bool area = ter_token_is(k, TER_WORD_AREA | TER_WORD_WORD);
        if (is_sign(k) || (!area && !is_single(k) && ter_token_is(k, TER_WORD_GENERIC | TER_WORD_NOUN)))
            return TER_EXTRA_KIND_NOT_NAME;
    }
    if (tok(t, head)->cp != U'区' || ter_token_is(last, TER_WORD_AREA)) return TER_EXTRA_KIND_UNSURE;
    bool described = is_single(last) && ter_token_is(last, TER_WORD_GENERIC);
    return described || last->to - tok(t, from)->from > MOST_DISTRICT ? TER_EXTRA_KIND_NOT_NAME : TER_EXTRA_KIND_UNSURE;
}

/* 三城一区, 三高两聚一基地: a figure of speech that counts. */
static bool is_figure(const ter_tokens *t, uint32_t from, uint32_t head) {
    uint32_t numerals = ter_cp_is_numeral(tok(t, head)->cp);
    for (uint32_t i = from; i < head; i++) numerals += tok(t, i)->type == TER_TOKEN_NUMBER && tok(t, i)->cp > '9';
    return numerals > 1;
}

ter_extra_kind_verdict ter_extra_kind_judge(const ter_tokens *t, uint32_t from, uint32_t head, bool admin) {
    const ter_word *w = tok(t, head)->word;
    if (from == head || is_figure(t, from, head)) return TER_EXTRA_KIND_NOT_NAME;
    if (admin) return judge_area(t, from, head);
    if (w && w->areal_head) /* 高新园 has no area before it */
        return ter_token_is(tok(t, head - 1), TER_WORD_AREA) ? TER_EXTRA_KIND_NAME : TER_EXTRA_KIND_NOT_NAME;
    if (w && w->numbered_head && is_sign(tok(t, head - 1))) return TER_EXTRA_KIND_NAME;
    if (w && w->numbered_head && is_single(tok(t, head))) return TER_EXTRA_KIND_NOT_NAME; /* S2线, but no 航线 */
    if (ter_token_mark(tok(t, head - 1), U'”')) return TER_EXTRA_KIND_NAME;
    return begins_with_digits(t, from, head) ? TER_EXTRA_KIND_NAME : TER_EXTRA_KIND_UNSURE;
}

bool ter_extra_kind_runs(const ter_tokens *t, uint32_t after, bool admin) {
    const ter_token *k = tok(t, after);
    uint32_t last = t->text->cp[k->to - 1];
    if (admin && !is_single(k)) return true;
    return ter_cp_in(last, U"委会处局");
}
