/* What the commands within and along share. */
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
    TER_SELECTION_OPTIONS((q).selection),                                                                              \
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &(q).gazetteers, TER_GAZETTEER_HELP),                   \
        TER_COUNT("limit", "N", &(q).limit, "at most N rows; 0, the default, for all"),                                \
        TER_TEXT_OF(ter_place_format_value, "format", "FORMAT", &(q).format_word, TER_FORMAT_HELP)

/* Runs the command: its arguments are a registry and an area, or a line. Returns the exit code. */
int ter_region_run(int argc, char **argv, const ter_usage *usage, ter_region_request *q);

#endif
