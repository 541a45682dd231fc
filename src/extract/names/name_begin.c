/* How far to the left a name reaches, and what is dropped from its front. */
#include "extract/names/name_begin.h"

#include "extract/names/extra_kinds.h"
#include "text/characters.h"

enum { MOST_NAME = 22 };

/* May a name of kind `outer`, whose head begins after a gap of `gap` characters, reach over a head of kind `inner`? */
static bool passes(const ter_name_finder *f, uint16_t inner, uint32_t head, uint32_t gap, bool strong) {
    uint16_t outer = ter_name_token_head_kind(f, &f->k[head]);
    bool slight = f->k[head].to - f->k[head].from == 1 && !ter_lexicon_kind_is_core(f->t->lexicon, outer);
    if (inner == f->admin || gap == 0) return true;
    if (outer == f->road && (ter_name_token_kind_is_institution(f, inner) || inner == f->park))
        return false; /* 高级中学长安路 */
    if (ter_name_token_kind_is_institution(f, outer)) return true;
    if (inner == outer)
        return ter_name_token_kind_is_extra(f, outer) ? gap <= 2 : !strong && gap == 0; /* 青岚机场T3航站楼 */
    if (slight) return false; /* 玉带河滨水驿站 is not a name of a 站 */
    if (inner == f->waterway && outer == f->road) return gap <= 1;
    if (inner == f->road && outer == f->waterway) return false;
    return gap <= 4;
}

/* A road's head or a whole road's name, but 街, which also ends names of villages and towns. */
static bool ends_road(const ter_name_finder *f, uint32_t i) {
    const ter_token *k = &f->k[i];
    return k->type == TER_TOKEN_WORD && ter_token_is(k, TER_WORD_HEAD | TER_WORD_NAME) && k->word->kind == f->road &&
           !ter_token_is_char(k, U'街');
}

/* 甲至乙高速公路: both ends are bare places, so 至 belongs to the name. */
static bool joins_highway_ends(const ter_name_finder *f, uint32_t zhi, uint32_t head) {
    if (f->k[head].to - f->k[head].from < 2 || ter_name_token_chars(f, zhi + 1, head) > 4 ||
        ter_name_token_chars(f, zhi + 1, head) < 2 || zhi == 0)
        return false;
    for (uint32_t i = zhi - 1; i < head; i++)
        if (i != zhi && (ends_road(f, i) || (ter_name_token_stops(f, i) && !ter_name_token_is_character(f, i, head))))
            return false;
    return true;
}

uint32_t ter_name_begin_reach(const ter_name_finder *f, uint32_t head, uint16_t kind, const char **why) {
    uint32_t i = head, gap_from = head;
    *why = "begins the text";
    while (i > 0) {
        const ter_token *k = &f->k[i - 1];
        if (ter_name_token_chars(f, i - 1, head + 1) > MOST_NAME) {
            *why = "longest name";
            break;
        }
        uint32_t over = ter_name_token_kind_is_extra(f, kind) ? ter_extra_kind_reach(f->t, i, head, kind) : i;
        if (over < i) {
            i = over;
            continue;
        }
        if (ter_token_is_char(k, U'至') && kind == f->road && joins_highway_ends(f, i - 1, head)) {
            gap_from = --i;
            continue;
        }
        bool namelike = i == head && ter_token_is(k, TER_WORD_NAMELIKE) &&
                        (kind == f->road || (kind == f->park && !ter_token_is(k, TER_WORD_STOP)));
        bool described = ter_name_token_kind_is_institution(f, kind) && i > 1 && ter_token_is(k, TER_WORD_NAMELIKE) &&
                         !ter_token_is(k, TER_WORD_CUE) &&
                         ter_token_is(&f->k[i - 2], TER_WORD_AREA); /* 青岚创新设计学院 */
        if (described) namelike = true;
        if (!namelike && !ter_name_token_is_character(f, i - 1, head) && ter_name_token_stops(f, i - 1)) {
            *why = k->type == TER_TOKEN_PUNCT || k->type == TER_TOKEN_BREAK ? "after a mark"
                                                                            : "after a word that no name contains";
            break;
        }
        bool one = kind == f->admin && k->type == TER_TOKEN_WORD && k->to - k->from == 1; /* 塔前村 */
        uint16_t inner = one || (k->type == TER_TOKEN_WORD && k->word->slight_head) ? TER_LEXICON_KIND_NONE
                                                                                    : ter_name_token_head_kind(f, k);
        if (inner != TER_LEXICON_KIND_NONE && !passes(f, inner, head, ter_name_token_chars(f, i, gap_from),
                                                      k->type == TER_TOKEN_NAME || !k->word->weak_head)) {
            *why = "after another name";
            break;
        }
        if (inner != TER_LEXICON_KIND_NONE) gap_from = i - 1;
        i--;
    }
    return i;
}
/* Has it a name without what stands before it? 妇女儿童中心医院 needs its city. */
static bool has_own_name(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    if (!ter_name_token_have_content(f, from, head, kind)) return false;
    for (uint32_t i = from; i < head; i++)
        if (!(f->k[i].type == TER_TOKEN_WORD && ter_token_is(&f->k[i], TER_WORD_HEAD)) &&
            ter_name_token_content(f, &f->k[i], kind))
            return true;
    return !ter_name_token_kind_is_institution(f, kind);
}

/* 第八十 or 一, 二 before a head: the name is a number, and needs its area. */
static bool begins_with_number(const ter_name_finder *f, uint32_t from) {
    return f->k[from].type == TER_TOKEN_NUMBER || f->k[from].cp == U'第';
}

static bool ends_like_area(const ter_name_finder *f, const ter_token *k) {
    uint32_t last = f->t->text->cp[k->to - 1];
    return ter_name_token_is_area_suffix(f, k) || ter_cp_in(last, U"省市区县镇乡");
}

/* Drops 北京市, 朝阳区, 某某街道 in front, as long as a name is left. */
static uint32_t trim_areas(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t best = from;
    for (uint32_t i = from; i + 1 < head; i++) {
        const ter_token *k = &f->k[i];
        if (ter_name_token_kind_is_extra(f, kind) && ter_token_is(k, TER_WORD_HEAD) && k->word->kind != f->admin)
            continue; /* 自贸区 */
        bool area =
            k->type == TER_TOKEN_NAME ? ter_name_token_known_kind(f, k) == f->admin : k->type != TER_TOKEN_UNKNOWN;
        if (!area || !ends_like_area(f, k) || ter_name_token_chars(f, best, i + 1) < 2) continue;
        if (!begins_with_number(f, i + 1) && has_own_name(f, i + 1, head, kind)) best = i + 1;
    }
    return best;
}
/* 壮美长江: praise does not belong to a river's name; 新开河 is a name. */
static uint32_t trim_generic(const ter_name_finder *f, uint32_t from, uint32_t head) {
    while (from + 1 < head && ter_token_is(&f->k[from], TER_WORD_GENERIC) && f->k[from].to - f->k[from].from > 1)
        from++;
    return from;
}

/* 县城青云大道, 主城区青云公园: where in the town it lies does not belong to its name. */
static uint32_t trim_town(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    const ter_token *k = &f->k[from];
    uint32_t last = f->t->text->cp[k->to - 1];
    bool town = k->type == TER_TOKEN_WORD && ter_token_is(k, TER_WORD_GENERIC) && k->to - k->from > 1 &&
                (last == U'城' || last == U'区');
    return town && from + 1 < head && ter_name_token_have_content(f, from + 1, head, kind) ? from + 1 : from;
}

/* 南部新城: the direction belongs to the area's name. */
static bool leads_area(const ter_name_finder *f, uint32_t i) {
    return f->k[i].to - f->k[i].from > 1 && ter_token_is(&f->k[i + 1], TER_WORD_HEAD) &&
           !ter_lexicon_kind_is_core(f->t->lexicon, f->k[i + 1].word->kind);
}

/* 经厦禾路: a coverb in front goes when what is left is a name. */
static uint32_t trim_lead(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    while (from + 1 < head && ter_token_is(&f->k[from], TER_WORD_LEAD) && !ter_name_token_is_object(f, from) &&
           !leads_area(f, from) && !ter_token_is(&f->k[from], TER_WORD_WORD) &&
           ter_name_token_have_content(f, from + 1, head, kind))
        from++;
    return from;
}

/* 2阳曲中学: the number of a list's entry; that of 101中学 stands right before the head. */
static uint32_t trim_entry_number(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    bool digits = f->k[from].type == TER_TOKEN_NUMBER && f->k[from].cp <= '9';
    return digits && from + 1 < head && ter_name_token_have_content(f, from + 1, head, kind) ? from + 1 : from;
}

/* 原青岩小学: what was called so before; 原平路 is a name. */
static uint32_t trim_former(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    bool former = f->k[from].cp == U'原' && f->k[from].to - f->k[from].from == 1 && f->k[from].type == TER_TOKEN_WORD &&
                  !ter_name_token_kind_is_extra(f, kind);
    return former && from + 1 < head && ter_name_token_chars(f, from + 1, head) >= 2 &&
                   ter_name_token_have_content(f, from + 1, head, kind)
               ? from + 1
               : from;
}

uint32_t ter_name_begin_trim(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind, bool weak) {
    from = trim_entry_number(f, from, head, kind);
    from = trim_lead(f, from, head, kind);
    from = trim_former(f, from, head, kind);
    if (ter_name_token_kind_is_extra(f, kind)) from = ter_extra_kind_trim(f->t, from, head, kind);
    if (weak && kind == f->waterway) from = trim_generic(f, from, head);
    if (kind == f->road || kind == f->park) from = trim_town(f, from, head, kind);
    return trim_areas(f, from, head, kind);
}
