/* The scorer: a model decides which candidates are names. */
#ifndef TER_EXTRACT_SCORER_SPAN_SCORER_H
#define TER_EXTRACT_SCORER_SPAN_SCORER_H

#include "extract/scorer/name_model.h"
#include "extract/scorer/span.h"

/* From this probability on a span is taken for a name: on publishers left out of the training, recall and precision are
 * about equal there. */
#define TER_NAME_LEAST 0.4

/* What is less sure than a name and at least this sure is doubtful: a person decides. On publishers left out of the
 * training there was one to five names, and 118 of 330 were names (tools/bench reading); down to 0.05 the list would
 * be twice as long, and 57 of the 318 more are. */
#define TER_NAME_DOUBTFUL 0.15

typedef struct ter_scoring {
    double least;    /* probability from which on a span is a name */
    double doubtful; /* from which on it is doubtful, where it overlaps no name; 0: none is */
    bool explain;    /* names get their evidence */
} ter_scoring;

/* Spans that are doubtful, with their evidence when it was asked for. */
typedef struct ter_doubtful_spans {
    ter_spans spans;
    char **evidence; /* NULL, or one for each; NULL in it where a name has taken it */
} ter_doubtful_spans;

/* Replaces the rules' names of core kinds by the spans that the model takes for names; the probability is their
 * confidence. Tokens are cut where a name begins or ends inside one. The evidence, when asked for, is the caller's to
 * free, name by name. Doubtful spans are not among `found`; the caller releases them. */
void ter_names_score(const ter_name_model *m, ter_scoring how, ter_tokens *tokens, ter_found_names *found,
                     ter_doubtful_spans *doubtful);

/* Adds the doubtful ones to the names, marked as such, and cuts tokens at their bounds, too. */
void ter_names_add_doubtful(ter_tokens *tokens, ter_found_names *found, ter_doubtful_spans *doubtful);

/* Frees spans and evidence. */
void ter_doubtful_spans_release(ter_doubtful_spans *doubtful);

#endif
