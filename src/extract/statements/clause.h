/* Clauses: where the words around a find begin and end, and which finds stand in them. */
#ifndef TER_EXTRACT_STATEMENTS_CLAUSE_H
#define TER_EXTRACT_STATEMENTS_CLAUSE_H

#include "extract/statements/statement.h"

/* Marks and words that the rules of this room speak of. */

const ter_token *ter_reading_token(const ter_reading *r, uint32_t i);
/* The characters of tokens [from, to). */
uint32_t ter_reading_chars(const ter_reading *r, uint32_t from, uint32_t to);

/* The token after the find and its part. */
uint32_t ter_find_end(const ter_find *f);
/* The find of the sentence (not one inside a part) that covers token i, or NULL. */
const ter_find *ter_clause_find(const ter_reading *r, const ter_sentence *s, uint32_t i);

/* The clause that holds token i: from its first token to the mark that ends it. Brackets hide what is in them. */
uint32_t ter_clause_begin(const ter_reading *r, const ter_sentence *s, uint32_t i);
uint32_t ter_clause_end(const ter_reading *r, const ter_sentence *s, uint32_t i);

/* 按照 … 的 要求: the token after the 的 that ends what is only a measure for the rest; `i` where there is none. */
uint32_t ter_clause_past_measure(const ter_reading *r, uint32_t i, uint32_t end);

bool ter_token_is_mark(const ter_token *k); /* punctuation or a line end */
bool ter_token_is_to(const ter_token *k);   /* 至, 到 */

#endif
