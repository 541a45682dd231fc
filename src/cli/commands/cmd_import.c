/* terrier import: an OC4IDS file into a registry. */
#include "cli/command.h"

#include "base/file.h"
#include "oc4ids/oc4ids.h"
#include "registry/file/registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 30 };

static bool report(const ter_oc4ids_read *n) {
    size_t left_out = n->no_status + n->no_kind + n->no_title;
    if (n->kept)
        fprintf(stderr,
                "terrier: note: %zu document%s already in the registry itself, and what the file says about %s was "
                "not taken\n",
                n->kept, n->kept == 1 ? " is" : "s are", n->kept == 1 ? "it" : "them");
    if (n->no_statement)
        fprintf(stderr, "terrier: note: %zu projects have no status; they are kept as references\n", n->no_statement);
    if (left_out)
        fprintf(stderr,
                "terrier: note: %zu projects were left out: %zu without a title, %zu of a sector without a kind, "
                "%zu decommissioned or being decommissioned\n",
                left_out, n->no_title, n->no_kind, n->no_status);
    fprintf(stderr, "%zu projects in %zu documents added, %zu unchanged, %zu replaced\n", n->projects - left_out,
            n->added, n->unchanged, n->replaced);
    return left_out == 0;
}

static ter_status run(const ter_text_list *args, ter_oc4ids_read *done, ter_error *err) {
    const char *path = args->items[1];
    ter_registry *r = NULL;
    ter_buf file = {0};
    ter_status status = ter_file_read_most(path, MOST_BYTES, &file, err);
    if (status == TER_OK) status = ter_registry_open(args->items[0], TER_REGISTRY_CREATE, &r, err);
    if (status == TER_OK) {
        const char *name = strcmp(path, "-") == 0 ? "stdin" : ter_path_base(path);
        status = ter_oc4ids_import(r, (ter_str){file.ptr ? file.ptr : "", file.len}, name, done, err);
    }
    ter_registry_free(r);
    ter_buf_release(&file);
    return status;
}

static const ter_option_values import_format_value = {.type = TER_VALUES_ONE, .words = "oc4ids"};

static int refuse_format(const char *word) {
    ter_error err = {0};
    ter_option_values_refuse(&import_format_value, "format", word, &err);
    return ter_fail(&err);
}

int ter_cmd_import(int argc, char **argv) {
    ter_text_list args = {0};
    const char *format = NULL;
    ter_oc4ids_read done = {0};
    ter_error err = {0};
    const ter_option options[] = {
        TER_TEXT_OF(import_format_value, "format", "FORMAT", &format, "format of FILE (default oc4ids)"),
    };
    const ter_usage usage = {
        .line = "import REG FILE",
        .summary =
            "Imports facilities and projects from a file into a registry, which is created if it does not exist.",
        .details =
            "FILE is an OC4IDS 0.9 project package, or - for standard input. The whole file is checked before\n"
            "anything is written. From a file that terrier export wrote, documents, quotes and history are\n"
            "imported too, so that exporting again gives the same file; documents that the registry read itself\n"
            "stay as they are. In a file from another publisher the file is the document, and title, status,\n"
            "dates, sector and geometry are read. The same file twice changes nothing; what it says about a\n"
            "document replaces what an earlier file said about it. Projects that are left out are reported, and\n"
            "the exit code is 3.",
        .examples = "  terrier import city.sqlite projects.json\n"
                    "  terrier import city.sqlite --format oc4ids projects.json",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 2,
        .most = 2};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0 && format && strcmp(format, "oc4ids") != 0) code = refuse_format(format);
    if (code < 0) {
        ter_status status = run(&args, &done, &err);
        code = status != TER_OK ? ter_fail(&err) : report(&done) ? TER_EXIT_OK : TER_EXIT_PARTIAL;
    }
    ter_array_release(&args);
    return code;
}
