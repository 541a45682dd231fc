/* The options that select features of a registry (--kind --status --year --basis --doubtful), the same in every command
 * that reads one. */
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
    TER_LIST_OF(ter_kind_values, "kind", "KIND,…", &(s).kinds, "only these kinds"),                                    \
        TER_LIST_OF(ter_status_values, "status", "STATUS,…", &(s).states, "only these statuses"),                      \
        TER_LIST("year", "YEAR,…", &(s).years, "only statuses of these years, or `undated`"),                          \
        TER_LIST_OF(ter_basis_values, "basis", "BASIS,…", &(s).bases, "only this basis"),                              \
        TER_FLAG("doubtful", &(s).filter.doubtful, "also what bears a doubtful name, see list --review")

/* Checks the words before a registry is opened, so that a typing error is reported first. Kinds are data: one
 * that is not compiled in passes here and is looked for in the registry by ter_selection_check. */
ter_status ter_selection_read(ter_selection *s, ter_error *err);

/* Lets the registry show doubtful names when they are asked for. TER_USAGE, listing the known ones, for a kind that
 * neither the lexicon nor the registry has. */
ter_status ter_selection_check(const ter_selection *s, ter_registry *r, ter_error *err);

/* Frees what the options and reading them gave. */
void ter_selection_release(ter_selection *s);

#endif
