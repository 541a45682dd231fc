/* --kinds A,B and --all-kinds: which kinds a command reads; the same on extract, ingest and build. */
#ifndef TER_CLI_INPUT_KIND_OPTIONS_H
#define TER_CLI_INPUT_KIND_OPTIONS_H

#include "cli/input/options.h"
#include "extract/words/lexicon.h"

#define TER_KINDS_HELP     "only these kinds (default: the core kinds)"
#define TER_ALL_KINDS_HELP "the same as --kinds all"

typedef struct ter_kinds {
    ter_text_list given; /* of --kinds */
    bool all;            /* --all-kinds */
    const char **wanted; /* the lexicon's own words, NULL-terminated; NULL for the core */
} ter_kinds;

/* Fills `all` and `wanted` from what was given. An unknown kind is wrong usage, and the error lists the known ones.
 * Caller releases, after the lexicon's last use. */
ter_status ter_kinds_resolve(ter_kinds *k, const ter_lexicon *l, ter_error *err);
/* Frees what parsing and resolving gave. */
void ter_kinds_release(ter_kinds *k);
/* For a command's help: the kinds that are read by default, and the others. */
void ter_kinds_describe(ter_buf *out);

#endif
