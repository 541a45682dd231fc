/* The options that a document was ingested with (title, date, …): kept with the document, so that reading it again uses
 * them again. */
#ifndef TER_PIPELINE_DOCUMENT_OPTIONS_H
#define TER_PIPELINE_DOCUMENT_OPTIONS_H

#include "pipeline/ingest.h"

typedef struct ter_document_options {
    ter_ingest_options options; /* what was stated before, and over it what is stated now; borrows from the rest */
    ter_buf text;               /* the same as lines of "name value"; never NULL */
    char *title, *publisher, *area, *kinds;
    const char **kind_list; /* points into kinds */
} ter_document_options;

/* `before` is the text kept with the document; NULL for none. What is stated now is borrowed. */
void ter_document_options_init(const char *before, const ter_ingest_options *now, ter_document_options *out);

/* Frees the merged values. */
void ter_document_options_release(ter_document_options *d);

#endif
