/* Inside the extract room: how a name is found from its head word. name_token.c says what a token is, seen from the
 * name it may belong to; name_begin.c how far to the left the name reaches; name_accept.c whether what was found is
 * one. */
#ifndef TER_EXTRACT_NAMES_NAME_TOKEN_H
#define TER_EXTRACT_NAMES_NAME_TOKEN_H

#include "extract/names/name_finder.h"
#include "text/characters.h"

enum { TER_KIND_NONE = 0xffff };

typedef struct ter_finder {
    const ter_tokens *t;
    const ter_token *k; /* all tokens */
    uint32_t n;
    /* The kinds that rules of names speak of: the lexicon's first area, road, flowing water and green ground
     * (base/kind.h); TER_KIND_NONE when it has none. */
    uint16_t admin, road, waterway, park;
    ter_find_list *out;
} ter_finder;

/* The index of the first kind in the lexicon that is so, TER_KIND_NONE when it has none. */
uint16_t ter_finder_kind(const ter_lexicon *l, bool (*is)(const char *name));
/* The kind that a token of a known name has. */
uint16_t ter_finder_known_kind(const ter_finder *f, const ter_token *k);
/* The kind a token ends a name of, or TER_KIND_NONE. */
uint16_t ter_finder_head_kind(const ter_finder *f, const ter_token *k);
/* 浦 + 阳江: a word that ends like a river, behind one character that no word explains, is its end. */
bool ter_finder_ends_river(const ter_finder *f, const ter_token *k);

bool ter_finder_is_other(const ter_finder *f, uint16_t kind);       /* beyond the core */
bool ter_finder_is_institution(const ter_finder *f, uint16_t kind); /* as a school or hospital is */
bool ter_finder_is_admin_suffix(const ter_finder *f, const ter_token *k);

/* The characters of tokens [from, to). */
uint32_t ter_finder_chars(const ter_finder *f, uint32_t from, uint32_t to);
/* Is token `i` a word that no name reaches over? */
bool ter_finder_stops(const ter_finder *f, uint32_t i);
/* 建成 沿溪路: does a verb stand right before token `i`, so that it begins a name and is no coverb? */
bool ter_finder_is_object(const ter_finder *f, uint32_t i);
/* Is token `i`, which stops a name elsewhere, but a character of the one that ends at `head`: 敦和路, 、曾营小学? */
bool ter_finder_is_character(const ter_finder *f, uint32_t i, uint32_t head);

/* How much a token says of its own in a name of `kind`, in characters, two being enough for a name. */
uint32_t ter_finder_content(const ter_finder *f, const ter_token *k, uint16_t kind);
/* Do tokens [from, head) say enough for a name that ends at `head`? */
bool ter_finder_has_content(const ter_finder *f, uint32_t from, uint32_t head, uint16_t kind);

/* name_begin.c: the first token of the name that ends at `head`; *why (static) says what stopped it. */
uint32_t ter_finder_reach(const ter_finder *f, uint32_t head, uint16_t kind, const char **why);
/* Drops from its front what is no part of it: the number of an entry, coverbs, areas. */
uint32_t ter_finder_trim(const ter_finder *f, uint32_t from, uint32_t head, uint16_t kind, bool weak);

/* name_accept.c: is [from, head] a name? */
bool ter_finder_accepts(const ter_finder *f, uint32_t from, uint32_t head, uint16_t kind, bool weak);
/* Does the word at `after` make what stands before it part of something else's name? */
bool ter_finder_is_of_other(const ter_finder *f, uint32_t after, uint16_t kind);

static inline bool ter_finder_is_zhi(const ter_token *k) {
    return k->cp == U'至' && k->to - k->from == 1;
}

#endif
