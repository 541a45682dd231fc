/* When a document was issued, by all the evidence that it gives, each kind with the certainty that it was found to
 * have. */
#ifndef TER_EXTRACT_DOCUMENT_DATE_H
#define TER_EXTRACT_DOCUMENT_DATE_H

#include "base/date.h"
#include "extract/words/tokens.h"

typedef struct ter_document_date {
    ter_date date;     /* year 0 when the evidence does not suffice */
    const char *basis; /* static: "given", "metadata", "masthead", "title", "signature", "heading", "file name", "text",
                          "none" */
    double confidence; /* that the year is right; of "none" 0 */
} ter_document_date;

/* What is known beside the text: the file's name (NULL: none), the title (NULL: none). */
typedef struct ter_date_hints {
    const char *file_name, *title;
} ter_date_hints;

/* Reads the date. A year that the text only compares with or plans for is no evidence. */
ter_document_date ter_document_date_read(const ter_tokens *tokens, ter_date_hints hints);

#endif
