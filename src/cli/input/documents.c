/* Options of the commands that read documents. */
#include "cli/input/documents.h"

#include "pipeline/parallel.h"

#include <stdio.h>

ter_status ter_documents_find(const ter_text_list *words, size_t first, const ter_text_list *files_from, bool none,
                              ter_inputs *out, ter_error *err) {
    ter_status status = TER_OK;
    for (size_t i = first; i < words->len && status == TER_OK; i++) status = ter_inputs_add(out, words->items[i], err);
    for (size_t i = 0; i < files_from->len && status == TER_OK; i++)
        status = ter_inputs_add_list(out, files_from->items[i], err);
    if (status != TER_OK) return status;
    if (!out->list.len && !none)
        return ter_error_set(err, TER_USAGE, "no document given; name files or folders, or use --files-from");
    ter_inputs_finish(out);
    return TER_OK;
}

ter_status ter_documents_type(const char *word, ter_reader_format *out, ter_error *err) {
    *out = TER_READER_AUTO;
    if (!word || ter_reader_format_parse(word, out)) return TER_OK;
    return ter_option_values_refuse(&ter_document_type_value, "type", word, err);
}

ter_status ter_min_confidence_check(double least, ter_error *err) {
    if (least >= 0 && least < 1) return TER_OK;
    return ter_error_set(err, TER_USAGE, "--min-confidence: %g is not a probability; give one between 0 and 1", least);
}

void ter_undated_tell(size_t undated, size_t documents, const char *first) {
    if (undated == 0) return;
    fprintf(stderr,
            "terrier: %zu of %zu documents do not say when they were issued (first: %s): years are missing; --date of "
            "extract and ingest tells it\n",
            undated, documents, first);
}

ter_status ter_jobs_check(long jobs, ter_error *err) {
    if (jobs <= TER_MOST_JOBS) return TER_OK;
    return ter_error_set(err, TER_USAGE, "--jobs: %ld is too many; at most %d", jobs, TER_MOST_JOBS);
}
