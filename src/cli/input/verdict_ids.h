/* What `override accept` and `override reject` are about: ids in the arguments, on standard input, or by a pattern. */
#ifndef TER_CLI_INPUT_VERDICT_IDS_H
#define TER_CLI_INPUT_VERDICT_IDS_H

#include "registry/decisions/verdict.h"

typedef struct ter_verdict_request {
    const char *const *words; /* ids, or one "-" */
    size_t count;
    ter_verdict_pattern pattern; /* used when it says anything */
    bool by_pattern;
} ter_verdict_request;

/* The ids asked for; the caller frees them with ter_verdict_ids_release, also on failure. From standard input the first
 * id of each line is taken, whatever else stands in it, so that rows of `list` and `find` in any format can be given; a
 * first line without an id is a heading. TER_USAGE when nothing, or both ids and a pattern, are given. */
ter_status ter_verdict_ids_read(ter_registry *r, const ter_verdict_request *request, ter_id_list *out, ter_error *err);

/* Frees the ids. */
void ter_verdict_ids_release(ter_id_list *ids);

#endif
