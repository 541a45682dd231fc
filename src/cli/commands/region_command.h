/* What the commands within and along have in common. */
#ifndef TER_CLI_COMMANDS_REGION_COMMAND_H
#define TER_CLI_COMMANDS_REGION_COMMAND_H

#include "cli/command.h"
#include "cli/input/gazetteers.h"
#include "cli/input/selection.h"
#include "cli/output/output.h"

typedef struct ter_region_request {
    bool along;
    double distance_m;
    long limit;
    const char *format_word;
    ter_format format;
    ter_text_list gazetteers;
    ter_selection selection;
} ter_region_request;

/* Rows for a command's table of options; `q` is its ter_region_request. */
#define TER_REGION_OPTIONS(q)                                                                                          \
    TER_SELECTION_OPTIONS((q).selection), {"gazetteer", "FILE", TER_OPTION_LIST, &(q).gazetteers, TER_GAZETTEER_HELP}, \
        {"limit", "N", TER_OPTION_COUNT, &(q).limit, "at most N rows; 0, the default, for all"}, {                     \
        "format", "FORMAT", TER_OPTION_TEXT, &(q).format_word, TER_FORMAT_CHOICES "|geojson"                           \
    }

/* Runs the command: its arguments are a registry and an area, or a line. Returns the exit code. */
int ter_region_run(int argc, char **argv, const ter_usage *usage, ter_region_request *q);

#endif
