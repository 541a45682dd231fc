/* Who signed a document: the line above the date that stands alone near its end. */
#ifndef TER_EXTRACT_DOCUMENT_SIGNATURE_H
#define TER_EXTRACT_DOCUMENT_SIGNATURE_H

#include "extract/words/tokens.h"

/* The signer as printed (云溪县人民政府办公室); NULL when nobody signed. Caller frees. */
char *ter_document_signature(const ter_tokens *t);

#endif
