/* Which gazetteers may place a mention: those that cover both the area of the document and the one that the text names
 * with the mention. */
#ifndef TER_PIPELINE_MENTION_REACH_H
#define TER_PIPELINE_MENTION_REACH_H

#include "pipeline/document_area.h"

typedef struct ter_mention_reach {
    bool *taken;       /* by gazetteer */
    bool none;         /* there are gazetteers, and none of them is taken */
    ter_area_id area;  /* of the mention: what the text says, else the document's; TER_AREA_NONE: not known */
    const char *local; /* the same as the gazetteers call it; NULL: they do not. Borrowed */
    char *needed;      /* with `none`: the area that a gazetteer of would place it; NULL: not known */
    char *reason;      /* with `none` */
} ter_mention_reach;

/* `said` is the area that the text names with the mention, TER_AREA_NONE for none. Caller releases. */
void ter_mention_reach_find(const ter_document_context *c, const ter_document_area *document, ter_area_id said,
                            ter_mention_reach *out);

/* Frees what it holds. */
void ter_mention_reach_release(ter_mention_reach *r);

#endif
