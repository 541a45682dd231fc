/* How likely what is said of a name is right: the name's own confidence, times how often statements that look like this
 * one are right of real facilities. The latter is a log-linear model over what a reader sees of the statement; its
 * weights are geodata/statements.weights, learnt by tools/train_statements. */
#ifndef TER_EXTRACT_STATEMENT_CONFIDENCE_H
#define TER_EXTRACT_STATEMENT_CONFIDENCE_H

#include "base/memory.h"
#include "extract/document.h"
#include "extract/statements/mention.h"

/* A line of the file: what is seen, and its weight. */
typedef struct ter_statement_weight {
    ter_str feature;
    double weight;
} ter_statement_weight;

typedef TER_ARRAY(ter_statement_weight) ter_statement_weights;

/* Where a statement stands. */
typedef struct ter_statement_place {
    const ter_text *text;
    const ter_document_info *document;
    bool report; /* the document is a work report */
} ter_statement_place;

/* Reads the compiled-in weights; none in programs that embed nothing. Borrows their text. Caller releases the array. */
void ter_statement_weights_read_embedded(ter_statement_weights *out);

/* Gives each statement of the mention its confidence, and with `explain` its evidence: all that was seen of it, each
 * with its weight, those that decided first. */
void ter_statement_confidence_put(const ter_statement_weights *w, ter_statement_place at, ter_mention *m, bool explain);

#endif
