/* Rivers in policy: words of protection and administration behind a river's name, without works. */
#include "extract/statements/river_policy.h"

#include "text/characters.h"

#include <string.h>

enum { MOST_BEARER = 10 /* characters */ };

static bool is_river(const ter_section_context *r, const ter_found_name *f) {
    return strcmp(ter_lexicon_kind_at(r->t->lexicon, f->kind), "waterway") == 0;
}

/* The longest word of the list at `cp`, in characters; 0 for none. */
static size_t longest(const uint32_t *cp, size_t n, const char32_t *const *words, size_t count) {
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        size_t len = 0;
        while (words[i][len]) len++;
        if (len > best && ter_cp_begins(cp, n, words[i])) best = len;
    }
    return best;
}

#define LONGEST(cp, n, words) longest(cp, n, words, sizeof(words) / sizeof *(words))

static bool is_policy(const uint32_t *cp, size_t n) {
    static const char32_t *const words[] = {
        U"大保护",   U"禁渔",   U"禁捕",   U"督察",     U"问题整改", U"攻坚战",     U"联防联治", U"联防联控",
        U"联治",     U"共保",   U"河长制", U"河湖长制", U"机制",     U"示范区",     U"示范段",   U"示范带",
        U"先行区",   U"经济带", U"生态带", U"战略",     U"涵养",     U"调度",       U"执法",     U"监管",
        U"巡查",     U"保护法", U"立法",   U"条例",     U"生态保护", U"高质量发展", U"文化",     U"生态环境",
        U"生态空间", U"水权",   U"补偿",   U"排污口",   U"宣传",     U"保护区"};
    return LONGEST(cp, n, words) > 0;
}

static bool is_works(const uint32_t *cp, size_t n) {
    static const char32_t *const words[] = {U"工程", U"项目", U"治理", U"整治", U"修复", U"清淤",
                                            U"疏浚", U"改造", U"提升", U"护岸", U"堤防"};
    return LONGEST(cp, n, words) > 0;
}

/* The code points behind the name (and what joins it to a list) up to the end of its clause. */
static uint32_t clause_text(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f,
                            uint32_t *end) {
    uint32_t from = ter_found_name_end(f), to = ter_clause_end(r, s, from);
    *end = to > from ? ter_section_token(r, to - 1)->to : 0;
    return to > from ? ter_section_token(r, from)->from : 0;
}

bool ter_river_policy_is(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    uint32_t end, at = clause_text(r, s, f, &end);
    const uint32_t *cp = r->t->text->cp;
    if (!is_river(r, f) || at >= end) return false;
    bool basin = ter_cp_begins(cp + at, end - at, U"流域"), policy = basin, works = false;
    for (uint32_t i = at; i < end; i++) {
        bool undertaking = ter_cp_begins(cp + i, end - i, U"工程") || ter_cp_begins(cp + i, end - i, U"项目") ||
                           ter_cp_begins(cp + i, end - i, U"连通");
        if (is_policy(cp + i, end - i)) policy = true, works = false;
        else if (basin ? undertaking : is_works(cp + i, end - i)) works = true;
    }
    return policy && !works;
}

bool ter_river_policy_is_bearer(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f) {
    static const char32_t *const borne[] = {U"水利枢纽", U"枢纽",   U"水库", U"电站",
                                            U"大桥",     U"特大桥", U"隧道", U"码头"};
    static const char32_t *const beside[] = {U"桥", U"互通", U"收费站", U"服务区", U"变电站", U"驿站"};
    static const char32_t *const on_it[] = {U"上第", U"上的", U"上首", U"上最"};
    uint32_t end, at = clause_text(r, s, f, &end);
    const uint32_t *cp = r->t->text->cp;
    bool river = is_river(r, f), road = strcmp(ter_lexicon_kind_at(r->t->lexicon, f->kind), "road") == 0;
    if (!(river || road) || at >= end || f->part_to > f->part_from) return false;
    if (river && LONGEST(cp + at, end - at, on_it)) return true;
    for (uint32_t i = at; i < end && i < at + MOST_BEARER; i++) {
        if (!ter_cp_is_han(cp[i]) || ter_cp_is_numeral(cp[i]) || ter_cp_in(cp[i], U"的和与及至")) return false;
        if (is_works(cp + i, end - i)) return false;
        if ((river && LONGEST(cp + i, end - i, borne)) || LONGEST(cp + i, end - i, beside)) return true;
    }
    return false;
}
