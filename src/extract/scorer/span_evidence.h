/* What decided about a span, in words. */
#ifndef TER_EXTRACT_SCORER_SPAN_EVIDENCE_H
#define TER_EXTRACT_SCORER_SPAN_EVIDENCE_H

#include "extract/scorer/name_weights.h"
#include "extract/scorer/span_feature.h"

/* The features of span `i` that weigh most, with their weights (natural logarithms of odds), the heaviest first:
 * "before word 位于 +0.52; head road 路 -0.31". Caller frees. */
char *ter_span_evidence(const ter_name_model *m, const ter_span_features *f, size_t i);

#endif
