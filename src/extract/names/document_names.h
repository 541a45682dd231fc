/* Finding twice: what one text names clearly in one place helps to cut it everywhere else. */
#ifndef TER_EXTRACT_NAMES_DOCUMENT_NAMES_H
#define TER_EXTRACT_NAMES_DOCUMENT_NAMES_H

#include "extract/names/found_name.h"

/* Finds the names of a text. The first reading found names; the well bounded ones among them become tokens->local, and
 * the sentences that hold one are cut and read again. Well bounded: not the longest that a rule allows, not a run of
 * two names (白沙河南护城河 next to 白沙河), not a name with a foreign head (集团清溪河北路 next to 清溪河北路).
 *
 * Caller releases `out`, and frees *local (NULL: the text gives none) when it is done with the tokens. */
void ter_document_names_read(ter_tokens *tokens, ter_found_names *out, ter_known_names **local);

#endif
