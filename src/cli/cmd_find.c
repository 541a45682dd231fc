#include "cli/command.h"
#include "cli/output.h"
#include "registry/read.h"

#include <stdlib.h>

static const ter_column columns[] = {
    {"id", TER_COLUMN_TEXT},    {"name", TER_COLUMN_TEXT},      {"kind", TER_COLUMN_TEXT},
    {"area", TER_COLUMN_TEXT},  {"matched", TER_COLUMN_TEXT},   {"matched_type", TER_COLUMN_TEXT},
    {"match", TER_COLUMN_TEXT}, {"precision", TER_COLUMN_TEXT},
};

static void print_found(const ter_found *found, void *context) {
    ter_output *o = context;
    ter_output_text(o, found->id);
    ter_output_text(o, found->name);
    ter_output_text(o, found->kind);
    ter_output_text(o, *found->area ? found->area : NULL);
    ter_output_text(o, found->matched);
    ter_output_text(o, found->matched_type);
    ter_output_text(o, ter_found_how_name(found->how));
    ter_output_text(o, ter_precision_name(found->precision));
    ter_output_row_end(o);
}

static ter_status find_run(const char *path, const char *text, long limit, ter_format format, ter_error *err) {
    ter_registry *r = NULL;
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status != TER_OK) return status;
    ter_output *o = ter_output_new(stdout, format, columns, sizeof columns / sizeof *columns);
    status = ter_registry_find(r, text, (size_t)limit, print_found, o, err);
    ter_output_free(o);
    ter_registry_free(r);
    return status;
}

int ter_cmd_find(int argc, char **argv) {
    long limit = 0;
    const char *format_word = NULL;
    const ter_option options[] = {
        {"limit", "N", TER_OPTION_COUNT, &limit, "at most N facilities; 0, the default, for all"},
        {"format", "FORMAT", TER_OPTION_TEXT, &format_word, TER_FORMAT_CHOICES},
    };
    const ter_usage usage = {
        .line = "find REG TEXT",
        .summary = "Facilities by name: full, part, alias, pinyin, initials.",
        .details = "Best first: the whole name, its beginning, its inside, then pinyin without tones from any syllable "
                   "on, then\n"
                   "initials. `matched` is the name that was found, `matched_type` what it is to the facility.",
        .examples = "  terrier find registry.sqlite 奥森\n  terrier find registry.sqlite liangmahe",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    ter_text_list args = {0};
    ter_error err = {0};
    ter_format format;
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = ter_format_parse(format_word, stdout, &format, &err);
        if (status == TER_OK) status = find_run(args.items[0], args.items[1], limit, format, &err);
        code = status == TER_OK ? TER_EXIT_OK : ter_fail(&err);
    }
    ter_array_release(&args);
    return code;
}
