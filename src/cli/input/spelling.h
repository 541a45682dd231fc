/* How names are misprinted, for searches: the rules compiled in (geodata/names/zh.rules). */
#ifndef TER_CLI_INPUT_SPELLING_H
#define TER_CLI_INPUT_SPELLING_H

#include "registry/search/query.h"

extern const ter_find_spelling ter_spelling;

#endif
