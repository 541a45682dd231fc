/* How wide text is on a terminal. The table is generated from ICU at build time (text/gen_tables.c). */
#ifndef TER_TEXT_WIDTH_H
#define TER_TEXT_WIDTH_H

#include "base/str.h"

/* Columns that a code point takes: 2 for Han, kana, full-width forms and the like, 0 for marks that join the character
 * before them, else 1. */
size_t ter_cp_width(uint32_t code_point);

/* Columns that a text takes: the sum over its code points. */
size_t ter_text_width(ter_str text);

#endif
