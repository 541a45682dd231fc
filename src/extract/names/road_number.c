/* Roads named by a number: codes such as G207, and 国道104. */
#include "extract/names/road_number.h"

#include "extract/names/name_accept.h"
#include "extract/names/part.h"

enum {
    LEAST_CODE = 4, /* G207: a letter and three digits */
    MOST_CODE = 5,  /* G4012 */
};

/* G207 S311 X012 Y003: the codes of national, provincial, county and town roads; G and S are expressways', too. */
static bool is_code(const ter_name_finder *f, const ter_token *k) {
    const uint32_t *cp = f->t->text->cp + k->from;
    uint32_t len = k->to - k->from;
    if (k->type != TER_TOKEN_LATIN || len < 2 || len > MOST_CODE) return false;
    if (cp[0] != 'g' && cp[0] != 's' && cp[0] != 'x' && cp[0] != 'y') return false;
    for (uint32_t i = 1; i < len; i++)
        if (cp[i] < '0' || cp[i] > '9') return false;
    return cp[0] == 'g' || cp[0] == 's' || len == LEAST_CODE;
}

static bool is_one(const ter_name_finder *f, uint32_t i, uint32_t cp) {
    return i < f->n && f->k[i].cp == cp && f->k[i].to - f->k[i].from == 1;
}

/* 国道104, 省道214线: the number after the word. */
static bool is_numbered_highway(const ter_name_finder *f, uint32_t i) {
    if (i == 0 || f->k[i].type != TER_TOKEN_NUMBER || f->k[i].cp > '9' || f->k[i].to - f->k[i].from != 3) return false;
    const ter_token *k = &f->k[i - 1];
    return ter_token_is(k, TER_WORD_HEAD) && k->word->kind == f->road && k->to - k->from == 2 &&
           f->t->text->cp[k->to - 1] == U'道' && (i < 2 || f->k[i - 2].type != TER_TOKEN_NUMBER);
}

/* G207; S311线, X012; a code of one, two or four digits names a road only with 线 or a stretch after it. */
static bool coded_road(const ter_name_finder *f, uint32_t last, uint32_t *from) {
    bool line = is_one(f, last, U'线') && last > 0;
    uint32_t code = line ? last - 1 : last, part_from;
    if (is_numbered_highway(f, code)) {
        *from = code - 1;
        return line || !is_one(f, last + 1, U'线');
    }
    if (!is_code(f, &f->k[code])) return false;
    bool full = f->k[code].to - f->k[code].from == LEAST_CODE;
    bool stretch = ter_part_after(f->t, last + 1, f->road, &part_from) > last + 1;
    if (!full && !stretch) return false;
    if (!line && last + 1 < f->n && ter_token_is(&f->k[last + 1], TER_WORD_HEAD) && !full) return false; /* G60高速 */
    *from = code;
    return !ter_name_accept_is_of_other(f, last + 1, f->road);
}

bool ter_road_number_at(const ter_name_finder *f, uint32_t last, ter_found_name *out) {
    uint32_t from;
    if (f->road == TER_LEXICON_KIND_NONE || !coded_road(f, last, &from)) return false;
    *out = (ter_found_name){.from = from,
                            .to = last + 1,
                            .kind = f->road,
                            .known = TER_TRIE_NONE,
                            .confidence = 0.7,
                            .rule = "road code",
                            .why = "the number is the name"};
    return true;
}
