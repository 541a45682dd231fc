/* The scorer: a model decides which candidates are names. */
#ifndef TER_EXTRACT_SCORER_SPAN_SCORER_H
#define TER_EXTRACT_SCORER_SPAN_SCORER_H

#include "extract/scorer/name_model.h"
#include "extract/scorer/span.h"

/* From this probability on a span is taken for a name: on publishers left out of the training, recall and precision are
 * about equal there. */
#define TER_NAME_LEAST 0.4

typedef struct ter_scoring {
    double least; /* probability from which on a span is a name */
    bool explain; /* names get their evidence */
} ter_scoring;

/* Replaces the rules' names of core kinds by the spans that the model takes for names; the probability is their
 * confidence. Tokens are cut where a name begins or ends inside one. The evidence, when asked for, is the caller's to
 * free, name by name. */
void ter_names_score(const ter_name_model *m, ter_scoring how, ter_tokens *tokens, ter_found_names *found);

#endif
