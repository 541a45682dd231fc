/* Features: what can be seen of a span, each with a text that a person can read. The key of a feature, a hash of what
 * the text says, is the key of its weight. */
#ifndef TER_EXTRACT_SCORER_SPAN_FEATURE_H
#define TER_EXTRACT_SCORER_SPAN_FEATURE_H

#include "extract/scorer/feature_text.h"
#include "extract/scorer/span_count.h"

/* Gives `sink` the features of span `i` that its end and its head decide alone: the same for all spans of one end, kind
 * and head. */
void ter_span_features_of_end(const ter_span_features *f, size_t i, const ter_feature_sink *sink);
/* The same for all other features of span `i`. */
void ter_span_features_of_begin(const ter_span_features *f, size_t i, const ter_feature_sink *sink);

#endif
