/* What a token is, seen from the name that it may belong to. The rules for where a name begins (name_begin.h) and
 * whether it is one (name_accept.h) stand on it. */
#ifndef TER_EXTRACT_NAMES_NAME_TOKEN_H
#define TER_EXTRACT_NAMES_NAME_TOKEN_H

#include "extract/words/tokens.h"

enum { TER_LEXICON_KIND_NONE = 0xffff };

/* What every rule for names sees: the tokens of the text, and the kinds that the rules speak of. */
typedef struct ter_name_finder {
    const ter_tokens *t;
    const ter_token *k; /* all tokens */
    uint32_t n;
    /* The kinds that the rules speak of: the lexicon's first area, road, flowing water and green ground (base/kind.h);
     * TER_LEXICON_KIND_NONE when it has none. */
    uint16_t admin, road, waterway, park;
} ter_name_finder;

/* The index of the first kind in the lexicon that is so, TER_LEXICON_KIND_NONE when it has none. */
uint16_t ter_name_token_first_kind(const ter_lexicon *l, bool (*is)(const char *name));
/* The kind that a token of a known name has. */
uint16_t ter_name_token_known_kind(const ter_name_finder *f, const ter_token *k);
/* The kind a token ends a name of, or TER_LEXICON_KIND_NONE. */
uint16_t ter_name_token_head_kind(const ter_name_finder *f, const ter_token *k);
/* 浦 + 阳江, 银 + 星河: is it a word that ends like a river, after one character that no word explains? */
bool ter_name_token_ends_river(const ter_name_finder *f, const ter_token *k);

/* Is the kind beyond the core? */
bool ter_name_token_kind_is_extra(const ter_name_finder *f, uint16_t kind);
/* Is it an institution, as a school or hospital is? */
bool ter_name_token_kind_is_institution(const ter_name_finder *f, uint16_t kind);
/* Is the token a head word of areas: 区, 街道? */
bool ter_name_token_is_area_suffix(const ter_name_finder *f, const ter_token *k);

/* The characters of tokens [from, to). */
uint32_t ter_name_token_chars(const ter_name_finder *f, uint32_t from, uint32_t to);
/* Is token `i` a word that no name reaches over? */
bool ter_name_token_stops(const ter_name_finder *f, uint32_t i);
/* 建成 沿溪路, 开工的沿溪路, 推进 将府公园: does a verb stand right before token `i`, so that `i` begins a name and is
 * not a coverb or an adverb? Not so in 开通经甲路的公交. */
bool ter_name_token_is_object(const ter_name_finder *f, uint32_t i);
/* Is token `i`, which stops a name elsewhere, a character of the name that ends at `head`: right before the head
 * (敦和路), or at the beginning of a list's member (、曾营小学)? */
bool ter_name_token_is_character(const ter_name_finder *f, uint32_t i, uint32_t head);

/* How much a token says of its own in a name of `kind`, in characters, two being enough for a name. Describing words
 * say nothing, ordinary words (创业) only in the name of a road or a park. */
uint32_t ter_name_token_content(const ter_name_finder *f, const ter_token *k, uint16_t kind);
/* Do tokens [from, head) say enough for a name that ends at `head`: at least two characters of their own, or a word
 * that does (an area, a known name, G60)? */
bool ter_name_token_have_content(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind);

#endif
