#include "cli/command.h"
#include "registry/read.h"

#include <stdio.h>
#include <stdlib.h>

static void print_fault(const char *sentence, void *context) {
    (void)context;
    for (const char *c = sentence; *c; c++) putchar((unsigned char)*c < 0x20 ? ' ' : *c);
    putchar('\n');
}

static ter_status check_run(const char *path, bool quiet, size_t *faults, ter_error *err) {
    ter_registry *r = NULL;
    ter_status status = ter_registry_open(path, TER_REGISTRY_READ, &r, err);
    if (status == TER_OK) status = ter_registry_check(r, print_fault, NULL, faults, err);
    ter_registry_free(r);
    if (status == TER_OK && *faults == 0 && !quiet) fprintf(stderr, "%s: sound\n", path);
    return status;
}

int ter_cmd_check(int argc, char **argv) {
    bool quiet = false;
    const ter_option options[] = {
        {"quiet", NULL, TER_OPTION_FLAG, &quiet, "say nothing when all is well"},
    };
    const ter_usage usage = {
        .line = "check REG",
        .summary = "Integrity of a registry: one line per fault, exit 1 when there is one.",
        .details =
            "Checks the database's own integrity, references, typed tables against their spatial index and the "
            "current\n"
            "state, every document against its hash, every mention, quote and cue against the bytes it stands at,\n"
            "and that every geometry has a source and a licence.",
        .examples = "  terrier check registry.sqlite",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 1};
    ter_text_list args = {0};
    ter_error err = {0};
    size_t faults = 0;
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0) {
        ter_status status = check_run(args.items[0], quiet, &faults, &err);
        if (status == TER_OK && faults)
            status = ter_error_set(&err, TER_DB, "%s: %zu fault%s; restore it from a copy or build it again",
                                   args.items[0], faults, faults == 1 ? "" : "s");
        code = status == TER_OK ? TER_EXIT_OK : ter_fail(&err);
    }
    ter_array_release(&args);
    return code;
}
