/* Where the text itself says that a mention is: the area named right before it, or, in a document of no area, in the
 * same sentence or paragraph. */
#ifndef TER_PIPELINE_MENTION_CONTEXT_H
#define TER_PIPELINE_MENTION_CONTEXT_H

#include "areas/area_table.h"
#include "extract/extract.h"

typedef struct ter_mention_context {
    ter_area_id area; /* TER_AREA_NONE: nothing is said */
    bool by_name;     /* the name itself begins with it (河南省人民医院), which may be a mere name */
} ter_mention_context;

/* Fills contexts[0..found->mention_count) with what is said of each. `of` is the document's
 * area, to choose between namesakes; TER_AREA_NONE: it has none, and what is named further off counts too. */
void ter_mention_contexts_find(const ter_text *text, const ter_extraction *found, ter_area_id of,
                               ter_mention_context *contexts);

#endif
