/* The document's own data: title, publisher, issue and date, read from its head, unless the caller states them. */
#ifndef TER_EXTRACT_DOCUMENT_H
#define TER_EXTRACT_DOCUMENT_H

#include "extract/extract.h"
#include "extract/words/tokens.h"

/* Caller releases with ter_document_info_release. */
void ter_document_read(const ter_tokens *tokens, const ter_extract_options *options, ter_document_info *out);
void ter_document_info_release(ter_document_info *d);

#endif
