/* terrier extract: mentions and statements of documents, without a registry. */
#include "base/file.h"
#include "cli/command.h"
#include "cli/input/documents.h"
#include "cli/input/gazetteers.h"
#include "cli/input/kind_options.h"
#include "cli/output/output.h"
#include "cli/output/progress.h"
#include "pipeline/document_area.h"
#include "pipeline/document_context.h"
#include "pipeline/parallel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct settings {
    ter_text_list files_from, gazetteers;
    ter_kinds kinds;
    const char *lexicon, *model, *format, *title, *publisher, *date, *type;
    bool explain, doubtful;
    double least; /* --min-confidence */
    long jobs;
} settings;

static const ter_column columns[] = {
    {"document", TER_COLUMN_TEXT},
    {"start", TER_COLUMN_NUMBER},
    {"end", TER_COLUMN_NUMBER},
    {"text", TER_COLUMN_TEXT},
    {"name", TER_COLUMN_TEXT},
    {"kind", TER_COLUMN_TEXT},
    {"part", TER_COLUMN_TEXT},
    {"role", TER_COLUMN_TEXT},
    {"action", TER_COLUMN_TEXT},
    {"status", TER_COLUMN_TEXT},
    {"basis", TER_COLUMN_TEXT},
    {"year", TER_COLUMN_NUMBER},
    {"period_from", TER_COLUMN_NUMBER},
    {"period_to", TER_COLUMN_NUMBER},
    {"cue", TER_COLUMN_TEXT},
    {"confidence", TER_COLUMN_NUMBER},
    {"statement_confidence", TER_COLUMN_NUMBER},
    {"rule", TER_COLUMN_TEXT},
    {"page", TER_COLUMN_NUMBER},
    {"boundary", TER_COLUMN_TEXT},
    {"reason", TER_COLUMN_TEXT},
    {"year_reason", TER_COLUMN_TEXT},
    {"statement_rule", TER_COLUMN_TEXT},
    {"features", TER_COLUMN_TEXT},
    {"statement_features", TER_COLUMN_TEXT},
};
enum { EXPLAINED = 6, COLUMNS = sizeof columns / sizeof *columns };
static const ter_column doubtful_column = {"doubtful", TER_COLUMN_NUMBER};

/* The columns of this run, into room for one more than all. */
static size_t choose_columns(const settings *set, ter_column out[COLUMNS + 1]) {
    size_t n = set->explain ? COLUMNS : COLUMNS - EXPLAINED;
    memcpy(out, columns, n * sizeof *columns);
    if (set->doubtful) out[n++] = doubtful_column;
    return n;
}

typedef struct run {
    const settings *set;
    ter_document_context *context;
    ter_extract_options options;
    ter_reader_format type;
    ter_output *out;
    const ter_inputs *documents;
    size_t done, failed;
    size_t undated; /* documents that say something of works, and not when they were issued */
    const char *first_undated;
    bool stopped;
    ter_progress progress;
} run;

static void put_text_or_null(ter_output *o, const char *s) {
    if (s && *s) ter_output_text(o, s);
    else ter_output_null(o);
}

static void put_year(ter_output *o, int year) {
    if (year) ter_output_int(o, year);
    else ter_output_null(o);
}

static void put_page(ter_output *o, const ter_text *text, const ter_mention *m) {
    size_t page = ter_text_page(text, m->start);
    if (page) ter_output_int(o, (long long)page);
    else ter_output_null(o);
}

static void put_row(const run *r, const char *document, const ter_text *text, const ter_mention *m,
                    const ter_statement *s) {
    ter_output *o = r->out;
    ter_output_text(o, document);
    ter_output_int(o, (long long)ter_text_file_offset(text, m->start));
    ter_output_int(o, (long long)ter_text_file_end(text, m->end));
    ter_output_str(o, (ter_str){text->bytes + m->start, m->end - m->start});
    ter_output_text(o, m->name);
    ter_output_text(o, m->kind);
    put_text_or_null(o, m->part);
    ter_output_text(o, ter_role_name(m->role));
    put_text_or_null(o, s ? ter_action_name(s->action) : NULL);
    ter_output_text(o, ter_state_name(s ? s->state : TER_STATE_EXISTING));
    put_text_or_null(o, s ? ter_basis_name(s->basis) : NULL);
    put_year(o, s ? s->when.year : 0);
    put_year(o, s ? s->period_from : 0);
    put_year(o, s ? s->period_to : 0);
    if (s && s->cue_end > s->cue_start)
        ter_output_str(o, (ter_str){text->bytes + s->cue_start, s->cue_end - s->cue_start});
    else ter_output_null(o);
    ter_output_real(o, m->confidence, 3);
    if (s) ter_output_real(o, s->confidence, 3);
    else ter_output_null(o);
    ter_output_text(o, m->rule);
    put_page(o, text, m);
    if (r->set->explain) {
        ter_output_text(o, m->why);
        put_text_or_null(o, s ? s->why : m->repeats ? "said before in the document" : m->why_none);
        put_text_or_null(o, s ? s->why_year : NULL);
        put_text_or_null(o, s ? s->rule : NULL);
        put_text_or_null(o, m->evidence);
        put_text_or_null(o, s ? s->evidence : NULL);
    }
    if (r->set->doubtful) ter_output_raw(o, ter_str_from(m->doubtful ? "true" : "false"));
    ter_output_row_end(o);
}

static void put_mention(const run *r, const char *document, const ter_text *text, const ter_mention *m) {
    if (m->statement_count == 0) put_row(r, document, text, m, NULL);
    for (size_t k = 0; k < m->statement_count; k++) put_row(r, document, text, m, &m->statements[k]);
}

/* The names and the doubtful ones, in the order of the text. */
static void put_mentions(const run *r, const char *document, const ter_text *text, const ter_extraction *e) {
    size_t d = 0;
    for (size_t i = 0; i < e->mention_count; i++) {
        while (d < e->doubtful_count && e->doubtful[d].start < e->mentions[i].start)
            put_mention(r, document, text, &e->doubtful[d++]);
        put_mention(r, document, text, &e->mentions[i]);
    }
    while (d < e->doubtful_count) put_mention(r, document, text, &e->doubtful[d++]);
}

/* ---- one document, read by any thread ---- */

typedef struct reading {
    ter_text text;
    ter_extraction found;
    ter_error why; /* code OK: it was read */
} reading;

static void *read_document(size_t task, void *context) {
    const run *r = context;
    const ter_input *input = &r->documents->list.items[task];
    reading *d = ter_alloc(sizeof *d);
    ter_buf file = {0};
    ter_status status = ter_input_read(input, &file, &d->why);
    ter_str bytes = {file.ptr, file.len};
    if (status == TER_OK) status = ter_reader_read(bytes, input->path, r->type, &d->text, &d->why);
    ter_extract_options options = r->options;
    options.file_name = input->name;
    const ter_document_area_evidence known = {NULL,          ter_path_base(input->name), &d->text,
                                              options.title, options.publisher,          NULL};
    if (status == TER_OK) options.names = ter_document_area_names(r->context, &known);
    if (status == TER_OK) status = ter_extract(&d->text, &options, &d->found, &d->why);
    d->why.code = status;
    ter_buf_release(&file);
    return d;
}

static void drop_document(void *result) {
    reading *d = result;
    ter_extraction_release(&d->found);
    ter_text_release(&d->text);
    free(d);
}

static bool print_document(size_t task, void *result, void *context) {
    run *r = context;
    reading *d = result;
    const ter_input *input = &r->documents->list.items[task];
    bool good = d->why.code == TER_OK;
    if (good) put_mentions(r, input->name, &d->text, &d->found);
    if (!good) r->failed++;
    if (good && ter_extraction_lacks_years(&d->found) && r->undated++ == 0) r->first_undated = input->name;
    r->done = task + 1;
    r->stopped = !ter_progress_step(&r->progress, r->done, r->documents->list.len, input->path, good ? NULL : &d->why);
    drop_document(d);
    return !r->stopped;
}

static int extract_all(run *r, size_t jobs) {
    size_t documents = r->documents->list.len;
    ter_parallel reading = {.tasks = documents,
                            .jobs = jobs ? jobs : ter_parallel_default_jobs(),
                            .work = read_document,
                            .take = print_document,
                            .drop = drop_document,
                            .context = r};
    ter_progress_begin(&r->progress, true);
    ter_parallel_run(&reading);
    ter_progress_end(&r->progress);
    if (r->stopped) {
        ter_error err = {0};
        ter_error_set(&err, TER_STOPPED, "stopped after %zu of %zu documents", r->done, documents);
        return ter_fail(&err);
    }
    ter_undated_tell(r->undated, documents, r->first_undated);
    if (!r->failed) return TER_EXIT_OK;
    if (r->failed == documents) return TER_EXIT_FAILED;
    fprintf(stderr, "terrier: %zu of %zu documents read, %zu left out\n", documents - r->failed, documents, r->failed);
    return TER_EXIT_PARTIAL;
}

static int run_extract(settings *set, const ter_text_list *words) {
    ter_error err = {0};
    ter_gazetteer_set gazetteers = {0};
    ter_inputs documents = {0};
    run r = {.set = set, .documents = &documents};
    ter_format format = TER_FORMAT_JSONL;
    int code = TER_EXIT_OK;
    ter_status status = ter_jobs_check(set->jobs, &err);
    if (status == TER_OK) status = ter_min_confidence_check(set->least, &err);
    if (status == TER_OK) status = ter_format_parse(set->format, stdout, &format, &err);
    if (status == TER_OK && set->date && !ter_date_parse(set->date, &r.options.date))
        status = ter_error_set(&err, TER_USAGE, "--date takes YYYY, YYYY-MM or YYYY-MM-DD, not '%s'", set->date);
    if (status == TER_OK) status = ter_documents_type(set->type, &r.type, &err);
    if (status == TER_OK) status = ter_documents_find(words, 0, &set->files_from, false, &documents, &err);
    if (status == TER_OK) status = ter_gazetteers_open(&set->gazetteers, &gazetteers, &err);
    if (status == TER_OK)
        status = ter_document_context_open((ter_reading_files){set->lexicon, set->model}, gazetteers.items,
                                           gazetteers.count, &r.context, &err);
    if (set->kinds.given.len == 0) set->kinds.all = true; /* everything in the text; the registry selects */
    if (status == TER_OK) status = ter_kinds_resolve(&set->kinds, r.context->lexicon, &err);
    if (status == TER_OK) {
        r.options.lexicon = r.context->lexicon;
        r.options.names = r.context->names;
        r.options.model = r.context->model;
        r.options.explain = set->explain;
        r.options.min_confidence = set->least;
        r.options.doubtful = set->doubtful;
        r.options.title = set->title;
        r.options.publisher = set->publisher;
        r.options.all_kinds = set->kinds.all;
        r.options.kinds = set->kinds.wanted;
        ter_column chosen[COLUMNS + 1];
        r.out = ter_output_new(stdout, format, chosen, choose_columns(set, chosen));
        code = extract_all(&r, (size_t)set->jobs);
        ter_output_free(r.out);
    } else {
        code = ter_fail(&err);
    }
    ter_inputs_release(&documents);
    ter_document_context_free(r.context);
    ter_gazetteers_release(&gazetteers);
    return code;
}

int ter_cmd_extract(int argc, char **argv) {
    settings set = {0};
    ter_buf details = {0};
    ter_buf_puts(
        &details,
        "DOC is a text (UTF-8, UTF-16, GB18030), HTML, Markdown, PDF or DOCX file, a folder (all documents in it\n"
        "and below), a quoted pattern, or - for standard input. Offsets are bytes in the file; for PDF and DOCX,\n"
        "bytes in the extracted text.\n");
    ter_kinds_describe(&details);
    const ter_option options[] = {
        TER_LIST_OF(ter_file_values, "files-from", "FILE", &set.files_from, TER_FILES_FROM_HELP),
        TER_TEXT_OF(ter_document_type_value, "type", "TYPE", &set.type, TER_TYPE_HELP),
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &set.gazetteers, TER_GAZETTEER_HELP),
        TER_TEXT_OF(ter_file_values, "lexicon", "FILE", &set.lexicon, "lexicon to use instead of the compiled-in one"),
        TER_TEXT_OF(ter_file_values, "model", "FILE", &set.model, TER_MODEL_HELP),
        TER_LIST_OF(ter_kind_or_all_values, "kinds", "A,B", &set.kinds.given, "only these kinds (default: all)"),
        TER_FLAG("all-kinds", &set.kinds.all, TER_ALL_KINDS_HELP),
        TER_TEXT("date", "DATE", &set.date, "date of the document: YYYY, YYYY-MM or YYYY-MM-DD"),
        TER_TEXT("title", "TEXT", &set.title, "title of the document"),
        TER_TEXT("publisher", "TEXT", &set.publisher, "publisher of the document"),
        TER_NUMBER("min-confidence", "P", &set.least, TER_MIN_CONFIDENCE_HELP),
        TER_FLAG("doubtful", &set.doubtful,
                 "also names that are less sure, from " TER_NAME_DOUBTFUL_TEXT " on, with a column that says so"),
        TER_COUNT("jobs", "N", &set.jobs, TER_JOBS_HELP),
        TER_FLAG("explain", &set.explain,
                 "add columns that say why each name begins where it does and how it was read"),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &set.format, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "extract DOC…",
        .summary = "Prints the facilities that documents name and what is said about them; reads no registry and "
                   "writes no file.",
        .details = details.ptr,
        .examples = "  terrier extract report.txt\n  terrier extract --explain --gazetteer none report.txt",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 0,
        .most = 100000,
    };
    ter_text_list words = {0};
    int code = ter_options_parse(argc, argv, &usage, &words);
    if (code < 0) code = run_extract(&set, &words);
    ter_array_release(&words);
    ter_array_release(&set.files_from);
    ter_array_release(&set.gazetteers);
    ter_kinds_release(&set.kinds);
    ter_buf_release(&details);
    return code;
}
