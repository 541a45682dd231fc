/* Cues: the words around a list of found names that say what is done with it. */
#ifndef TER_EXTRACT_STATEMENTS_CUE_H
#define TER_EXTRACT_STATEMENTS_CUE_H

#include "extract/statements/clause.h"

typedef struct ter_cue {
    uint32_t at; /* token; UINT32_MAX for none */
    ter_state state;
    bool strong;
    bool whole;         /* of a verb that governs only what its object ends in */
    bool driven, aimed; /* of a verb that stands before what it governs; see the lexicon */
    ter_action action;
} ter_cue;

extern const ter_cue ter_cue_none;

/* The word after a list, in tokens [from, end), that closes it: 翠湖公园二期、凤鸣公园 开工. Works on the way give the
 * action, also when there is no cue. `place`: works going on in the list (在 … 开展) count too. */
ter_cue ter_cue_after(const ter_section_context *r, const ter_sentence *s, uint32_t from, uint32_t end, bool place);

/* The verb before a list that begins at token `at`, back to `begin`: 启动 甲河…及乙河…. */
ter_cue ter_cue_before(const ter_section_context *r, const ter_sentence *s, uint32_t at, uint32_t begin);

/* The cue of token i (a word with a state), read as one that follows; negations are looked for back to `from`. */
ter_cue ter_cue_at(const ter_section_context *r, uint32_t i, uint32_t from, ter_action action);

/* Does the verb at token i have no object of its own before `end`: 开工, 开工了, 完成 大修? */
bool ter_cue_closes(const ter_section_context *r, uint32_t i, uint32_t end);

/* 建成 目标, 通车 的目标: is what the cue at token i says a goal? */
bool ter_cue_is_goal(const ter_section_context *r, uint32_t i, uint32_t end);

/* Past words of works, each maybe described: 景观 提升. */
uint32_t ter_cue_skip_works(const ter_section_context *r, uint32_t i, uint32_t end);

/* 一度停工, 原计划去年开工: does the cue at token `cue` state what held before, and no longer does? */
bool ter_cue_is_bygone(const ter_section_context *r, uint32_t begin, uint32_t cue);

#endif
