/* How far to the left a name reaches from its head word. */
#ifndef TER_EXTRACT_NAMES_NAME_BEGIN_H
#define TER_EXTRACT_NAMES_NAME_BEGIN_H

#include "extract/names/name_token.h"

/* The first token of the name that ends at `head`; *why (static) says what stopped it. */
uint32_t ter_name_begin_reach(const ter_name_finder *f, uint32_t head, uint16_t kind, const char **why);

/* Drops from the front of [from, head] what does not belong to the name: the number of an entry, coverbs, areas. */
uint32_t ter_name_begin_trim(const ter_name_finder *f, uint32_t from, uint32_t head, uint16_t kind, bool weak);

#endif
