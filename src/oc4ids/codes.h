/* Inside the room: which OC4IDS codes stand for our words, from layers/oc4ids.tsv as compiled in, and the
 * sectors of kinds (base/kind.h). */
#ifndef TER_OC4IDS_CODES_H
#define TER_OC4IDS_CODES_H

#include "base/memory.h"
#include "base/str.h"

typedef struct ter_oc4ids_code {
    char *list;         /* status, type, sector, milestone */
    char *word, *codes; /* ours; theirs, commas between them */
} ter_oc4ids_code;

typedef struct ter_oc4ids_codes {
    TER_ARRAY(ter_oc4ids_code) rows;
} ter_oc4ids_codes;

/* The compiled-in table, or one given as text. Caller releases. */
void ter_oc4ids_codes_read(ter_oc4ids_codes *out);
void ter_oc4ids_codes_parse(ter_str tsv, ter_oc4ids_codes *out);
/* Frees the rows and zeroes the struct. */
void ter_oc4ids_codes_release(ter_oc4ids_codes *c);

/* Their codes for a word of ours, and our word for one code of theirs; NULL when there is none; borrowed. */
const char *ter_oc4ids_codes_of(const ter_oc4ids_codes *c, const char *list, const char *word);
const char *ter_oc4ids_word_of(const ter_oc4ids_codes *c, const char *list, const char *code);

#endif
