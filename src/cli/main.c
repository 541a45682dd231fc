#include "cli/command.h"

#include "base/version.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
} command;

static const command commands[] = {
    {"build", ter_cmd_build, "documents to registry, layers, map and QGIS project in one go"},
    {"extract", ter_cmd_extract, "mentions and statements of documents, as JSON lines"},
    {"gazetteer", ter_cmd_gazetteer, "build or describe a gazetteer file"},
    {"geocode", ter_cmd_geocode, "names to places, offline"},
    {"ingest", ter_cmd_ingest, "documents into a registry"},
    {"import", ter_cmd_import, "projects of an OC4IDS file into a registry"},
    {"export", ter_cmd_export, "layers of a registry by status and year"},
    {"near", ter_cmd_near, "what is near a position"},
    {"find", ter_cmd_find, "facilities by name"},
    {"list", ter_cmd_list, "facilities and projects as a table"},
    {"show", ter_cmd_show, "one facility whole, with its sources"},
    {"override", ter_cmd_override, "what a person decides, kept for ever"},
    {"map", ter_cmd_map, "a static web map of a registry"},
    {"qgis", ter_cmd_qgis, "a QGIS project of a registry"},
    {"info", ter_cmd_info, "counts and versions of a registry"},
    {"check", ter_cmd_check, "integrity of a registry"},
};

static void out_of_memory(size_t size) {
    fprintf(stderr, "terrier: error: out of memory (%zu bytes asked for)\n", size);
    exit(TER_EXIT_FAILED);
}

static void print_help(void) {
    puts("usage: terrier <command> [arguments]\n\n"
         "Reads official documents, finds the public works they name, and puts them on the map.\n\ncommands:");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    puts("\nterrier <command> --help tells more; terrier --version the version.");
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
