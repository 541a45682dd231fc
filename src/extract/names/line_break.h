/* Names cut by a line end: 亮 / 马河北路. */
#ifndef TER_EXTRACT_NAMES_LINE_BREAK_H
#define TER_EXTRACT_NAMES_LINE_BREAK_H

#include "extract/names/found_name.h"

/* Does token `from` begin a line whose predecessor was cut off in mid-sentence? */
bool ter_line_break_cuts(const ter_tokens *tokens, uint32_t from);

/* A name that begins a line whose predecessor was cut off in mid-sentence is joined with the tokens before the break
 * when the text names the whole elsewhere (or a gazetteer does), and dropped when it is but the tail of a weak name. */
void ter_line_break_mend(const ter_tokens *tokens, ter_found_names *found);

#endif
