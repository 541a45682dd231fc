/* Extraction: the mentions of named facilities in a document, and what is said of each.
 *
 * Needs no database: the lexicon and the automaton of known names are arguments. */
#ifndef TER_EXTRACT_EXTRACT_H
#define TER_EXTRACT_EXTRACT_H

#include "base/date.h"
#include "base/vocabulary.h"
#include "extract/words/known_names.h"
#include "extract/words/lexicon.h"
#include "text/text.h"

/* What one wording says of a facility. */
typedef struct ter_statement {
    ter_state state;
    ter_basis basis;
    ter_action action;
    ter_date when;             /* the year the state refers to; month and day where the text states them */
    size_t cue_start, cue_end; /* byte span of the words that gave the state; equal when there are none */
    const char *why;           /* static: what says that it is an aim or a fact */
    const char *why_year;      /* static: where the year comes from */
} ter_statement;

typedef struct ter_mention {
    size_t start, end; /* byte span in the text's `bytes`: the name and the part that directly follows */
    char *name;        /* full proper name */
    char *part;        /* phase, section or campus; NULL when the whole is meant */
    const char *kind;  /* from the lexicon; borrowed */
    ter_role role;
    double confidence;             /* 0 to 1 */
    const char *rule;              /* which rule found it; static */
    const char *why;               /* static: why it begins where it begins */
    size_t quote_start, quote_end; /* byte span of the sentence */
    ter_statement *statements;     /* none for a reference */
    size_t statement_count;
    bool repeats; /* a reference only because an earlier, equal sentence said the same of it */
} ter_mention;

typedef struct ter_document_info {
    char *title, *publisher, *issue; /* NULL where the document does not say */
    ter_date date;                   /* year 0 when unknown */
    const char *date_basis;          /* static: "given", "metadata", "masthead", "text", "none" */
} ter_document_info;

typedef struct ter_extraction {
    ter_document_info document;
    ter_mention *mentions; /* by start */
    size_t mention_count;
} ter_extraction;

typedef struct ter_extract_options {
    const ter_lexicon *lexicon;
    const ter_names *names;        /* known names; NULL for none */
    const char *title, *publisher; /* override what the document says; NULL: read */
    ter_date date;                 /* overrides the document's date unless year is 0 */
    bool all_kinds;                /* not only those of the core */
    const char *const *kinds;      /* or these only, NULL-terminated; NULL for none */
} ter_extract_options;

/* Reads one document. Caller releases `out`; its mentions borrow kinds from the lexicon. */
ter_status ter_extract(const ter_text *text, const ter_extract_options *options, ter_extraction *out, ter_error *err);
void ter_extraction_release(ter_extraction *e);

#endif
