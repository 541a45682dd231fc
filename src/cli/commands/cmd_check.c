/* terrier check: integrity of a registry, and where documents disagree. */
#include "cli/command.h"
#include "cli/output/output.h"
#include "reader/reader.h"
#include "registry/decisions/review.h"
#include "registry/file/registry.h"
#include "registry/read/check.h"

#include <stdio.h>
#include <stdlib.h>

static const ter_column columns[] = {
    {"level", TER_COLUMN_TEXT},      {"rule", TER_COLUMN_TEXT},     {"name", TER_COLUMN_TEXT},
    {"part", TER_COLUMN_TEXT},       {"sentence", TER_COLUMN_TEXT}, {"facility_id", TER_COLUMN_TEXT},
    {"project_id", TER_COLUMN_TEXT}, {"other_id", TER_COLUMN_TEXT},
};

typedef struct report {
    ter_output *out;
    bool quiet; /* faults only */
    size_t faults, contradictions, reviews;
} report;

static void put_text(ter_output *o, const char *text) {
    ter_output_text(o, *text ? text : NULL);
}

static void print_row(report *p, const char *level, const ter_review *row, const char *rule) {
    const char *const texts[] = {level,           rule,         row->name, row->part, row->sentence, row->facility_id,
                                 row->project_id, row->other_id};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) put_text(p->out, texts[i]);
    ter_output_row_end(p->out);
}

static void print_fault(const char *sentence, void *context) {
    report *p = context;
    const ter_review row = {
        .facility_id = "", .other_id = "", .project_id = "", .name = "", .part = "", .sentence = sentence};
    p->faults++;
    print_row(p, "error", &row, "integrity");
}

static void print_review(const ter_review *row, void *context) {
    report *p = context;
    bool contradiction = ter_review_is_contradiction(row->rule);
    *(contradiction ? &p->contradictions : &p->reviews) += 1;
    if (!p->quiet) print_row(p, contradiction ? "contradiction" : "review", row, ter_review_rule_name(row->rule));
}

static ter_status check_run(const char *path, report *p, ter_format format, ter_error *err) {
    ter_registry *r = NULL;
    size_t faults = 0;
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) {
        p->out = ter_output_new(stdout, format, columns, sizeof columns / sizeof *columns);
        status = ter_registry_check(r, ter_reader_read_word, print_fault, p, &faults, err);
        if (status == TER_OK) status = ter_registry_review(r, print_review, p, err);
        ter_output_free(p->out);
    }
    ter_registry_free(r);
    if (status == TER_OK && p->faults == 0 && !p->quiet)
        fprintf(stderr, "%s: sound; %zu contradiction%s between documents, %zu to review\n", path, p->contradictions,
                p->contradictions == 1 ? "" : "s", p->reviews);
    return status;
}

int ter_cmd_check(int argc, char **argv) {
    report p = {0};
    const char *format_word = NULL;
    const ter_option options[] = {
        TER_FLAG("quiet", &p.quiet, "print faults only; nothing when there are none"),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &format_word, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "check REG",
        .summary =
            "Checks the integrity of a registry, and lists where its documents disagree. Exit 1 when there is a fault.",
        .details =
            "level error: a fault of the file. Checked are the integrity of the database, references, typed\n"
            "tables against their spatial index and the current state, every document against its hash, every\n"
            "mention, quote and cue against the bytes at its offsets, and that every geometry has a source and a\n"
            "licence.\n"
            "level contradiction: documents disagree: completed, and a target to complete it later; a later\n"
            "document that falls behind an earlier one; two of one day that differ. All statements are kept; exit\n"
            "0.\n"
            "level review: names that may be one place and were not joined, misprinted parts that were corrected;\n"
            "exit 0.",
        .examples = "  terrier check registry.sqlite\n"
                    "  terrier check registry.sqlite --format jsonl | grep contradiction",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 1};
    ter_text_list args = {0};
    ter_error err = {0};
    ter_format format;
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = ter_format_parse(format_word, stdout, &format, &err);
        if (status == TER_OK) status = check_run(args.items[0], &p, format, &err);
        if (status == TER_OK && p.faults)
            status = ter_error_set(&err, TER_DB, "%s: %zu fault%s; restore it from a copy or build it again",
                                   args.items[0], p.faults, p.faults == 1 ? "" : "s");
        code = ter_exit_code(status, &err);
    }
    ter_array_release(&args);
    return code;
}
