/* For training: the candidates of a document with what their features need. */
#ifndef TER_EXTRACT_TRAINING_H
#define TER_EXTRACT_TRAINING_H

#include "extract/extract.h"
#include "extract/scorer/span.h"

/* Calls `fn` with the candidates of one document, and the rules' finds. */
typedef void (*ter_candidates_fn)(void *context, const ter_cut_text *cut, const ter_found_names *finds,
                                  const ter_spans *candidates);
ter_status ter_extract_candidates(const ter_text *text, const ter_extract_options *options,
                                  const ter_dictionary *dictionary, ter_candidates_fn fn, void *context,
                                  ter_error *err);

#endif
