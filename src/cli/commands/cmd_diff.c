/* terrier diff: what changed between two registries or two dates. */
#include "cli/command.h"
#include "cli/input/day_argument.h"
#include "cli/input/selection.h"
#include "cli/output/diff_output.h"
#include "cli/output/output.h"
#include "registry/file/registry.h"
#include "registry/read/diff.h"
#include "registry/read/feature.h"

#include <stdlib.h>
#include <string.h>

static const ter_column columns[] = {
    {"change", TER_COLUMN_TEXT},         {"id", TER_COLUMN_TEXT},         {"name", TER_COLUMN_TEXT},
    {"part", TER_COLUMN_TEXT},           {"kind", TER_COLUMN_TEXT},       {"sentence", TER_COLUMN_TEXT},
    {"was_status", TER_COLUMN_TEXT},     {"was_basis", TER_COLUMN_TEXT},  {"was_year", TER_COLUMN_NUMBER},
    {"was_aim_year", TER_COLUMN_NUMBER}, {"status", TER_COLUMN_TEXT},     {"basis", TER_COLUMN_TEXT},
    {"year", TER_COLUMN_NUMBER},         {"aim_year", TER_COLUMN_NUMBER}, {"document", TER_COLUMN_TEXT},
    {"document_date", TER_COLUMN_TEXT},  {"quote", TER_COLUMN_TEXT},      {"facility_id", TER_COLUMN_TEXT},
};

typedef struct request {
    const char *from, *to, *format_word;
    ter_format format;
    ter_selection selection;
} request;

typedef struct telling {
    ter_output *out; /* NULL: as a text */
    ter_diff_report news;
} telling;

static const char *or_null(const char *text) {
    return text && *text ? text : NULL;
}

/* ---- as rows ---- */

static void put_year(ter_output *o, int year) {
    if (year) ter_output_int(o, year);
    else ter_output_null(o);
}

static void print_standing(ter_output *o, const ter_standing *s) {
    ter_output_text(o, s->there ? ter_state_name(s->state) : NULL);
    ter_output_text(o, s->there ? or_null(ter_basis_name(s->basis)) : NULL);
    put_year(o, s->year);
    put_year(o, s->aim_year);
}

static void print_change(ter_output *o, const ter_change_row *c) {
    const ter_standing *source = c->is.there ? &c->is : &c->was;
    ter_buf sentence = {0};
    ter_diff_sentence(c, &sentence);
    ter_output_text(o, ter_change_name(c->change));
    ter_output_text(o, c->project_id);
    ter_output_text(o, c->name);
    ter_output_text(o, or_null(c->part));
    ter_output_text(o, c->kind);
    ter_output_text(o, sentence.ptr);
    print_standing(o, &c->was);
    print_standing(o, &c->is);
    ter_output_text(o, source->document);
    ter_output_text(o, or_null(source->date));
    ter_output_text(o, source->quote);
    ter_output_text(o, c->facility_id);
    ter_output_row_end(o);
    ter_buf_release(&sentence);
}

static void take_change(const ter_change_row *c, void *context) {
    telling *t = context;
    if (t->out) print_change(t->out, c);
    else ter_diff_report_add(&t->news, c);
}

static void print_news(const ter_diff_report *n, const char *from, const char *to) {
    ter_buf text = {0};
    ter_diff_report_write(n, from, to, &text);
    fwrite(text.ptr, 1, text.len, stdout);
    ter_buf_release(&text);
}

/* ---- the command ---- */

static ter_status diff_run(const ter_text_list *args, request *q, ter_error *err) {
    ter_registry *a = NULL, *b = NULL;
    bool two = args->len == 2;
    ter_status status = ter_format_parse(q->format_word, stdout, &q->format, err);
    if (status == TER_OK && q->from) status = ter_day_check(q->from, err);
    if (status == TER_OK && q->to) status = ter_day_check(q->to, err);
    if (status == TER_OK && !two && !q->from)
        status = ter_error_set(err, TER_USAGE, "nothing to compare with; give a second registry, or --from DATE");
    if (status == TER_OK) status = ter_selection_read(&q->selection, err);
    if (status == TER_OK) status = ter_registry_open(args->items[0], TER_REGISTRY_READ, &a, err);
    if (status == TER_OK && two) status = ter_registry_open(args->items[1], TER_REGISTRY_READ, &b, err);
    ter_registry *later = two ? b : a;
    if (status == TER_OK) status = ter_selection_check(&q->selection, later, err);
    if (status == TER_OK && q->selection.filter.doubtful) status = ter_registry_show_doubtful(a, err);
    telling t = {0};
    if (status == TER_OK && q->format != TER_FORMAT_TABLE)
        t.out = ter_output_new(stdout, q->format, columns, sizeof columns / sizeof *columns);
    if (status == TER_OK)
        status = ter_registry_diff(a, q->from, later, q->to, &q->selection.filter, take_change, &t, err);
    if (status == TER_OK && q->format == TER_FORMAT_TABLE)
        print_news(&t.news, q->from ? q->from : ter_registry_newest_date(a),
                   q->to ? q->to : ter_registry_newest_date(later));
    ter_output_free(t.out);
    ter_diff_report_release(&t.news);
    ter_registry_free(a);
    ter_registry_free(b);
    return status;
}

int ter_cmd_diff(int argc, char **argv) {
    request q = {0};
    const ter_option options[] = {
        TER_TEXT("from", "DATE", &q.from, "state of the first by documents up to this day"),
        TER_TEXT("to", "DATE", &q.to, "state of the second by documents up to this day (default: all documents)"),
        TER_SELECTION_OPTIONS(q.selection),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &q.format_word, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "diff REG [REG2]",
        .summary = "Lists what changed between two registries, or two dates of one: finished, started, slipped, new.",
        .details =
            "The table format is a text to read: the changes under headings, each with its source. A project is\n"
            "the same if it is the same part of the same facility. `overdue`: the target year has passed, and no\n"
            "document says that it was met. `silent`: it is no longer mentioned; it is missing in the second\n"
            "registry, or was planned for a year that has passed.",
        .examples = "  terrier diff registry.sqlite --from 2024 --to 2026\n"
                    "  terrier diff last_year.sqlite registry.sqlite --kind road --format csv",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 2};
    ter_text_list args = {0};
    ter_error err = {0};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) code = ter_exit_code(diff_run(&args, &q, &err), &err);
    ter_array_release(&args);
    ter_selection_release(&q.selection);
    return code;
}
