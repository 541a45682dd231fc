/* What whoever ingested a document stated of it: kept with the document, so that reading it again keeps to it. */
#ifndef TER_PIPELINE_ASKED_H
#define TER_PIPELINE_ASKED_H

#include "pipeline/ingest.h"

typedef struct ter_asked {
    ter_ingest_options options; /* what was stated before, and over it what is stated now; borrows from the rest */
    ter_buf text;               /* the same as lines of "name value"; never NULL */
    char *title, *publisher, *area, *kinds;
    const char **kind_list; /* points into kinds */
} ter_asked;

/* `before` is the text of an earlier one; NULL for none. What is stated now is borrowed. */
void ter_asked_init(const char *before, const ter_ingest_options *now, ter_asked *out);
void ter_asked_release(ter_asked *a);

#endif
