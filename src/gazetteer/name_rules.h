/* Names that general rules make from a stated name, as people shorten, vary and misprint them: 北京市朝阳区双桥医院 is
 * 双桥医院. The rules are data: geodata/names/zh.rules, compiled in; the README next to it is their manual. */
#ifndef TER_GAZETTEER_NAME_RULES_H
#define TER_GAZETTEER_NAME_RULES_H

#include "base/error.h"
#include "base/str.h"

typedef struct ter_name_rules ter_name_rules;

/* Reads rules; TER_INPUT with TITLE:LINE when they are not understood. Caller frees. */
ter_status ter_name_rules_read(ter_str text, const char *title, ter_name_rules **out, ter_error *err);
/* Frees rules that were read. */
void ter_name_rules_free(ter_name_rules *r);

/* The rules compiled in, read once; in programs that embed nothing, no rules. Never NULL; not the caller's. */
const ter_name_rules *ter_name_rules_default(void);

typedef void (*ter_name_rule_fn)(const char *name, void *context);

/* Calls `fn` for each distinct name that the default rules (and rules on their results) make from `name`, never `name`
 * itself, in a fixed order. `kind` decides which rules apply. */
void ter_name_rules_apply(const char *name, const char *kind, ter_name_rule_fn fn, void *context);

/* The name with other endings of its kind (朝阳大街 for 朝阳路), or, when it has none of them, with each. */
void ter_name_rules_end(const ter_name_rules *r, const char *name, const char *kind, ter_name_rule_fn fn,
                        void *context);
/* Whether `name` has one of the endings of `kind` behind two characters or more. */
bool ter_name_rules_ended(const ter_name_rules *r, const char *name, const char *kind);

/* The name with one character replaced by one that looks alike. */
void ter_name_rules_misprint(const ter_name_rules *r, const char *name, ter_name_rule_fn fn, void *context);

/* Whether this character more or less makes another place. */
bool ter_name_rules_weighty(const ter_name_rules *r, uint32_t character);

/* Words by which texts speak of names and parts. */
typedef enum ter_name_word {
    TER_NAME_WORD_PART_ENDING, /* left off behind a part: 工程 */
    TER_NAME_WORD_CALLED,      /* a short name follows: 简称 */
    TER_NAME_WORD_FORMERLY,    /* a former name follows: 原名 */
    TER_NAME_WORD_RENAMED,     /* a new name follows: 更名为 */
    TER_NAME_WORD_CLASSES
} ter_name_word;
/* The words of one class, *count of them; borrowed. */
const char *const *ter_name_rules_words(const ter_name_rules *r, ter_name_word which, size_t *count);

/* The name with its numbers written otherwise: 第八十, 第80, 八十, 80; 101, 一〇一, 一零一, 一百零一. A single Han
 * numeral counts as a number after 第 and before 号, 环, 期, 线 only: 统一路 has none. */
void ter_name_numbers(const char *name, ter_name_rule_fn fn, void *context);

#endif
