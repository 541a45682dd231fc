/* Judgement: is a candidate a name? */
#ifndef TER_EXTRACT_NAMES_NAME_ACCEPT_H
#define TER_EXTRACT_NAMES_NAME_ACCEPT_H

#include "extract/names/name_candidate.h"

/* Is the candidate a name, by the words in it and around it? */
bool ter_name_accept(const ter_name_finder *f, const ter_name_candidate *c);

/* Does the word at token `after` make what stands before it part of something else's name: 长江 文艺 出版社? */
bool ter_name_accept_is_of_other(const ter_name_finder *f, uint32_t after, uint16_t kind);

#endif
