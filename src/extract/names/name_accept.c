/* The judgement whether a candidate is a name: by what it says of its own, and by the words around it. */
#include "extract/names/name_accept.h"

#include "base/kind.h"
#include "extract/names/extra_kinds.h"
#include "extract/names/part.h"
#include "text/characters.h"

enum { MOST_DAUGHTER = 8, MOST_LIST = 24 };

/* 重庆东至黔江段: the end of a stretch of something else. */
static bool ends_foreign_stretch(const ter_name_finder *f, uint32_t from, uint32_t after) {
    return from > 0 && ter_token_is_char(&f->k[from - 1], U'至') && after < f->n &&
           ter_token_is(&f->k[after], TER_WORD_SECTION);
}

/* 北京市公园: all that stands before the head is an area with its suffix 省市区县; 李村河 is a name. */
static bool only_area_and_suffix(const ter_name_finder *f, uint32_t from, uint32_t head) {
    uint32_t last = f->t->text->cp[f->k[head - 1].to - 1];
    return head > from && ter_name_token_is_area_suffix(f, &f->k[head - 1]) && ter_cp_in(last, U"省市区县");
}

/* 区中医医院, 县第一中学: the authority's own institution, named by its level and what it is. */
static bool is_own_institution(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    const ter_token *k = &f->k[from];
    bool level = k->to - k->from == 1 && ter_cp_in(k->cp, U"区县市省");
    const ter_token *behind = head + 1 < f->n ? &f->k[head + 1] : NULL;
    bool worked_on = (ter_lexicon_kind_row(f->t->lexicon, kind)->traits & TER_KIND_SINGLE) && behind &&
                     ter_token_is(behind, TER_WORD_WORKS | TER_WORD_CAMPUS | TER_WORD_PHASE);
    bool bare = f->k[head].to - f->k[head].from <= 2 && head - from == 1 && !worked_on; /* 县医院迁建 */
    bool district = k->to - k->from == 2 && k->cp == U'新' && f->t->text->cp[k->to - 1] == U'区';
    bool town =
        k->to - k->from == 1 && (k->cp == U'镇' || k->cp == U'乡') && head > from; /* 镇中心小学, 乡中心卫生院 */
    uint32_t next = k->to;
    if (town && f->t->text->cp[next] == U'中' && f->t->text->cp[next + 1] == U'心')
        return ter_name_token_kind_is_institution(f, kind);
    return ter_name_token_kind_is_institution(f, kind) && (level || district) && !bare;
}

/* 港城市儿童医院: an area that no list has, and what its institution is; 大城市医院 is not a name. */
static bool is_institution_of_area(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t last = f->t->text->cp[f->k[head - 1].to - 1];
    bool area = ter_cp_in(last, U"市县区州旗");
    if (!area || !ter_name_token_kind_is_institution(f, kind) || f->k[head].to - f->k[head].from < 3 ||
        ter_name_token_chars(f, from, head) < 3)
        return false;
    for (uint32_t i = from; i < head; i++)
        if (f->k[i].type == TER_TOKEN_UNKNOWN ||
            !ter_token_is(&f->k[i], TER_WORD_GENERIC | TER_WORD_STOP | TER_WORD_NOUN))
            return true;
    return false;
}

static bool is_campus_at(const ter_name_finder *f, uint32_t after, uint16_t kind) {
    uint32_t part_from, end = ter_part_after(f->t, after, kind, &part_from);
    return end > after && part_from == after && ter_token_is(&f->k[end - 1], TER_WORD_CAMPUS);
}

/* 市一中, 县二小; 临二中（东校区）: an ordinal for a head, and its authority's level, or one character of its area. */
static bool is_ordinal_of_area(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    const ter_token *k = &f->k[from], *next = head + 1 < f->n ? &f->k[head + 1] : NULL;
    bool number = head > from && f->k[head - 1].type == TER_TOKEN_NUMBER && f->k[head - 1].cp > '9'; /* 六十九中 */
    if (!ter_name_token_kind_is_institution(f, kind) || (!number && (head - from != 1 || k->to - k->from != 1)))
        return false;
    if (number && head - from > 2) return false;
    if (!ter_cp_is_numeral(f->k[head].cp) || (from > 0 && !ter_name_token_stops(f, from - 1))) return false;
    bool level = number || ter_cp_in(k->cp, U"区县市");
    bool ends = !next || next->type == TER_TOKEN_PUNCT || next->type == TER_TOKEN_BREAK || next->cp == U'等' ||
                ter_token_is(next, TER_WORD_CAMPUS | TER_WORD_WORKS | TER_WORD_CUE | TER_WORD_JOIN);
    uint32_t part_from;
    if (!ends) ends = ter_part_after(f->t, head + 1, kind, &part_from) > head + 1;
    bool character = k->type == TER_TOKEN_UNKNOWN || is_campus_at(f, head + 1, kind);
    return ends && (level || character);
}

/* Works right after the name, or after the list it stands in; or a road of a longer head in that list. */
static bool beside_works(const ter_name_finder *f, uint32_t from, uint32_t after) {
    if (from > 0 && ter_token_is(&f->k[from - 1], TER_WORD_CUE) && f->k[from - 1].word->before) return true;
    for (uint32_t i = after; i < f->n && i < after + MOST_LIST && !ter_token_ends_clause(&f->k[i]); i++) {
        const ter_token *k = &f->k[i];
        bool list = ter_token_mark(k, U'、') || ter_token_is(k, TER_WORD_JOIN);
        if (ter_token_is(k, TER_WORD_WORKS | TER_WORD_CUE)) return true;
        if (i == after && !list && !ter_token_mark(k, '(') && k->cp != U'等') return false;
    }
    return false;
}

/* 六中新校区, 实验学校北园校区: the authority's own, identified by its number or its kind, and the campus. */
static bool is_own_campus(const ter_name_finder *f, uint32_t head, uint16_t kind) {
    const ter_token *k = &f->k[head];
    bool telling = ter_cp_is_numeral(k->cp) || k->to - k->from >= 4;
    return ter_name_token_kind_is_institution(f, kind) && telling && is_campus_at(f, head + 1, kind) &&
           (head == 0 || ter_name_token_stops(f, head - 1));
}

/* Words of water right after the name, or after the list it stands in. */
static bool beside_water(const ter_name_finder *f, uint32_t after, uint16_t kind) {
    uint32_t part_from, end = ter_part_after(f->t, after, kind, &part_from);
    if (end > after && ter_token_is(&f->k[end - 1], TER_WORD_SECTION | TER_WORD_EXTENSION)) return true;
    if (end > after && ter_token_mark(&f->k[after], '(') && ter_token_mark(&f->k[end - 1], ')'))
        after = ter_token_is(&f->k[end - 2], TER_WORD_SECTION) ? end : after;
    for (uint32_t i = after; i < f->n && i < after + MOST_LIST; i++) {
        const ter_token *k = &f->k[i];
        if (ter_token_is(k, TER_WORD_WATER) || (ter_token_is(k, TER_WORD_CATEGORY) && k->word->category == kind))
            return true;
        bool list = ter_token_mark(k, U'、') || ter_token_is(k, TER_WORD_JOIN);
        if (i == after && !list && !ter_token_mark(k, '(') && !ter_token_is(k, TER_WORD_GENERIC) && k->cp != U'等')
            return false;
        if (ter_token_ends_clause(k)) return false;
    }
    return false;
}

/* A character that no word explains may make another word of a short head (路演), unless a section begins with it or
 * the name is long enough to stand on its own. */
static bool next_blocks_weak(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t after = head + 1, part_from;
    if (after >= f->n) return false;
    if (ter_token_is(&f->k[after], TER_WORD_CAMPUS)) return false;
    if (f->k[after].type != TER_TOKEN_UNKNOWN || ter_cp_is_direction(f->k[after].cp)) return false;
    uint32_t end = ter_part_after(f->t, after, kind, &part_from);
    if (end > after &&
        ter_token_is(&f->k[end - 1], ter_name_token_kind_is_institution(f, kind) ? TER_WORD_CAMPUS : TER_WORD_SECTION))
        return false;
    bool ordinal = ter_cp_is_numeral(f->k[head].cp); /* 一中 of 三区一中心 */
    return !(kind != f->waterway && !ordinal && ter_name_token_chars(f, from, head) >= 2 &&
             (from == 0 || ter_name_token_stops(f, from - 1)));
}

/* （包河段）: the section of another facility, not a river. */
static bool is_bracketed_section(const ter_name_finder *f, uint32_t from, uint32_t after) {
    return from > 0 && ter_token_mark(&f->k[from - 1], '(') && after + 1 < f->n &&
           ter_token_is(&f->k[after], TER_WORD_SECTION) && ter_token_mark(&f->k[after + 1], ')');
}

/* “西行路”: a figure of speech. */
static bool is_quoted(const ter_name_finder *f, uint32_t from, uint32_t after) {
    return from > 0 && after < f->n && ter_token_mark(&f->k[from - 1], U'“') && ter_token_mark(&f->k[after], U'”');
}

/* 治理 均坪溪, 疏浚 石塘 */
static bool is_worked_on(const ter_name_finder *f, uint32_t from) {
    return from > 0 && ter_token_is(&f->k[from - 1], TER_WORD_WATER) && ter_token_is(&f->k[from - 1], TER_WORD_WORKS);
}

static bool accept_weak(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind) {
    uint32_t modifier = ter_name_token_chars(f, from, head), cp = f->k[head].cp;
    if (modifier > 6) return false;
    if (kind == f->waterway) {
        bool generic = head - from == 1 && f->k[from].type == TER_TOKEN_WORD &&
                       ter_token_is(&f->k[from], TER_WORD_GENERIC | TER_WORD_LEAD) &&
                       !ter_token_is(&f->k[from], TER_WORD_AREA | TER_WORD_WORD);
        if (generic) return false;
        if (f->k[head].word->slight_head || ter_name_token_ends_river(f, &f->k[head]))
            return beside_water(f, head + 1, kind) || is_worked_on(f, from);
        return modifier >= (cp == U'河' || cp == U'江' ? 1 : 2);
    }
    if (kind == f->road && f->k[head].word->slight_head && !beside_works(f, from, head + 1)) return false;
    bool figure =
        head - from == 1 && ter_token_is(&f->k[from], TER_WORD_NAMELIKE) && from > 0 && f->k[from - 1].cp == U'走';
    return modifier >= 2 && !figure; /* 走开放路 is a way of speaking */
}

/* 北京大学海南研究院: a few characters on, the name of an institution ends in a word for another one. */
static bool is_parent_of_other(const ter_name_finder *f, uint32_t after, uint16_t kind) {
    uint32_t part_from;
    if (ter_part_after(f->t, after, kind, &part_from) > after) return false;
    for (uint32_t i = after; i < f->n && ter_name_token_chars(f, after, i + 1) <= MOST_DAUGHTER; i++) {
        if (ter_token_is(&f->k[i], TER_WORD_ORG) && f->k[i].to - f->k[i].from > 1) return true;
        if (ter_name_token_stops(f, i)) break;
    }
    return false;
}

/* 中河 建设 集团, 长江 文艺 出版社: one word on stands what it is. */
static bool is_firm(const ter_name_finder *f, uint32_t after) {
    if (after + 1 >= f->n || f->k[after].type == TER_TOKEN_PUNCT || f->k[after].type == TER_TOKEN_BREAK) return false;
    uint32_t at = after;
    while (at < f->n && at < after + 3 && f->k[at].type == TER_TOKEN_UNKNOWN) at++;
    if (at == after) at++;
    if (at >= f->n) return false;
    uint32_t last = f->t->text->cp[f->k[at].to - 1];
    return ter_token_is(&f->k[at], TER_WORD_ORG) && f->k[at].to - f->k[at].from > 1 &&
           ter_cp_in(last, U"团司社行"); /* 集团 公司 出版社 银行 */
}

/* A word after the name that makes it part of something else's name. */
bool ter_name_accept_is_of_other(const ter_name_finder *f, uint32_t after, uint16_t kind) {
    if (ter_name_token_kind_is_institution(f, kind) && is_campus_at(f, after, kind))
        return false; /* 人民医院 园区分院 */
    if (ter_name_token_kind_is_institution(f, kind) && is_parent_of_other(f, after, kind)) return true;
    if (!ter_name_token_kind_is_institution(f, kind) && is_firm(f, after)) return true;
    if (after >= f->n || f->k[after].type != TER_TOKEN_WORD) return false;
    const ter_token *k = &f->k[after];
    if (!ter_token_is(k, TER_WORD_ORG) || ter_token_is(k, TER_WORD_CAMPUS | TER_WORD_PHASE)) return false;
    if (ter_name_token_kind_is_extra(f, kind) && ter_extra_kind_runs(f->t, after, kind == f->admin)) return false;
    return !ter_name_token_kind_is_institution(f, kind) || (k->to - k->from > 1 && ter_token_is(k, TER_WORD_HEAD));
}

/* 肖家河、芳草街三个街道: the total says that the members are areas. */
static bool is_member_of_areas(const ter_name_finder *f, uint32_t after) {
    for (uint32_t i = after; i + 2 < f->n && i < after + MOST_LIST && !ter_token_ends_clause(&f->k[i]); i++) {
        if (f->k[i].type != TER_TOKEN_NUMBER || !ter_token_is(&f->k[i + 1], TER_WORD_MEASURE)) continue;
        const ter_token *k = &f->k[i + 2];
        bool more = i + 3 < f->n && (f->k[i + 3].type == TER_TOKEN_UNKNOWN ||
                                     ter_token_is(&f->k[i + 3], TER_WORD_HEAD | TER_WORD_CATEGORY));
        return ter_token_is(k, TER_WORD_HEAD) && k->word->kind == f->admin && !more;
    }
    return false;
}

/* 北环路, 东大街: a direction and 环 or 大街 are name enough. */
static bool is_ring_road(const ter_name_finder *f, uint32_t head, uint16_t kind) {
    const ter_token *k = &f->k[head];
    const uint32_t *cp = f->t->text->cp + k->from;
    return kind == f->road && k->to - k->from == 3 && ter_cp_is_direction(cp[0]) &&
           (cp[1] == U'环' || (cp[1] == U'大' && cp[2] == U'街'));
}

/* K302路 is a line of buses. */
static bool is_bus_line(const ter_name_finder *f, uint32_t head, uint16_t kind) {
    bool single = f->k[head].cp == U'路' && f->k[head].to - f->k[head].from == 1;
    return kind == f->road && single && f->k[head - 1].type == TER_TOKEN_LATIN;
}

static bool accept_headed(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind, bool weak) {
    if (from == head && is_own_campus(f, head, kind)) return true;
    if (from == head) return is_ring_road(f, head, kind) && !ter_name_accept_is_of_other(f, head + 1, kind);
    if (is_bus_line(f, head, kind)) return false;
    if (is_ordinal_of_area(f, from, head, kind)) return true;
    if (kind == f->road && ter_token_is(&f->k[head], TER_WORD_NOUN) && !ter_token_is(&f->k[head], TER_WORD_HEAD))
        return head - from == 1; /* 志新路 */
    bool admin = kind == f->admin;
    ter_extra_kind_verdict v =
        ter_name_token_kind_is_extra(f, kind) ? ter_extra_kind_judge(f->t, from, head, admin) : TER_EXTRA_KIND_UNSURE;
    if (v != TER_EXTRA_KIND_UNSURE) return v == TER_EXTRA_KIND_NAME && !ter_name_accept_is_of_other(f, head + 1, kind);
    if (weak && !accept_weak(f, from, head, kind)) return false;
    if (weak && kind != f->admin && next_blocks_weak(f, from, head, kind)) return false;
    if (weak && (is_bracketed_section(f, from, head + 1) || is_quoted(f, from, head + 1))) return false;
    if (weak && kind == f->waterway && ends_foreign_stretch(f, from, head + 1)) return false;
    bool campus = head + 1 < f->n && ter_token_is(&f->k[head + 1], TER_WORD_CAMPUS);
    if (campus && !ter_name_token_kind_is_institution(f, kind)) return false; /* 曲江校区 is not a river */
    if (is_own_institution(f, from, head, kind) || is_institution_of_area(f, from, head, kind))
        return !ter_name_accept_is_of_other(f, head + 1, kind);
    if (!(weak && kind == f->waterway) && !ter_name_token_have_content(f, from, head, kind)) return false;
    if (weak && kind == f->waterway && ter_name_token_chars(f, from, head) == 1 &&
        !ter_name_token_content(f, &f->k[from], kind))
        return false;
    if (weak && is_member_of_areas(f, head + 1)) return false;
    bool open = kind == f->park || kind == f->waterway || (kind == f->road && weak);
    bool plain = f->k[head].to - f->k[head].from <= 2; /* 青云县公园 is not a name, 青云县儿童公园 is one */
    if (open && plain && only_area_and_suffix(f, from, head)) return false;
    return !ter_name_accept_is_of_other(f, head + 1, kind);
}

/* A known short form of two characters without a head (五环) is too easily another word. */
static bool is_bare_short_form(const ter_name_finder *f, const ter_token *k, uint16_t kind) {
    if (k->type != TER_TOKEN_NAME || k->to - k->from > 2 || !ter_lexicon_kind_is_core(f->t->lexicon, kind))
        return false;
    if (k->word && ter_token_is(k, TER_WORD_HEAD)) return false; /* 六中 */
    uint32_t value = ter_trie_value(ter_lexicon_trie(f->t->lexicon), f->t->text->cp + k->to - 1, 1);
    return value == TER_TRIE_NONE || !(ter_lexicon_word(f->t->lexicon, value)->classes & TER_WORD_HEAD);
}

bool ter_name_accept(const ter_name_finder *f, const ter_name_candidate *c) {
    if (!c->whole) return accept_headed(f, c->from, c->head, c->kind, c->weak);
    return !ter_name_accept_is_of_other(f, c->head + 1, c->kind) && !is_bare_short_form(f, &f->k[c->head], c->kind);
}
