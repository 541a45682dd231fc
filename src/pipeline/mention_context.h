/* Where the text itself says that a mention is: the area named right before it, or, in a document of no area, in the
 * same sentence or paragraph. */
#ifndef TER_PIPELINE_MENTION_CONTEXT_H
#define TER_PIPELINE_MENTION_CONTEXT_H

#include "areas/area_table.h"
#include "extract/extract.h"

/* Fills areas[0..found->mention_count) with what is said of each, TER_AREA_NONE for nothing. `of` is the document's
 * area, to choose between namesakes; TER_AREA_NONE: it has none, and what is named further off counts too. */
void ter_mention_contexts_find(const ter_text *text, const ter_extraction *found, ter_area_id of, ter_area_id *areas);

#endif
