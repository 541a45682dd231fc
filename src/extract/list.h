/* Lists that say what their members are. */
#ifndef TER_EXTRACT_LIST_H
#define TER_EXTRACT_LIST_H

#include "extract/find.h"

/* Adds the members of such lists that are not found yet (unsorted, at the end). A list counts when at least one member
 * is already known to be of the kind that the list states. `finds` is in order of text. */
void ter_find_list_members(const ter_tokens *tokens, ter_find_list *finds);

#endif
