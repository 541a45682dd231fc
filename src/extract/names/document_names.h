/* Local names: what one text names clearly in one place helps to cut it everywhere else. */
#ifndef TER_EXTRACT_NAMES_DOCUMENT_NAMES_H
#define TER_EXTRACT_NAMES_DOCUMENT_NAMES_H

#include "extract/names/name_finder.h"

/* The names among the finds of a first reading that are well bounded: not the longest a rule allows, no run of two
 * names (白沙河南护城河 beside 白沙河), no name with a foreign head (集团清溪河北路 beside 清溪河北路). NULL when there
 * are none; caller frees with ter_names_free. */
ter_names *ter_local_names(const ter_tokens *tokens, const ter_find_list *finds);

#endif
