/* Lists that a number sums up: 计划完成10条道路建设，其中甲路、乙路已开工. */
#ifndef TER_EXTRACT_STATEMENTS_COUNTED_LIST_H
#define TER_EXTRACT_STATEMENTS_COUNTED_LIST_H

#include "extract/statements/cue.h"

/* 其中, 包括, 比如 earlier in the sentence; its token, or UINT32_MAX. */
uint32_t ter_counted_list_which(const ter_section_context *r, const ter_sentence *s, uint32_t at);

/* The verb of the total, before or after its number, which holds for the named members too. `which`: the token of
 * ter_counted_list_which. */
ter_cue ter_counted_list_cue(const ter_section_context *r, const ter_sentence *s, uint32_t which);

#endif
