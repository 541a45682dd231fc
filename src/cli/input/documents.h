/* The documents a command reads: its DOC words and --files-from, the same in every command. */
#ifndef TER_CLI_INPUT_DOCUMENTS_H
#define TER_CLI_INPUT_DOCUMENTS_H

#include "cli/input/options.h"
#include "pipeline/inputs.h"
#include "reader/reader.h"

#define TER_FILES_FROM_HELP "read the paths in FILE too, one a line or NUL between them; - is standard input"

/* What `words` from the `first` on and the lists of --files-from name, ready to be read. Caller releases `out`, also on
 * failure. TER_USAGE when they name nothing, unless `none` is fine. */
ter_status ter_documents_find(const ter_text_list *words, size_t first, const ter_text_list *files_from, bool none,
                              ter_inputs *out, ter_error *err);

#define TER_TYPE_HELP "what the documents are, when their content does not tell: " TER_READER_FORMATS

/* The value of --type; NULL: each document's own. TER_USAGE for another word. */
ter_status ter_documents_type(const char *word, ter_reader_format *out, ter_error *err);

#define TER_JOBS_HELP "threads that read documents; default: one per processor, at most 8"

/* --jobs N as given (0: not given). TER_USAGE when it is too large. */
ter_status ter_jobs_check(long jobs, ter_error *err);

#endif
