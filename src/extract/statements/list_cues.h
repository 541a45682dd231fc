/* Around: the words around a find, and around the list it stands in, that say what is done with it. */
#ifndef TER_EXTRACT_STATEMENTS_LIST_CUES_H
#define TER_EXTRACT_STATEMENTS_LIST_CUES_H

#include "extract/statements/cue.h"
#include "extract/statements/place_phrase.h"

typedef struct ter_around {
    uint32_t begin, end; /* of the clause */
    ter_place_word place;
    ter_cue before, after;
} ter_around;

/* The clause around a find; where only commas divide a list, the words before and after the whole of it. */
ter_around ter_around_read(const ter_reading *r, const ter_sentence *s, const ter_find *f);
/* The end of the list that the find stands in. */
uint32_t ter_around_list_end(const ter_reading *r, const ter_sentence *s, const ter_find *f);

/* Do only words of time, aim and manner stand in [from, to), so that the subject is still that of the clause before? */
bool ter_clause_has_no_subject(const ter_reading *r, uint32_t from, uint32_t to);
/* Does a number with a measure stand in [from, to)? */
bool ter_clause_counts(const ter_reading *r, uint32_t from, uint32_t to);
/* May what stands before a colon govern the list behind it: 开工：…, 计划开工的道路有：…; not 建设地点：… */
bool ter_clause_introduces(const ter_reading *r, uint32_t colon);

/* 其中, 包括, 比如 earlier in the sentence; its token, or UINT32_MAX. */
uint32_t ter_total_which(const ter_reading *r, const ter_sentence *s, uint32_t at);
/* 计划完成10条道路建设，其中A、B已开工: the total's verb, before or after its number, holds for the named ones too. */
ter_cue ter_total_cue(const ter_reading *r, const ter_sentence *s, uint32_t which);

#endif
