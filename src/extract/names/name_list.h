/* Lists that say what their members are. */
#ifndef TER_EXTRACT_NAMES_NAME_LIST_H
#define TER_EXTRACT_NAMES_NAME_LIST_H

#include "extract/names/found_name.h"

/* Adds the members of such lists that are not found yet (unsorted, at the end). A list counts when at least one member
 * is already known to be of the kind that the list states. `found` is in order of text. */
void ter_name_list_add_members(const ter_tokens *tokens, ter_found_names *found);

/* Adds the numbers that share a head: 209、218省道. `found` is in order of text; what is added stands at the end. */
void ter_name_list_add_numbers(const ter_tokens *tokens, ter_found_names *found);

/* Adds further parts of a name: 翠湖公园一期、二期; 翠湖公园一期已建成，二期在建. The same order. */
void ter_name_list_add_parts(const ter_tokens *tokens, ter_found_names *found);

#endif
