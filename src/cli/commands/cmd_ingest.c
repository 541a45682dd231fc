/* terrier ingest: documents into a registry. */
#include "cli/command.h"
#include "cli/input/area_option.h"
#include "cli/input/documents.h"
#include "cli/input/gazetteers.h"
#include "cli/input/kind_options.h"
#include "cli/output/progress.h"
#include "cli/output/shopping_list.h"
#include "pipeline/ingest_batch.h"
#include "registry/file/registry.h"
#include "registry/read/counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NEEDED = 5 /* gazetteers that the summary names */ };

typedef struct arguments {
    ter_text_list args, files_from, gazetteers; /* args: the registry, then documents */
    ter_inputs documents;
    const char *lexicon, *model, *date, *type;
    bool refresh;
    long jobs;
    ter_ingest_options options;
    ter_kinds kinds;
} arguments;

static void keep_count(const char *section, const char *word, long long count, void *context) {
    static const char *const wanted[] = {"facilities", "projects", "located"};
    (void)word;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (strcmp(section, wanted[i]) == 0) ((long long *)context)[i] = count;
}

static void print_summary(ter_registry *r, const ter_ingest_counts *counts, size_t failed) {
    long long totals[3] = {0};
    ter_registry_counts(r, keep_count, totals, NULL);
    fprintf(stderr, "%zu documents added, %zu unchanged, %zu replaced", counts->added, counts->unchanged,
            counts->replaced);
    if (counts->reread) fprintf(stderr, ", %zu re-read", counts->reread);
    if (failed) fprintf(stderr, ", %zu left out", failed);
    fprintf(stderr, "; %zu mentions read", counts->mentions);
    if (counts->doubtful) fprintf(stderr, " and %zu of doubtful names", counts->doubtful);
    fprintf(stderr, "; the registry has %lld facilities (%lld located) and %lld projects\n", totals[0], totals[2],
            totals[1]);
    if (counts->namesakes)
        fprintf(stderr, "note: %zu of them %s the name of another document, with another text; both are kept\n",
                counts->namesakes, counts->namesakes == 1 ? "has" : "have");
    ter_undated_tell(counts->undated, counts->added + counts->replaced + counts->reread + counts->unchanged,
                     counts->first_undated);
    ter_outside_print(r, MOST_NEEDED, stderr, NULL);
}

static bool watch(const ter_ingest_batch_step *step, void *watcher) {
    return ter_progress_step(watcher, step->done, step->count, step->document, step->why);
}

/* Each document is a transaction of its own; one that cannot be read is reported and skipped. */
static int ingest_all(ter_registry *r, const ter_document_context *c, const arguments *a) {
    ter_progress progress;
    ter_ingest_batch batch = {.context = c,
                              .options = &a->options,
                              .documents = &a->documents,
                              .jobs = (size_t)a->jobs,
                              .watch = watch,
                              .watcher = &progress};
    ter_ingest_batch_report report;
    ter_progress_begin(&progress, false);
    ter_ingest_batch_run(r, &batch, &report);
    ter_progress_end(&progress);
    if (report.left_out == report.documents) return TER_EXIT_FAILED;
    const ter_ingest_counts *n = &report.ingested;
    if (report.stopped) {
        ter_error err = {0};
        ter_error_set(&err, TER_STOPPED,
                      "stopped with %zu of %zu documents in the registry; run the same command to continue",
                      n->added + n->replaced + n->reread + n->unchanged, report.documents);
        return ter_fail(&err);
    }
    print_summary(r, n, report.left_out);
    return report.left_out ? TER_EXIT_PARTIAL : TER_EXIT_OK;
}

static int ingest_again(ter_registry *r, const ter_document_context *c) {
    ter_ingest_counts counts = {0};
    size_t failed = 0;
    ter_error err = {0};
    if (ter_ingest_again(r, c, &counts, &failed, &err) != TER_OK) return ter_fail(&err);
    if (failed) ter_fail(&err);
    print_summary(r, &counts, failed);
    return failed ? TER_EXIT_PARTIAL : TER_EXIT_OK;
}

static int ingest_run(arguments *a) {
    ter_gazetteer_set gazetteers = {0};
    ter_document_context *c = NULL;
    ter_registry *r = NULL;
    ter_error err = {0};
    if (a->date && !ter_date_parse(a->date, &a->options.date))
        return ter_fail_usage("--date: '%s' is not a date; write 2026, 2026-03 or 2026-03-25", a->date);
    bool again = a->refresh;
    if (again && (a->args.len > 1 || a->files_from.len))
        return ter_fail_usage("--refresh reads the registry's own documents; ingest others in a separate run");
    bool kinds = a->kinds.all || a->kinds.given.len;
    if (again && (a->options.title || a->options.publisher || a->options.area || a->date || a->type || kinds))
        return ter_fail_usage(
            "--refresh keeps what was stated about each document; to change that, ingest the document itself");
    ter_status status = ter_jobs_check(a->jobs, &err);
    if (status == TER_OK) status = ter_min_confidence_check(a->options.min_confidence, &err);
    if (status == TER_OK) status = ter_documents_type(a->type, &a->options.format, &err);
    if (status == TER_OK && !again)
        status = ter_documents_find(&a->args, 1, &a->files_from, false, &a->documents, &err);
    if (status != TER_OK) return ter_fail(&err);
    if (a->documents.list.len > 1 && (a->options.title || a->date))
        return ter_fail_usage("--title and --date apply to one document; ingest the others in separate runs");
    status = ter_gazetteers_open(&a->gazetteers, &gazetteers, &err);
    if (status == TER_OK)
        status = ter_document_context_open((ter_reading_files){a->lexicon, a->model}, gazetteers.items,
                                           gazetteers.count, &c, &err);
    if (status == TER_OK) status = ter_kinds_resolve(&a->kinds, c->lexicon, &err);
    if (status == TER_OK) ter_area_option_tell(c, a->options.area);
    a->options.all_kinds = a->kinds.all;
    a->options.kinds = a->kinds.wanted;
    if (status == TER_OK)
        status = ter_registry_open(a->args.items[0], again ? TER_REGISTRY_WRITE : TER_REGISTRY_CREATE, &r, &err);
    int code = status != TER_OK ? ter_fail(&err) : again ? ingest_again(r, c) : ingest_all(r, c, a);
    ter_registry_free(r);
    ter_document_context_free(c);
    ter_gazetteers_release(&gazetteers);
    return code;
}

int ter_cmd_ingest(int argc, char **argv) {
    arguments a = {0};
    const ter_option options[] = {
        TER_LIST_OF(ter_file_values, "files-from", "FILE", &a.files_from, TER_FILES_FROM_HELP),
        TER_FLAG("refresh", &a.refresh,
                 "read the registry's own documents again that were read with another gazetteer or lexicon"),
        TER_TEXT_OF(ter_document_type_value, "type", "TYPE", &a.type, TER_TYPE_HELP),
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &a.gazetteers, TER_GAZETTEER_HELP),
        TER_TEXT_OF(ter_file_values, "lexicon", "FILE", &a.lexicon, "lexicon to use instead of the compiled-in one"),
        TER_TEXT_OF(ter_file_values, "model", "FILE", &a.model, TER_MODEL_HELP),
        TER_TEXT("area", "NAME", &a.options.area, TER_AREA_HELP),
        TER_TEXT("title", "TEXT", &a.options.title, "title of the document, where it does not state one"),
        TER_TEXT("publisher", "TEXT", &a.options.publisher, "publisher of the document"),
        TER_TEXT("date", "DATE", &a.date, "date of the document: 2026, 2026-03 or 2026-03-25"),
        TER_LIST_OF(ter_kind_or_all_values, "kinds", "A,B", &a.kinds.given, TER_KINDS_HELP),
        TER_FLAG("all-kinds", &a.kinds.all, TER_ALL_KINDS_HELP),
        TER_NUMBER("min-confidence", "P", &a.options.min_confidence, TER_MIN_CONFIDENCE_HELP),
        TER_COUNT("jobs", "N", &a.jobs, TER_JOBS_HELP),
    };
    const ter_usage usage = {
        .line = "ingest REG DOC…",
        .summary = "Reads documents into a registry, which is created if it does not exist.",
        .details =
            "DOC is a file, a folder (all documents in it and below), a quoted pattern, or - for standard input.\n"
            "Each document is one transaction: one that cannot be read is reported and skipped, and the exit code\n"
            "is 3. The same bytes, read with the same gazetteer and lexicon, change nothing; with others they are\n"
            "read again. A text that is similar to an earlier one with its name, or with its title, publisher and\n"
            "date, replaces that one; any other text with that name is kept next to it. What was stated about a\n"
            "document (--date, …) is kept when it is read again.",
        .examples = "  terrier ingest registry.sqlite plan.txt report.txt\n"
                    "  terrier ingest registry.sqlite --date 2026-03-25 --publisher 朝阳报 page.txt\n"
                    "  terrier ingest registry.sqlite --refresh --gazetteer better.gazetteer",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = (size_t)-1};
    int code = ter_options_parse(argc, argv, &usage, &a.args);
    if (code < 0) code = ingest_run(&a);
    ter_inputs_release(&a.documents);
    ter_array_release(&a.args);
    ter_array_release(&a.files_from);
    ter_array_release(&a.gazetteers);
    ter_kinds_release(&a.kinds);
    return code;
}
