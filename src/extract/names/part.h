/* Parts of a facility: 二期, 航线三期, 东延, 朝阳院区, （甲路至乙路段）, 甲路以下段, 甲河至乙湖. */
#ifndef TER_EXTRACT_NAMES_PART_H
#define TER_EXTRACT_NAMES_PART_H

#include "extract/words/tokens.h"

/* The part of the name that ends before token `at`: a phase, section, campus or extension, in brackets or not, maybe
 * after a word of works (河道治理（二期）). Returns its end and sets *from; both are `at` when there is none. */
uint32_t ter_part_after(const ter_tokens *tokens, uint32_t at, uint16_t kind, uint32_t *from);

#endif
