/* The document's own data: title, publisher, issue and date, read from its head, unless the caller states them. */
#ifndef TER_EXTRACT_DOCUMENT_H
#define TER_EXTRACT_DOCUMENT_H

#include "extract/document_date.h"
#include "extract/words/tokens.h"

typedef struct ter_document_info {
    char *title, *publisher, *issue; /* NULL where the document does not say */
    char *signer;                    /* who signed it, under the text; NULL: nobody */
    ter_date date;                   /* year 0 when unknown */
    const char *date_basis;          /* static: what gave the date, see extract/document_date.h */
    double date_confidence;          /* 0 to 1: that its year is right */
} ter_document_info;

/* What the caller states, whatever the document says; NULL or year 0: not stated. */
typedef struct ter_document_given {
    const char *title, *publisher;
    ter_date date;
    const char *file_name; /* of the document, where it has one */
} ter_document_given;

/* Reads the data. Caller releases with ter_document_info_release. */
void ter_document_read(const ter_tokens *tokens, ter_document_given given, ter_document_info *out);

/* Frees the texts and clears the data. */
void ter_document_info_release(ter_document_info *d);

#endif
