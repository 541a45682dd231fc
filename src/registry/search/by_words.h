/* Words in the documents. */
#ifndef TER_REGISTRY_SEARCH_BY_WORDS_H
#define TER_REGISTRY_SEARCH_BY_WORDS_H

#include "base/error.h"
#include "registry/file/handle.h"
#include "text/search.h"

enum { TER_TEXT_WORDS = 16, TER_TEXT_MARKS = 64 };

/* Borrowed until the callback returns. */
typedef struct ter_text_hit {
    const char *document, *title, *date;
    const char *facility_id, *name; /* "" when no facility was asked for */
    ter_str quote;                  /* a sentence, UTF-8 */
    long long start, end;           /* of the quote, bytes in the file; of a PDF or DOCX in its text; -1: not known */
    int page;                       /* from 1; 0: none, or not known */
    bool together;                  /* the quote names the facility; else the document does so elsewhere */
    ter_span marks[TER_TEXT_MARKS]; /* the words, and the name; bytes in the quote, ascending */
    size_t mark_count;
} ter_text_hit;

/* Calls `fn` for each sentence of the documents, newest first, that holds all `words` (divided by blanks; folded, see
 * text/search.h). With facilities (ids ended by NULL): the sentences that also name one of them, and for documents that
 * name it but have none such, the first sentence that holds the words. TER_USAGE when there are no words. */
typedef void (*ter_text_hit_fn)(const ter_text_hit *hit, void *context);
ter_status ter_registry_find_text(ter_registry *r, const char *words, const char *const *facilities, ter_text_hit_fn fn,
                                  void *context, ter_error *err);

#endif
