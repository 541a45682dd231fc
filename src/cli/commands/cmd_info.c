/* terrier info: counts and versions of a registry. */
#include "base/json.h"
#include "cli/command.h"
#include "cli/output/output.h"
#include "registry/file/registry.h"
#include "registry/read/counts.h"
#include "registry/read/document_list.h"
#include "registry/read/feature.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct count_row {
    char *section, *word;
    long long count;
} count_row;

typedef TER_ARRAY(count_row) count_rows;

static void add_row(const char *section, const char *word, long long count, void *context) {
    count_row row = {ter_strdup(section), ter_strdup(word), count};
    ter_array_push((count_rows *)context, row);
}

static void rows_release(count_rows *rows) {
    for (size_t i = 0; i < rows->len; i++) {
        free(rows->items[i].section);
        free(rows->items[i].word);
    }
    ter_array_release(rows);
}

/* Consecutive rows of one section become one object. */
static void put_counts(ter_json *j, const count_rows *rows) {
    const char *open = NULL;
    for (size_t i = 0; i < rows->len; i++) {
        const count_row *row = &rows->items[i];
        if (open && strcmp(open, row->section) != 0) {
            ter_json_end(j, '}');
            open = NULL;
        }
        if (!*row->word && strcmp(row->section, "unlocated") != 0) {
            ter_json_put_int(j, row->section, row->count);
            continue;
        }
        if (!open) {
            ter_json_key(j, row->section);
            ter_json_begin(j, '{');
            open = row->section;
        }
        ter_json_put_int(j, row->word, row->count);
    }
    if (open) ter_json_end(j, '}');
}

static void print_json(const char *path, ter_registry *r, const count_rows *rows) {
    char made_by[64];
    ter_buf out = {0};
    ter_json j;
    ter_json_init(&j, &out);
    ter_json_begin(&j, '{');
    ter_json_put_text(&j, "registry", path);
    ter_json_put_int(&j, "version", ter_registry_version(r));
    ter_json_put_text(&j, "made_by", ter_registry_made_by(r, made_by));
    const char *newest = ter_registry_newest_date(r);
    ter_json_put_text(&j, "newest_document", *newest ? newest : NULL);
    put_counts(&j, rows);
    ter_json_end(&j, '}');
    puts(out.ptr);
    ter_buf_release(&out);
}

static void print_rows(const char *path, ter_registry *r, const count_rows *rows, ter_format format) {
    static const ter_column columns[] = {
        {"what", TER_COLUMN_TEXT}, {"which", TER_COLUMN_TEXT}, {"count", TER_COLUMN_NUMBER}};
    char made_by[64];
    if (format == TER_FORMAT_TABLE) {
        const char *newest = ter_registry_newest_date(r);
        printf("%s: registry version %d, made by %s, newest document %s\n\n", path, ter_registry_version(r),
               ter_registry_made_by(r, made_by), *newest ? newest : "undated");
    }
    ter_output *o = ter_output_new(stdout, format, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < rows->len; i++) {
        ter_output_text(o, rows->items[i].section);
        ter_output_text(o, *rows->items[i].word ? rows->items[i].word : NULL);
        ter_output_int(o, rows->items[i].count);
        ter_output_row_end(o);
    }
    ter_output_free(o);
}

/* ---- documents ---- */

static void print_document(const ter_document_row *row, void *context) {
    ter_output *o = context;
    const char *const texts[] = {row->name, row->title, row->date, row->date_basis};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ter_output_text(o, *texts[i] ? texts[i] : NULL);
    if (row->date_confidence > 0) ter_output_real(o, row->date_confidence, 3);
    else ter_output_null(o);
    ter_output_text(o, *row->area ? row->area : NULL);
    ter_output_text(o, row->area_basis);
    if (row->area_confidence > 0) ter_output_real(o, row->area_confidence, 3);
    else ter_output_null(o);
    ter_output_int(o, (long long)row->mentions);
    ter_output_int(o, (long long)row->statements);
    ter_output_row_end(o);
}

static ter_status print_documents(ter_registry *r, ter_format format, ter_error *err) {
    static const ter_column columns[] = {{"document", TER_COLUMN_TEXT},
                                         {"title", TER_COLUMN_TEXT},
                                         {"date", TER_COLUMN_TEXT},
                                         {"date_basis", TER_COLUMN_TEXT},
                                         {"date_confidence", TER_COLUMN_NUMBER},
                                         {"authority", TER_COLUMN_TEXT},
                                         {"authority_basis", TER_COLUMN_TEXT},
                                         {"authority_confidence", TER_COLUMN_NUMBER},
                                         {"mentions", TER_COLUMN_NUMBER},
                                         {"statements", TER_COLUMN_NUMBER}};
    ter_output *o = ter_output_new(stdout, format, columns, sizeof columns / sizeof *columns);
    ter_status status = ter_registry_list_documents(r, print_document, o, err);
    ter_output_free(o);
    return status;
}

static ter_status info_run(const char *path, bool documents, ter_format format, ter_error *err) {
    ter_registry *r = NULL;
    count_rows rows = {0};
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK && documents) {
        status = print_documents(r, format, err);
        ter_registry_free(r);
        return status;
    }
    if (status == TER_OK) status = ter_registry_counts(r, add_row, &rows, err);
    if (status == TER_OK && (format == TER_FORMAT_JSON || format == TER_FORMAT_JSONL)) print_json(path, r, &rows);
    else if (status == TER_OK) print_rows(path, r, &rows, format);
    rows_release(&rows);
    ter_registry_free(r);
    return status;
}

int ter_cmd_info(int argc, char **argv) {
    const char *format_word = NULL;
    bool documents = false;
    const ter_option options[] = {
        TER_FLAG("documents", &documents,
                 "instead of counts a row for each document: when it was issued and by the authority of which "
                 "area, what says so, how surely"),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &format_word, TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "info REG",
        .summary = "Prints counts and versions of a registry, and the sources of its geometry.",
        .details =
            "date counts documents by what tells their date; kind and precision count facilities; status and "
            "year count projects in their current state;\n"
            "gazetteer counts facilities by the source of their geometry; unlocated counts those without\n"
            "geometry, by reason; authority counts documents by the area of their authority, authority_basis by\n"
            "what tells it.",
        .examples = "  terrier info registry.sqlite\n  terrier info registry.sqlite --documents --format csv",
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
        if (status == TER_OK) status = info_run(args.items[0], documents, format, &err);
        code = ter_exit_code(status, &err);
    }
    ter_array_release(&args);
    return code;
}
