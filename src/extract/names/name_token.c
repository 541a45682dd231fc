/* What a token is, seen from the name it may belong to. */
#include "extract/names/name_token.h"

#include "base/kind.h"
#include "text/characters.h"

#include <string.h>

uint16_t ter_name_token_first_kind(const ter_lexicon *l, bool (*is)(const char *name)) {
    for (size_t i = 0; i < ter_lexicon_kind_count(l); i++)
        if (is(ter_lexicon_kind_at(l, i))) return (uint16_t)i;
    return TER_LEXICON_KIND_NONE;
}

uint16_t ter_name_token_known_kind(const ter_name_finder *f, const ter_token *k) {
    const ter_known_names *names = k->local ? f->t->local : f->t->names;
    const char *name = ter_known_names_string(names, ter_known_names_at(names, k->known)->kind);
    for (size_t i = 0; i < ter_lexicon_kind_count(f->t->lexicon); i++)
        if (strcmp(ter_lexicon_kind_at(f->t->lexicon, i), name) == 0) return (uint16_t)i;
    return TER_LEXICON_KIND_NONE;
}

/* 浦 + 阳江, 银 + 星河: a word that ends like a river, with one character before it that no word explains, is its end.
 */
bool ter_name_token_ends_river(const ter_name_finder *f, const ter_token *k) {
    uint32_t last = f->t->text->cp[k->to - 1];
    if (k->type != TER_TOKEN_WORD || k->to - k->from != 2 || k == f->k || (last != U'河' && last != U'江'))
        return false;
    if (k->word->classes & (TER_WORD_HEAD | TER_WORD_NAME | TER_WORD_STOP)) return false;
    const ter_token *before = k - 1;
    return before->type == TER_TOKEN_UNKNOWN && before->to == k->from &&
           (before == f->k || before[-1].type != TER_TOKEN_UNKNOWN);
}

/* 志 + 新路: an ordinary word that ends in 路, after one character that no word explains. */
static bool ends_new_road(const ter_name_finder *f, const ter_token *k) {
    if (k->type != TER_TOKEN_WORD || k->to - k->from != 2 || k == f->k || f->t->text->cp[k->to - 1] != U'路')
        return false;
    if (!ter_token_is(k, TER_WORD_NOUN) || (k->word->classes & (TER_WORD_HEAD | TER_WORD_CUE))) return false;
    const ter_token *before = k - 1, *after = k + 1 < f->k + f->n ? k + 1 : NULL;
    bool ends =
        !after || after->type == TER_TOKEN_PUNCT || after->type == TER_TOKEN_BREAK ||
        ter_token_is(after, TER_WORD_WORKS | TER_WORD_CUE | TER_WORD_SECTION | TER_WORD_EXTENSION | TER_WORD_JOIN);
    if (ter_cp_in(before->cp, U"探闯走开创拓趟找寻")) return false; /* 探新路: a figure of speech */
    return ends && before->type == TER_TOKEN_UNKNOWN && before->to == k->from && before > f->k &&
           (ter_token_mark(before - 1, U'、') || (ter_token_is(before - 1, TER_WORD_CUE) && before[-1].word->before));
}

/* The kind a token ends a name of, or TER_LEXICON_KIND_NONE. */
uint16_t ter_name_token_head_kind(const ter_name_finder *f, const ter_token *k) {
    if (k->type == TER_TOKEN_NAME) return ter_name_token_known_kind(f, k);
    if (ter_name_token_ends_river(f, k)) return f->waterway;
    if (ends_new_road(f, k)) return f->road;
    if (ter_token_is(k, TER_WORD_NOUN)) return TER_LEXICON_KIND_NONE;
    return ter_token_is(k, TER_WORD_HEAD | TER_WORD_NAME) ? k->word->kind : TER_LEXICON_KIND_NONE;
}

bool ter_name_token_kind_is_extra(const ter_name_finder *f, uint16_t kind) {
    return !ter_lexicon_kind_is_core(f->t->lexicon, kind);
}

bool ter_name_token_kind_is_institution(const ter_name_finder *f, uint16_t kind) {
    return ter_lexicon_kind_row(f->t->lexicon, kind)->traits & TER_KIND_INSTITUTION;
}

uint32_t ter_name_token_chars(const ter_name_finder *f, uint32_t from, uint32_t to) {
    return to > from ? f->k[to - 1].to - f->k[from].from : 0;
}

static bool is_position_word(uint32_t cp) { /* 上下里前后内外中: names begin with them, phrases end with them */
    return ter_cp_in(cp, U"上下里前后内外中");
}

/* 2026年, 9月: a date ends here. */
static bool ends_date(const ter_name_finder *f, uint32_t i) {
    const ter_token *k = &f->k[i];
    return (k->cp == U'年' || k->cp == U'月') && k->to - k->from == 1 && i > 0 &&
           f->k[i - 1].type == TER_TOKEN_NUMBER && f->k[i - 1].cp <= '9';
}

/* A word that no name reaches over. */
bool ter_name_token_stops(const ter_name_finder *f, uint32_t i) {
    const ter_token *k = &f->k[i];
    if (k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK || ends_date(f, i)) return true;
    if (k->type != TER_TOKEN_WORD) return false;
    uint32_t c = k->word->classes;
    bool measure_of_number =
        (c & TER_WORD_MEASURE) && i > 0 && (f->k[i - 1].type == TER_TOKEN_NUMBER || k->to - k->from > 1);
    bool ordinal = k->cp == U'号' && i + 1 < f->n && ter_token_is(&f->k[i + 1], TER_WORD_HEAD) &&
                   f->k[i + 1].word->kind == f->road; /* 一号公路 */
    if (measure_of_number && ordinal) return false;
    if (measure_of_number) return true;
    if (c & (TER_WORD_WORD | TER_WORD_AREA)) return false;
    if (c & TER_WORD_HEAD) return (c & TER_WORD_STOP) && k->word->len > 2 && !(c & TER_WORD_GENERIC);
    if (k->to - k->from == 1 && is_position_word(k->cp))
        return i > 0 && f->k[i - 1].type == TER_TOKEN_WORD && f->k[i - 1].to - f->k[i - 1].from > 1 &&
               !ter_token_is(&f->k[i - 1], TER_WORD_STOP | TER_WORD_AREA | TER_WORD_HEAD);
    return (c & (TER_WORD_STOP | TER_WORD_NOUN | TER_WORD_CUE | TER_WORD_JOIN | TER_WORD_NEGATION | TER_WORD_WHICH |
                 TER_WORD_STAGE | TER_WORD_COMPONENT |
                 (k->to - k->from > 1 ? TER_WORD_AIM | TER_WORD_FACT | TER_WORD_PROGRESS | TER_WORD_AT : 0))) != 0;
}

/* Never part of a name. */
static bool is_particle(uint32_t cp) {
    return ter_cp_in(cp, U"的了在等是之该此各所条及与以");
}

/* What a name seldom begins with after a verb. */
static bool is_adverb(uint32_t cp) {
    return ter_cp_in(cp, U"和暨更最再较不未没有也还又已曾正并而");
}

/* A single character that does not stop a name. */
static bool is_plain(const ter_token *k) {
    return k->type == TER_TOKEN_UNKNOWN ||
           (k->type == TER_TOKEN_WORD && k->to - k->from == 1 && !ter_token_is(k, TER_WORD_STOP | TER_WORD_JOIN));
}

/* 建成 沿溪路, 开工的沿溪路, 推进 将府公园: what a verb works on begins with no coverb and no adverb. 开通经甲路的公交
 * does. */
bool ter_name_token_is_object(const ter_name_finder *f, uint32_t i) {
    const ter_token *k = &f->k[i];
    if (i == 0 || i + 1 >= f->n || k->type != TER_TOKEN_WORD || k->to - k->from != 1 || is_particle(k->cp) ||
        is_adverb(k->cp))
        return false;
    const ter_token *verb = &f->k[i - 1];
    bool along = k->cp == U'沿';
    if (along && verb->cp == U'的' && i > 1) verb--;
    if (verb->type != TER_TOKEN_WORD) return false;
    if (along) return verb->word->before || verb->word->after;
    bool follows = is_plain(&f->k[i + 1]) || ter_token_is(&f->k[i + 1], TER_WORD_AREA);
    bool opens = verb->cp == U'开'; /* 开通, 开行 */
    bool works = verb->word->before || ((k->cp == U'都' || k->cp == U'均') && ter_token_is(verb, TER_WORD_STOP));
    return works && follows && !opens && verb->to - verb->from > 1 && ter_token_is(k, TER_WORD_STOP | TER_WORD_LEAD);
}

/* Words of one character that stop a name elsewhere belong to it where they can have no other meaning: right before the
 * head (敦和路), and at the begin of a list's member (、曾营小学). */
bool ter_name_token_is_character(const ter_name_finder *f, uint32_t i, uint32_t head) {
    const ter_token *k = &f->k[i];
    if (k->type != TER_TOKEN_WORD || k->to - k->from != 1 || i == 0) return false;
    if (is_particle(k->cp) && !ter_cp_in(k->cp, U"及与以")) return false;
    bool numeral = f->k[i - 1].type == TER_TOKEN_NUMBER && f->k[i - 1].cp > '9'; /* 四都河 */
    if (i + 1 == head && ter_token_is(k, TER_WORD_JOIN) && k->cp != U'和' && f->k[head].to - f->k[head].from > 1)
        return false; /* 及连接线; 协和医院 */
    if (i + 1 == head) return f->k[i - 1].type == TER_TOKEN_UNKNOWN || (numeral && !ter_token_is(k, TER_WORD_MEASURE));
    if (ter_name_token_is_object(f, i)) return true;
    bool inner = k->cp == U'和' && f->k[i - 1].type == TER_TOKEN_UNKNOWN && is_plain(&f->k[i + 1]) &&
                 (i < 2 || ter_name_token_stops(f, i - 2)); /* 丰和园路: no list has a member of one character */
    if (inner) return true;
    const ter_token *mark = &f->k[i - 1];
    bool dashed = ter_token_mark(mark, '-') || ter_token_mark(mark, U'—') || ter_token_mark(mark, '~') ||
                  ter_token_mark(mark, '(');
    if (dashed && is_plain(&f->k[i + 1])) return true; /* (春阳路-和阳路) */
    return ter_token_mark(&f->k[i - 1], U'、') && !ter_token_is(k, TER_WORD_JOIN) &&
           (f->k[i + 1].type == TER_TOKEN_UNKNOWN ||
            (i + 2 == head && f->k[i + 1].to - f->k[i + 1].from == 1 && !ter_token_is(&f->k[i + 1], TER_WORD_STOP)));
}

/* How much a token says of its own, in characters, two being enough for a name; describing words say nothing, ordinary
 * words (创业) only where they make a road or a park. */
uint32_t ter_name_token_content(const ter_name_finder *f, const ter_token *k, uint16_t kind) {
    uint32_t len = k->to - k->from < 2 ? 1 : 2;
    if (k->type == TER_TOKEN_NAME || k->type == TER_TOKEN_LATIN) return 2;
    if (k->type == TER_TOKEN_UNKNOWN) return 1;
    if (k->type != TER_TOKEN_WORD) return 0;
    uint32_t c = k->word->classes;
    if (c & (TER_WORD_AREA | TER_WORD_WORD)) return len;
    if (len == 1 && is_position_word(k->cp)) return 1;
    if (c & TER_WORD_NAMELIKE) return kind == f->road || kind == f->park ? len : 0;
    if ((c & (TER_WORD_MEASURE | TER_WORD_GENERIC)) && len == 1) return 1;
    bool counts = k->word->kind != f->admin || len == 1; /* 树村, 市心 */
    if ((c & TER_WORD_HEAD) && len == 2 && k->word->kind == kind && ter_name_token_kind_is_institution(f, kind))
        return 0; /* 初中学校 */
    if ((c & TER_WORD_HEAD) && !(c & (TER_WORD_GENERIC | TER_WORD_NOUN)) && counts) return len;
    return c & (TER_WORD_GENERIC | TER_WORD_STOP | TER_WORD_NOUN | TER_WORD_HEAD | TER_WORD_MEASURE | TER_WORD_PHASE |
                TER_WORD_EXTENSION)
               ? 0
               : len;
}

/* At least two characters that say something of their own, or a word that does (an area, a known name, G60). */
bool ter_name_token_have_content(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t content = 0, numerals = 0;
    const ter_word *w = f->k[head].word;
    bool line = w && (kind == f->road || kind == f->waterway) && (w->len >= 3 || kind == f->waterway);
    if (head - from == 1 && line && ter_cp_is_direction(f->k[from].cp)) return w->len > 1; /* 南护城河, 南运河 */
    bool directed = w && kind == f->road && w->len == 2 && (ter_cp_is_direction(f->t->text->cp[f->k[head].from]));
    if (head - from == 1 && directed && f->k[from].to - f->k[from].from == 1)
        return from == 0 || ter_name_token_stops(f, from - 1); /* 斗西路, 中南路 */
    for (uint32_t i = from; i < head; i++) {
        if (f->k[i].type == TER_TOKEN_NUMBER) numerals++;
        content += ter_name_token_is_character(f, i, head) ? 1 : ter_name_token_content(f, &f->k[i], kind);
    }
    bool numbered = w && kind == f->road && w->len == 2 && f->t->text->cp[f->k[head].to - 1] == U'道'; /* 227省道 */
    if (numbered && f->k[head - 1].type == TER_TOKEN_NUMBER && ter_name_token_chars(f, head - 1, head) >= 2)
        return true;
    return content > 0 && content + numerals >= 2 && ter_name_token_chars(f, from, head) >= 2;
}
bool ter_name_token_is_area_suffix(const ter_name_finder *f, const ter_token *k) {
    return k->type == TER_TOKEN_WORD && ter_token_is(k, TER_WORD_HEAD) && k->word->kind == f->admin;
}
