/* Found names that only say where something is, or belong to something else. */
#ifndef TER_EXTRACT_STATEMENTS_PLACE_PHRASE_H
#define TER_EXTRACT_STATEMENTS_PLACE_PHRASE_H

#include "extract/statements/clause.h"

typedef enum ter_place_phrase {
    TER_PLACE_PHRASE_NONE,
    TER_PLACE_PHRASE_OF_VERB, /* 连接, 走进, 支持 … */
    TER_PLACE_PHRASE_IN,      /* 在, 从, 至 … */
    TER_PLACE_PHRASE_WITH,    /* 与: who takes part */
} ter_place_phrase;

/* What introduces the list that holds token `at`, looking back to `begin`. */
ter_place_phrase ter_place_phrase_of_list(const ter_section_context *r, const ter_sentence *s, uint32_t at,
                                          uint32_t begin);

/* A name alone in brackets is a label: AI+心脏（平安医院）. */
bool ter_place_phrase_is_label(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);
/* 甲校北侧, 乙路以东, 丙河沿线, 丁路12号: where something else is. */
bool ter_place_phrase_is_landmark(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);
/* 以甲园为引领, 以甲校为标准: a model or a base, not what is worked on. */
bool ter_place_phrase_is_model(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);
/* 甲医院三级甲等医院创建: does it strive for an award, which is no work on it? */
bool ter_place_phrase_is_candidate(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);

/* 甲路下穿乙国道: is it what something else crosses? */
bool ter_place_phrase_is_crossed(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);
/* 甲路至乙高速: the ends of a stretch. */
bool ter_place_phrase_is_range_end(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);
/* 金湾、白沙江、月亮湖3个实验室: the total says that the members are something else. */
bool ter_place_phrase_is_of_others(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);

#endif
