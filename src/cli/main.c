/* The program: the table of commands. */
#include "cli/command.h"

#include "base/version.h"
#include "cli/output/manual.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ter_command commands[] = {
    {"build", ter_cmd_build, "registry, layers, map and QGIS project from documents, in one run", NULL},
    {"extract", ter_cmd_extract, "mentions and statements of documents, as JSON lines", NULL},
    {"gazetteer", ter_cmd_gazetteer, "build or describe a gazetteer file", "build info"},
    {"geocode", ter_cmd_geocode, "places of names, offline", NULL},
    {"ingest", ter_cmd_ingest, "read documents into a registry", NULL},
    {"import", ter_cmd_import, "import projects of an OC4IDS file into a registry", NULL},
    {"export", ter_cmd_export, "layers of a registry by status and year", NULL},
    {"near", ter_cmd_near, "what is near a position", NULL},
    {"within", ter_cmd_within, "what lies in an area", NULL},
    {"along", ter_cmd_along, "what lies along a road or a waterway", NULL},
    {"find", ter_cmd_find, "facilities by any name, and words in the documents", NULL},
    {"count", ter_cmd_count, "counts by area, kind, status and year", NULL},
    {"timeline", ter_cmd_timeline, "what was planned, started and completed in which year", NULL},
    {"diff", ter_cmd_diff, "what changed between two registries or two dates", NULL},
    {"list", ter_cmd_list, "facilities and projects as a table", NULL},
    {"show", ter_cmd_show, "one facility in full, with its sources", NULL},
    {"override", ter_cmd_override, "decisions of a person, which take precedence over documents", NULL},
    {"map", ter_cmd_map, "a static web map of a registry", NULL},
    {"qgis", ter_cmd_qgis, "a QGIS project of a registry", NULL},
    {"info", ter_cmd_info, "counts and versions of a registry", NULL},
    {"check", ter_cmd_check, "integrity of a registry", NULL},
};

static void out_of_memory(size_t size) {
    fprintf(stderr, "terrier: error: out of memory (%zu bytes requested)\n", size);
    exit(TER_EXIT_FAILED);
}

static void print_help(void) {
    puts("usage: terrier <command> [arguments]\n\n"
         "Reads official documents, finds the public works they name, and maps them.\n\ncommands:");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    puts("\nSee terrier <command> --help for a command; terrier --version prints the version.");
}

/* Not in the help: writes what the build installs with the program. */
static int write_manual(const char *folder) {
    ter_error err = {0};
    ter_status status = ter_manual_write(folder, commands, sizeof commands / sizeof *commands, &err);
    if (status == TER_OK && fflush(stdout) != 0)
        status = ter_error_set(&err, TER_IO, "%s: cannot be written; check the disk", folder);
    return ter_exit_code(status, &err);
}

int main(int argc, char **argv) {
    ter_memory_set_handler(out_of_memory);
    signal(SIGPIPE, SIG_DFL); /* `terrier list … | head` ends quietly */
    const char *name = argc > 1 ? argv[1] : "--help";
    if (strcmp(name, "--version") == 0 || strcmp(name, "version") == 0) {
        puts("terrier " TER_RELEASE);
        return TER_EXIT_OK;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        print_help();
        return argc > 1 ? TER_EXIT_OK : TER_EXIT_USAGE;
    }
    if (strcmp(name, "--manual") == 0 && argc == 3) return write_manual(argv[2]);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(name, commands[i].name) != 0) continue;
        int code = commands[i].run(argc - 1, argv + 1);
        if (fflush(stdout) != 0 || ferror(stdout)) {
            fprintf(stderr, "terrier: error: standard output could not be written\n");
            return code ? code : TER_EXIT_FAILED;
        }
        return code;
    }
    return ter_fail_usage("unknown command '%s'; see terrier --help", name);
}
