/* What is done for a river as a whole, by policy and not by works: 十年禁渔, 联防联治, 河长制. */
#ifndef TER_EXTRACT_STATEMENTS_RIVER_POLICY_H
#define TER_EXTRACT_STATEMENTS_RIVER_POLICY_H

#include "extract/statements/clause.h"

/* Is the river only what a policy, a basin or a programme is named after: 清河流域, 清河十年禁渔, 清河大保护? */
bool ter_river_policy_is(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);

/* Does the river only give its name to what follows: 清河水利枢纽, 清河红旗大桥, 清河上第一座桥? */
bool ter_river_policy_is_bearer(const ter_section_context *r, const ter_sentence *s, const ter_found_name *f);

#endif
