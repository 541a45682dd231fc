/* Extraction: the mentions of named facilities in a document, and what is said of each.
 *
 * Needs no database: the lexicon and the automaton of known names are arguments. */
#ifndef TER_EXTRACT_EXTRACT_H
#define TER_EXTRACT_EXTRACT_H

#include "extract/document.h"
#include "extract/scorer/name_model.h"
#include "extract/statements/mention.h"
#include "extract/words/known_names.h"
#include "extract/words/lexicon.h"
#include "text/text.h"

typedef struct ter_extraction {
    ter_document_info document;
    ter_mention *mentions; /* by start */
    size_t mention_count;
    ter_mention
        *doubtful; /* by start: names less sure than those, when they were asked for; they change nothing above */
    size_t doubtful_count;
} ter_extraction;

typedef struct ter_extract_options {
    const ter_lexicon *lexicon;
    const ter_known_names *names;  /* known names; NULL for none */
    const ter_name_model *model;   /* decides what is a name; NULL: the rules alone */
    bool explain;                  /* mentions get their evidence */
    double min_confidence;         /* names less sure than this are left out; 0: TER_NAME_LEAST. Needs a model */
    bool doubtful;                 /* but those from TER_NAME_DOUBTFUL on are handed over as doubtful */
    const char *title, *publisher; /* override what the document says; NULL: read */
    ter_date date;                 /* overrides the document's date unless year is 0 */
    const char *file_name;         /* may tell the date; NULL for none */
    bool all_kinds;                /* not only those of the core */
    const char *const *kinds;      /* or these only, NULL-terminated; NULL for none */
} ter_extract_options;

/* Reads one document. Caller releases `out`; its mentions borrow kinds from the lexicon. */
ter_status ter_extract(const ter_text *text, const ter_extract_options *options, ter_extraction *out, ter_error *err);

/* Does a statement lack its year because the document does not surely say when it was issued? */
bool ter_extraction_lacks_years(const ter_extraction *e);

/* Frees what an extraction holds. */
void ter_extraction_release(ter_extraction *e);

#endif
