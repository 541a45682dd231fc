/* The options that select features of a registry (--kind --status --year --basis), the same in every command that
 * reads one. */
#ifndef TER_CLI_INPUT_SELECTION_H
#define TER_CLI_INPUT_SELECTION_H

#include "cli/input/options.h"
#include "registry/file/registry.h"
#include "registry/read/feature.h"

typedef struct ter_selection {
    ter_text_list kinds, states, years, bases; /* as given: each may be a comma-separated list */
    ter_registry_filter filter;                /* as read; borrows from the rest */
    TER_ARRAY(char *) words;
    TER_ARRAY(int) numbers;
    const char **lists[3];
} ter_selection;

/* Rows for a command's table of options; `s` is its ter_selection. */
#define TER_SELECTION_OPTIONS(s)                                                                                       \
    {"kind", "KIND,…", TER_OPTION_LIST, &(s).kinds, "only these kinds: park, school, hospital, road, waterway, …"},    \
        {"status", "STATUS,…", TER_OPTION_LIST, &(s).states,                                                           \
         "only these: planned, started, under_construction, completed, suspended, cancelled, existing"},               \
        {"year", "YEAR,…", TER_OPTION_LIST, &(s).years, "only these years the status refers to; or undated"}, {        \
        "basis", "BASIS,…", TER_OPTION_LIST, &(s).bases, "only reported, or only target"                               \
    }

/* Checks the words before a registry is opened, so that a typing error is told first. Kinds are data: one that the
 * compiled-in lexicon lacks passes here and is looked for in the registry by ter_selection_check. */
ter_status ter_selection_read(ter_selection *s, ter_error *err);
/* TER_USAGE, naming the known ones, for a kind that neither the lexicon nor the registry has. */
ter_status ter_selection_check(const ter_selection *s, ter_registry *r, ter_error *err);
void ter_selection_release(ter_selection *s);

#endif
