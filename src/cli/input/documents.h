/* The documents a command reads: its DOC words and --files-from, the same in every command. */
#ifndef TER_CLI_INPUT_DOCUMENTS_H
#define TER_CLI_INPUT_DOCUMENTS_H

#include "cli/input/options.h"
#include "extract/scorer/span_scorer.h"
#include "pipeline/inputs.h"
#include "reader/reader.h"

#define TER_FILES_FROM_HELP "also read the paths listed in FILE, one per line or separated by NULs; - is standard input"

/* The documents named by `words` from the `first` on and by the lists of --files-from, ready to be read. Caller
 * releases `out`, also on failure. TER_USAGE when there are none, unless `none` is allowed. */
ter_status ter_documents_find(const ter_text_list *words, size_t first, const ter_text_list *files_from, bool none,
                              ter_inputs *out, ter_error *err);

#define TER_TYPE_HELP "format of the documents, when it cannot be detected from their content"

/* The value of --type; NULL: detected for each document. TER_USAGE for an unknown word. */
ter_status ter_documents_type(const char *word, ter_reader_format *out, ter_error *err);

#define TER_MODEL_HELP "weights that decide what is a name, instead of the compiled-in ones; none: the rules alone"

#define TER_AS_TEXT(number)    TER_AS_TEXT_OF(number)
#define TER_AS_TEXT_OF(number) #number
#define TER_NAME_LEAST_TEXT    TER_AS_TEXT(TER_NAME_LEAST)
#define TER_NAME_DOUBTFUL_TEXT TER_AS_TEXT(TER_NAME_DOUBTFUL)

#define TER_MIN_CONFIDENCE_HELP                                                                                        \
    "names that are less sure than P, between 0 and 1 (default: " TER_NAME_LEAST_TEXT                                  \
    "), are left out, except that --doubtful shows those from " TER_NAME_DOUBTFUL_TEXT " on; a gazetteer's names stay"

/* --min-confidence P as given (0: not given). TER_USAGE when it is not between 0 and 1. */
ter_status ter_min_confidence_check(double least, ter_error *err);

/* Says on standard error how many documents do not surely say when they were issued, and that --date helps; nothing for
 * none. `first` is the name of one. */
void ter_undated_tell(size_t undated, size_t documents, const char *first);

#define TER_JOBS_HELP "threads that read documents; default: one per processor, at most 8"

/* --jobs N as given (0: not given). TER_USAGE when it is too large. */
ter_status ter_jobs_check(long jobs, ter_error *err);

#endif
