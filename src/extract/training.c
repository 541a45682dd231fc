/* The candidates of a document, as ter_extract sees them. */
#include "extract/training.h"

#include "extract/names/document_names.h"
#include "extract/words/line_flow.h"

#include <stdlib.h>

ter_status ter_extract_candidates(const ter_text *text, const ter_extract_options *options,
                                  const ter_dictionary *dictionary, ter_candidates_fn fn, void *context,
                                  ter_error *err) {
    if (!options->lexicon) return ter_error_set(err, TER_INTERNAL, "no lexicon is given");
    ter_line_flow flow;
    ter_line_flow_read(text, options->lexicon, options->names, &flow);
    ter_tokens tokens = {.text = &flow.text, .lexicon = options->lexicon, .names = options->names};
    ter_found_names found = {0};
    ter_known_names *local = NULL;
    ter_cut_text cut;
    ter_spans list = {0};
    ter_tokens_read(&tokens);
    ter_document_names_read(&tokens, &found, &local);
    ter_cut_text_init(&tokens, dictionary, &cut);
    ter_spans_read(&cut, &found, &list);
    fn(context, &cut, &found, &list);
    ter_array_release(&list);
    ter_cut_text_release(&cut);
    ter_line_flow_release(&flow);
    ter_array_release(&found);
    ter_tokens_release(&tokens);
    ter_known_names_free(local);
    return TER_OK;
}
