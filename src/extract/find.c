#include "extract/find.h"

#include "extract/cut.h"
#include "extract/list.h"
#include "extract/other.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NAME = 22, MOST_DAUGHTER = 8, MOST_LIST = 24 };

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
    const ter_names *names = k->local ? f->t->local : f->t->names;
    return kind_index(f->t->lexicon, ter_names_string(names, ter_names_at(names, k->known)->kind));
}

/* 浦 + 阳江, 银 + 星河: a word that ends like a river, with one character before it that no word explains, is its end.
 */
static bool ends_river(const finder *f, const ter_token *k) {
    uint32_t last = f->t->text->cp[k->to - 1];
    if (k->type != TER_TOKEN_WORD || k->to - k->from != 2 || k == f->k || (last != 0x6cb3 && last != 0x6c5f))
        return false;
    if (k->word->classes & (TER_WORD_HEAD | TER_WORD_NAME | TER_WORD_STOP)) return false;
    const ter_token *before = k - 1;
    return before->type == TER_TOKEN_UNKNOWN && before->to == k->from &&
           (before == f->k || before[-1].type != TER_TOKEN_UNKNOWN);
}

/* The kind a token ends a name of, or 0xffff. */
static uint16_t head_kind(const finder *f, const ter_token *k) {
    if (k->type == TER_TOKEN_NAME) return known_kind(f, k);
    if (ends_river(f, k)) return f->waterway;
    if (ter_token_is(k, TER_WORD_NOUN)) return 0xffff;
    return ter_token_is(k, TER_WORD_HEAD | TER_WORD_NAME) ? k->word->kind : 0xffff;
}

static bool is_other(const finder *f, uint16_t kind) {
    return !ter_lexicon_kind_is_core(f->t->lexicon, kind);
}

static bool is_institution(const finder *f, uint16_t kind) {
    return kind == f->school || kind == f->hospital;
}

static uint32_t chars(const finder *f, uint32_t from, uint32_t to) {
    return to > from ? f->k[to - 1].to - f->k[from].from : 0;
}

static bool is_direction(uint32_t cp) { /* 东西南北 */
    return cp == 0x4e1c || cp == 0x897f || cp == 0x5357 || cp == 0x5317;
}

static bool is_position_word(uint32_t cp) { /* 上下里前后内外中: names begin with them, phrases end with them */
    return cp == 0x4e0a || cp == 0x4e0b || cp == 0x91cc || cp == 0x524d || cp == 0x540e || cp == 0x5185 ||
           cp == 0x5916 || cp == 0x4e2d;
}

/* 2026年, 9月: a date ends here. */
static bool ends_date(const finder *f, uint32_t i) {
    const ter_token *k = &f->k[i];
    return (k->cp == 0x5e74 || k->cp == 0x6708) && k->to - k->from == 1 && i > 0 &&
           f->k[i - 1].type == TER_TOKEN_NUMBER && f->k[i - 1].cp <= '9';
}

/* A word that no name reaches over. */
static bool is_boundary(const finder *f, uint32_t i) {
    const ter_token *k = &f->k[i];
    if (k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK || ends_date(f, i)) return true;
    if (k->type != TER_TOKEN_WORD) return false;
    uint32_t c = k->word->classes;
    bool measure_of_number =
        (c & TER_WORD_MEASURE) && i > 0 && (f->k[i - 1].type == TER_TOKEN_NUMBER || k->to - k->from > 1);
    if (measure_of_number) return true;
    if (c & (TER_WORD_WORD | TER_WORD_AREA)) return false;
    if (c & TER_WORD_HEAD) return (c & TER_WORD_STOP) && k->word->len > 2 && !(c & TER_WORD_GENERIC);
    if (k->to - k->from == 1 && is_position_word(k->cp))
        return i > 0 && f->k[i - 1].type == TER_TOKEN_WORD && f->k[i - 1].to - f->k[i - 1].from > 1 &&
               !ter_token_is(&f->k[i - 1], TER_WORD_STOP | TER_WORD_AREA | TER_WORD_HEAD);
    return (c & (TER_WORD_STOP | TER_WORD_NOUN | TER_WORD_CUE | TER_WORD_JOIN | TER_WORD_NEGATION |
                 (k->to - k->from > 1 ? TER_WORD_AIM | TER_WORD_FACT | TER_WORD_PROGRESS | TER_WORD_AT : 0))) != 0;
}

/* ---- how far to the left a name reaches ---- */

/* May a name of kind `outer`, whose head begins after a gap of `gap` characters, reach over a head of kind `inner`? */
static bool passes(const finder *f, uint16_t inner, uint32_t head, uint32_t gap, bool strong) {
    uint16_t outer = head_kind(f, &f->k[head]);
    bool slight = f->k[head].to - f->k[head].from == 1 && !ter_lexicon_kind_is_core(f->t->lexicon, outer);
    if (inner == f->admin || gap == 0) return true;
    if (outer == f->road && (is_institution(f, inner) || inner == f->park)) return false; /* 高级中学长安路 */
    if (is_institution(f, outer)) return true;
    if (inner == outer) return is_other(f, outer) ? gap <= 2 : !strong && gap == 0; /* 青岚机场T3航站楼 */
    if (slight) return false; /* 玉带河滨水驿站 is no name of 站 */
    if (inner == f->waterway && outer == f->road) return gap <= 1;
    if (inner == f->road && outer == f->waterway) return false;
    return gap <= 4;
}

static bool is_zhi(const ter_token *k) {
    return k->cp == 0x81f3 && k->to - k->from == 1;
}

/* A road's head, but 街, which also ends names of villages and towns. */
static bool ends_road(const finder *f, uint32_t i) {
    const ter_token *k = &f->k[i];
    return k->type == TER_TOKEN_WORD && ter_token_is(k, TER_WORD_HEAD) && k->word->kind == f->road &&
           !(k->cp == 0x8857 && k->to - k->from == 1);
}

/* 甲至乙高速公路: both ends are bare places, so 至 belongs to the name. */
static bool joins_highway_ends(const finder *f, uint32_t zhi, uint32_t head) {
    if (f->k[head].to - f->k[head].from < 2 || chars(f, zhi + 1, head) > 4 || chars(f, zhi + 1, head) < 2 || zhi == 0)
        return false;
    for (uint32_t i = zhi - 1; i < head; i++)
        if (i != zhi && (ends_road(f, i) || is_boundary(f, i))) return false;
    return true;
}

/* 建成 沿溪路, 开工的沿溪路: what a verb works on begins with no coverb. */
static bool is_object_of_verb(const finder *f, uint32_t i) {
    if (i == 0 || f->k[i].cp != 0x6cbf || f->k[i].to - f->k[i].from != 1) return false;
    const ter_token *verb = &f->k[i - 1];
    if (verb->cp == 0x7684 && i > 1) verb--; /* 的 */
    return verb->type == TER_TOKEN_WORD && (verb->word->before || verb->word->after);
}

/* Words of one character that stop a name elsewhere belong to it where they can have no other meaning: right before the
 * head (敦和路), and at the begin of a list's member (、曾营小学). */
static bool is_name_of_function(const finder *f, uint32_t i, uint32_t head) {
    const ter_token *k = &f->k[i];
    if (k->type != TER_TOKEN_WORD || k->to - k->from != 1 || i == 0) return false;
    static const uint32_t never[] = {0x7684, 0x4e86, 0x5728, 0x7b49, 0x662f, 0x4e4b,
                                     0x8be5, 0x6b64, 0x5404, 0x6240, 0x6761}; /* 的了在等是之该此各所条 */
    for (size_t n = 0; n < sizeof never / sizeof *never; n++)
        if (k->cp == never[n]) return false;
    bool numeral = f->k[i - 1].type == TER_TOKEN_NUMBER && f->k[i - 1].cp > '9'; /* 四都河 */
    if (i + 1 == head) return f->k[i - 1].type == TER_TOKEN_UNKNOWN || (numeral && !ter_token_is(k, TER_WORD_MEASURE));
    if (is_object_of_verb(f, i)) return true;
    return ter_token_mark(&f->k[i - 1], 0x3001) && !ter_token_is(k, TER_WORD_JOIN) &&
           f->k[i + 1].type == TER_TOKEN_UNKNOWN;
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
        uint32_t over = is_other(f, kind) ? ter_other_reach(f->t, i, head, kind) : i;
        if (over < i) {
            i = over;
            continue;
        }
        if (is_zhi(k) && kind == f->road && joins_highway_ends(f, i - 1, head)) {
            gap_from = --i;
            continue;
        }
        bool namelike = i == head && ter_token_is(k, TER_WORD_NAMELIKE) &&
                        (kind == f->road || (kind == f->park && !ter_token_is(k, TER_WORD_STOP)));
        if (!namelike && !is_name_of_function(f, i - 1, head) && is_boundary(f, i - 1)) {
            *why = k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK ? "after a mark"
                                                                            : "after a word that no name contains";
            break;
        }
        bool one = kind == f->admin && k->type == TER_TOKEN_WORD && k->to - k->from == 1; /* 塔前村 */
        uint16_t inner = one || (k->type == TER_TOKEN_WORD && k->word->slight_head) ? 0xffff : head_kind(f, k);
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

/* How much a token says of its own, in characters, two being enough for a name; describing words say nothing, ordinary
 * words (创业) only where they make a road or a park. */
static uint32_t content_of(const finder *f, const ter_token *k, uint16_t kind) {
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
    if ((c & TER_WORD_HEAD) && len == 2 && k->word->kind == kind && is_institution(f, kind)) return 0; /* 初中学校 */
    if ((c & TER_WORD_HEAD) && !(c & (TER_WORD_GENERIC | TER_WORD_NOUN)) && counts) return len;
    return c & (TER_WORD_GENERIC | TER_WORD_STOP | TER_WORD_NOUN | TER_WORD_HEAD | TER_WORD_MEASURE | TER_WORD_PHASE |
                TER_WORD_EXTENSION)
               ? 0
               : len;
}

/* At least two characters that say something of their own, or a word that does (an area, a known name, G60). */
static bool has_content(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t content = 0, numerals = 0;
    const ter_word *w = f->k[head].word;
    bool line = w && (kind == f->road || kind == f->waterway) && (w->len >= 3 || kind == f->waterway);
    if (head - from == 1 && line && is_direction(f->k[from].cp)) return w->len > 1; /* 南护城河, 南运河 */
    bool directed = w && kind == f->road && w->len == 2 && (is_direction(f->t->text->cp[f->k[head].from]));
    if (head - from == 1 && directed && f->k[from].to - f->k[from].from == 1)
        return from == 0 || is_boundary(f, from - 1); /* 斗西路, 中南路 */
    for (uint32_t i = from; i < head; i++) {
        if (f->k[i].type == TER_TOKEN_NUMBER) numerals++;
        content += is_name_of_function(f, i, head) && i + 1 < head ? 1 : content_of(f, &f->k[i], kind);
    }
    bool numbered = w && kind == f->road && w->len == 2 && f->t->text->cp[f->k[head].to - 1] == 0x9053; /* 227省道 */
    if (numbered && f->k[head - 1].type == TER_TOKEN_NUMBER && chars(f, head - 1, head) >= 2) return true;
    return content > 0 && content + numerals >= 2 && chars(f, from, head) >= 2;
}

/* Has it a name without what stands before it? 妇女儿童中心医院 needs its city. */
static bool has_own_name(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    if (!has_content(f, from, head, kind)) return false;
    for (uint32_t i = from; i < head; i++)
        if (!(f->k[i].type == TER_TOKEN_WORD && ter_token_is(&f->k[i], TER_WORD_HEAD)) && content_of(f, &f->k[i], kind))
            return true;
    return !is_institution(f, kind);
}

static bool is_admin_suffix(const finder *f, const ter_token *k) {
    return k->type == TER_TOKEN_WORD && ter_token_is(k, TER_WORD_HEAD) && k->word->kind == f->admin;
}

/* 第八十 or 一, 二 before a head: the name is a number, and needs its area. */
static bool begins_with_number(const finder *f, uint32_t from) {
    return f->k[from].type == TER_TOKEN_NUMBER || f->k[from].cp == 0x7b2c /* 第 */;
}

static bool ends_like_area(const finder *f, const ter_token *k) {
    uint32_t last = f->t->text->cp[k->to - 1];
    return is_admin_suffix(f, k) || last == 0x7701 || last == 0x5e02 || last == 0x533a || last == 0x53bf ||
           last == 0x9547 || last == 0x4e61; /* 省市区县镇乡 */
}

/* Drops 北京市, 朝阳区, 某某街道 in front, as long as a name is left. */
static uint32_t trim_areas(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t best = from;
    for (uint32_t i = from; i + 1 < head; i++) {
        const ter_token *k = &f->k[i];
        if (is_other(f, kind) && ter_token_is(k, TER_WORD_HEAD) && k->word->kind != f->admin) continue; /* 自贸区 */
        bool area = k->type == TER_TOKEN_NAME ? known_kind(f, k) == f->admin : k->type != TER_TOKEN_UNKNOWN;
        if (!area || !ends_like_area(f, k) || chars(f, best, i + 1) < 2) continue;
        if (!begins_with_number(f, i + 1) && has_own_name(f, i + 1, head, kind)) best = i + 1;
    }
    return best;
}

/* 壮美长江: a river's praise is no part of its name; 新开河 is. */
static uint32_t trim_generic(const finder *f, uint32_t from, uint32_t head) {
    while (from + 1 < head && ter_token_is(&f->k[from], TER_WORD_GENERIC) && f->k[from].to - f->k[from].from > 1)
        from++;
    return from;
}

/* 经厦禾路: a coverb in front goes when what is left is a name. */
static uint32_t trim_lead(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    while (from + 1 < head && ter_token_is(&f->k[from], TER_WORD_LEAD) && !is_object_of_verb(f, from) &&
           !ter_token_is(&f->k[from], TER_WORD_WORD) && has_content(f, from + 1, head, kind))
        from++;
    return from;
}

/* 2阳曲中学: the number of a list's entry; that of 101中学 stands right before the head. */
static uint32_t trim_entry_number(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    bool digits = f->k[from].type == TER_TOKEN_NUMBER && f->k[from].cp <= '9';
    return digits && from + 1 < head && has_content(f, from + 1, head, kind) ? from + 1 : from;
}

/* 原青岩小学: what was called so before; 原平路 is a name. */
static uint32_t trim_former(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    bool former = f->k[from].cp == 0x539f && f->k[from].to - f->k[from].from == 1 &&
                  f->k[from].type == TER_TOKEN_WORD && !is_other(f, kind);
    return former && from + 1 < head && chars(f, from + 1, head) >= 2 && has_content(f, from + 1, head, kind) ? from + 1
                                                                                                              : from;
}

static uint32_t trim(const finder *f, uint32_t from, uint32_t head, uint16_t kind, bool weak) {
    from = trim_entry_number(f, from, head, kind);
    from = trim_lead(f, from, head, kind);
    from = trim_former(f, from, head, kind);
    if (is_other(f, kind)) from = ter_other_trim(f->t, from, head, kind);
    if (weak && kind == f->waterway) from = trim_generic(f, from, head);
    return trim_areas(f, from, head, kind);
}

/* 重庆东至黔江段: the end of a stretch of something else. */
static bool ends_foreign_stretch(const finder *f, uint32_t from, uint32_t after) {
    return from > 0 && is_zhi(&f->k[from - 1]) && after < f->n && ter_token_is(&f->k[after], TER_WORD_SECTION);
}

/* 北京市公园: all that stands before the head is an area with its suffix 省市区县; 李村河 is a name. */
static bool only_area_and_suffix(const finder *f, uint32_t from, uint32_t head) {
    uint32_t last = f->t->text->cp[f->k[head - 1].to - 1];
    return head > from && is_admin_suffix(f, &f->k[head - 1]) &&
           (last == 0x7701 || last == 0x5e02 || last == 0x533a || last == 0x53bf);
}

/* 区中医医院, 县第一中学: the authority's own institution, named by its level and what it is. */
static bool is_own_institution(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    const ter_token *k = &f->k[from];
    bool level = k->to - k->from == 1 && (k->cp == 0x533a || k->cp == 0x53bf || k->cp == 0x5e02 || k->cp == 0x7701);
    bool bare = f->k[head].to - f->k[head].from <= 2 && head - from == 1;
    bool town =
        k->to - k->from == 1 && (k->cp == 0x9547 || k->cp == 0x4e61) && head > from; /* 镇中心小学, 乡中心卫生院 */
    uint32_t next = k->to;
    if (town && f->t->text->cp[next] == 0x4e2d && f->t->text->cp[next + 1] == 0x5fc3) return is_institution(f, kind);
    return is_institution(f, kind) && level && !bare;
}

/* 港城市儿童医院: an area that no list knows, and what its institution is; 大城市医院 is none. */
static bool is_institution_of_area(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t last = f->t->text->cp[f->k[head - 1].to - 1];
    bool area = last == 0x5e02 || last == 0x53bf || last == 0x533a || last == 0x5dde || last == 0x65d7; /* 市县区州旗 */
    if (!area || !is_institution(f, kind) || f->k[head].to - f->k[head].from < 3 || chars(f, from, head) < 3)
        return false;
    for (uint32_t i = from; i < head; i++)
        if (f->k[i].type == TER_TOKEN_UNKNOWN ||
            !ter_token_is(&f->k[i], TER_WORD_GENERIC | TER_WORD_STOP | TER_WORD_NOUN))
            return true;
    return false;
}

/* Words of water right after the name, or after the list it stands in. */
static bool beside_water(const finder *f, uint32_t after, uint16_t kind) {
    uint32_t part_from, end = ter_find_part(f->t, after, kind, &part_from);
    if (end > after && ter_token_is(&f->k[end - 1], TER_WORD_SECTION | TER_WORD_EXTENSION)) return true;
    if (end > after && ter_token_mark(&f->k[after], '(') && ter_token_mark(&f->k[end - 1], ')'))
        after = ter_token_is(&f->k[end - 2], TER_WORD_SECTION) ? end : after;
    for (uint32_t i = after; i < f->n && i < after + MOST_LIST; i++) {
        const ter_token *k = &f->k[i];
        if (ter_token_is(k, TER_WORD_WATER) || (ter_token_is(k, TER_WORD_CATEGORY) && k->word->category == kind))
            return true;
        bool list = ter_token_mark(k, 0x3001) || ter_token_is(k, TER_WORD_JOIN);
        if (i == after && !list && !ter_token_mark(k, '(') && !ter_token_is(k, TER_WORD_GENERIC) &&
            k->cp != 0x7b49 /* 等 */)
            return false;
        if (ter_token_ends_clause(k)) return false;
    }
    return false;
}

/* A character that no word explains may make another word of a short head (路演), unless a section begins with it or
 * the name is long enough to stand on its own. */
static bool next_blocks_weak(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t after = head + 1, part_from;
    if (after >= f->n) return false;
    if (ter_token_is(&f->k[after], TER_WORD_CAMPUS)) return false;
    if (f->k[after].type != TER_TOKEN_UNKNOWN || is_direction(f->k[after].cp)) return false;
    uint32_t end = ter_find_part(f->t, after, kind, &part_from);
    if (end > after && ter_token_is(&f->k[end - 1], is_institution(f, kind) ? TER_WORD_CAMPUS : TER_WORD_SECTION))
        return false;
    bool ordinal = ter_cp_is_numeral(f->k[head].cp); /* 一中 of 三区一中心 */
    return !(kind != f->waterway && !ordinal && chars(f, from, head) >= 2 && (from == 0 || is_boundary(f, from - 1)));
}

/* （包河段）: the section of another facility, not a river. */
static bool is_bracketed_section(const finder *f, uint32_t from, uint32_t after) {
    return from > 0 && ter_token_mark(&f->k[from - 1], '(') && after + 1 < f->n &&
           ter_token_is(&f->k[after], TER_WORD_SECTION) && ter_token_mark(&f->k[after + 1], ')');
}

/* “西行路”: a figure of speech. */
static bool is_quoted(const finder *f, uint32_t from, uint32_t after) {
    return from > 0 && after < f->n && ter_token_mark(&f->k[from - 1], 0x201c) && ter_token_mark(&f->k[after], 0x201d);
}

/* 治理 均坪溪, 疏浚 石塘 */
static bool is_worked_on(const finder *f, uint32_t from) {
    return from > 0 && ter_token_is(&f->k[from - 1], TER_WORD_WATER) && ter_token_is(&f->k[from - 1], TER_WORD_WORKS);
}

static bool accept_weak(const finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t modifier = chars(f, from, head), cp = f->k[head].cp;
    if (modifier > 6) return false;
    if (kind == f->waterway) {
        bool generic = head - from == 1 && f->k[from].type == TER_TOKEN_WORD &&
                       ter_token_is(&f->k[from], TER_WORD_GENERIC | TER_WORD_LEAD) &&
                       !ter_token_is(&f->k[from], TER_WORD_AREA | TER_WORD_WORD);
        if (generic) return false;
        if (f->k[head].word->slight_head || ends_river(f, &f->k[head]))
            return beside_water(f, head + 1, kind) || is_worked_on(f, from);
        return modifier >= (cp == 0x6cb3 || cp == 0x6c5f ? 1 : 2); /* 河 江 */
    }
    bool figure =
        head - from == 1 && ter_token_is(&f->k[from], TER_WORD_NAMELIKE) && from > 0 && f->k[from - 1].cp == 0x8d70;
    return modifier >= 2 && !figure; /* 走开放路 is a way of speaking */
}

/* 北京大学海南研究院: a few characters on, the name of an institution ends in a word for another one. */
static bool is_parent_of_other(const finder *f, uint32_t after, uint16_t kind) {
    uint32_t part_from;
    if (ter_find_part(f->t, after, kind, &part_from) > after) return false;
    for (uint32_t i = after; i < f->n && chars(f, after, i + 1) <= MOST_DAUGHTER; i++) {
        if (ter_token_is(&f->k[i], TER_WORD_ORG) && f->k[i].to - f->k[i].from > 1) return true;
        if (is_boundary(f, i)) break;
    }
    return false;
}

/* A word after the name that makes it part of something else's name. */
static bool belongs_to_other(const finder *f, uint32_t after, uint16_t kind) {
    if (is_institution(f, kind) && is_parent_of_other(f, after, kind)) return true;
    if (after >= f->n || f->k[after].type != TER_TOKEN_WORD) return false;
    const ter_token *k = &f->k[after];
    if (!ter_token_is(k, TER_WORD_ORG) || ter_token_is(k, TER_WORD_CAMPUS | TER_WORD_PHASE)) return false;
    if (is_other(f, kind) && ter_other_runs(f->t, after, kind == f->admin)) return false;
    return !is_institution(f, kind) || (k->to - k->from > 1 && ter_token_is(k, TER_WORD_HEAD));
}

/* 肖家河、芳草街三个街道: the total says that the members are areas. */
static bool is_member_of_areas(const finder *f, uint32_t after) {
    for (uint32_t i = after; i + 2 < f->n && i < after + MOST_LIST && !ter_token_ends_clause(&f->k[i]); i++) {
        if (f->k[i].type != TER_TOKEN_NUMBER || !ter_token_is(&f->k[i + 1], TER_WORD_MEASURE)) continue;
        const ter_token *k = &f->k[i + 2];
        bool more = i + 3 < f->n && (f->k[i + 3].type == TER_TOKEN_UNKNOWN ||
                                     ter_token_is(&f->k[i + 3], TER_WORD_HEAD | TER_WORD_CATEGORY));
        return ter_token_is(k, TER_WORD_HEAD) && k->word->kind == f->admin && !more;
    }
    return false;
}

/* 北环路: a direction and 环 are name enough. */
static bool is_ring_road(const finder *f, uint32_t head, uint16_t kind) {
    const ter_token *k = &f->k[head];
    return kind == f->road && k->to - k->from == 3 && is_direction(k->cp) && f->t->text->cp[k->from + 1] == 0x73af;
}

/* K302路 is a line of buses. */
static bool is_bus_line(const finder *f, uint32_t head, uint16_t kind) {
    bool single = f->k[head].cp == 0x8def && f->k[head].to - f->k[head].from == 1;
    return kind == f->road && single && f->k[head - 1].type == TER_TOKEN_LATIN;
}

static bool accept(const finder *f, uint32_t from, uint32_t head, uint16_t kind, bool weak) {
    if (from == head) return is_ring_road(f, head, kind) && !belongs_to_other(f, head + 1, kind);
    if (is_bus_line(f, head, kind)) return false;
    bool admin = kind == f->admin;
    ter_other_verdict v = is_other(f, kind) ? ter_other_judge(f->t, from, head, admin) : TER_OTHER_UNSURE;
    if (v != TER_OTHER_UNSURE) return v == TER_OTHER_NAME && !belongs_to_other(f, head + 1, kind);
    if (weak && !accept_weak(f, from, head, kind)) return false;
    if (weak && kind != f->admin && next_blocks_weak(f, from, head, kind)) return false;
    if (weak && (is_bracketed_section(f, from, head + 1) || is_quoted(f, from, head + 1))) return false;
    if (weak && kind == f->waterway && ends_foreign_stretch(f, from, head + 1)) return false;
    bool campus = head + 1 < f->n && ter_token_is(&f->k[head + 1], TER_WORD_CAMPUS);
    if (campus && !is_institution(f, kind)) return false; /* 曲江校区 is no river */
    if (is_own_institution(f, from, head, kind) || is_institution_of_area(f, from, head, kind))
        return !belongs_to_other(f, head + 1, kind);
    if (!(weak && kind == f->waterway) && !has_content(f, from, head, kind)) return false;
    if (weak && kind == f->waterway && chars(f, from, head) == 1 && !content_of(f, &f->k[from], kind)) return false;
    if (weak && is_member_of_areas(f, head + 1)) return false;
    bool open = kind == f->park || kind == f->waterway || (kind == f->road && weak);
    if (open && only_area_and_suffix(f, from, head)) return false;
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
    m.part_to = ter_find_part(f->t, m.to, m.kind, &m.part_from);
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
    bool weak = !whole && (k->word->weak_head || kind == f->admin || ends_river(f, k));
    const char *why;
    uint32_t from = reach_left(f, head, kind, &why);
    bool longer = whole && !known_token && head > 0 && f->k[head - 1].type == TER_TOKEN_UNKNOWN &&
                  (head == 1 || is_boundary(f, head - 2)); /* 小黄河 is another river */
    from = longer ? head - 1 : whole ? head : trim(f, from, head, kind, weak);
    if (!whole && !accept(f, from, head, kind, weak)) return head + 1;
    if (whole && (belongs_to_other(f, head + 1, kind) || is_bare_short_form(f, k, kind))) return head + 1;
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
    ter_find_list_numbers(tokens, out);
    sort(out);
    ter_find_list_parts(tokens, out);
    sort(out);
    mark_endpoints(out);
    ter_find_mend_cut(tokens, out);
}
