/* Whose document: the area of its issuing authority, in the forms in which placing, joining and readers need it. */
#ifndef TER_PIPELINE_DOCUMENT_AREA_H
#define TER_PIPELINE_DOCUMENT_AREA_H

#include "areas/authority.h"
#include "extract/document.h"
#include "pipeline/document_context.h"

typedef struct ter_document_area {
    ter_area_id id;    /* TER_AREA_NONE: not known, or no area of China */
    bool sure;         /* places of other areas are refused for it */
    bool nation_wide;  /* of a paper or body of the whole country: each mention's own context counts */
    const char *basis; /* static: what told it, as in ter_area_authority */
    double confidence; /* that it is right; 0: not measured */
    char *name;        /* from the province down, or as a gazetteer or the user has it; NULL: not known */
    char *identity;    /* in ids and joins: ter_document_area_identity; NULL: not known */
} ter_document_area;

typedef struct ter_document_area_evidence {
    const char *given; /* --area; NULL: not stated */
    const char *file_name;
    const ter_text *text;
    const char *title, *publisher, *signer; /* NULL: not told */
} ter_document_area_evidence;

/* What is stated, or what title, publisher, file name and text tell, wins; where they tell nothing sure, the district,
 * county or city of the gazetteers that the first 2,000 characters name most often. Needs no lock. Caller releases. */
void ter_document_area_find(const ter_document_context *c, const ter_document_area_evidence *evidence,
                            ter_document_area *out);

/* The names of the context's gazetteers when they may be read in this document; NULL when it is surely of an area that
 * no gazetteer covers, or of the whole country: 机场高速公路 there is not the one that the gazetteer knows. Of
 * `evidence` all but the text may be NULL. Borrowed; needs no lock. */
const ter_known_names *ter_document_area_names(const ter_document_context *c,
                                               const ter_document_area_evidence *evidence);

/* Frees its names. */
void ter_document_area_release(ter_document_area *a);

/* Appends the area as ids have it: its full name alone for the first in the national code that is called so, else from
 * the province down. So ids stay what they were when documents had no chain, and two areas never share one. */
void ter_document_area_identity(ter_area_id area, ter_buf *out);

/* Checks what a user states as an area, before any document is read: false when it names none in China and none of the
 * gazetteers, or several. It is then kept as it stands, and `why` says so. */
bool ter_document_area_check(const ter_document_context *c, const char *given, ter_buf *why);

#endif
