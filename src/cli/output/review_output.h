/* `list --review`: what a person should check, with the possible answers and the command for each. */
#ifndef TER_CLI_OUTPUT_REVIEW_OUTPUT_H
#define TER_CLI_OUTPUT_REVIEW_OUTPUT_H

#include "cli/output/output.h"
#include "registry/read/feature.h"

typedef struct ter_review_request {
    const char *path; /* of the registry, as given: it is part of the commands printed */
    const ter_registry_filter *filter;
    long limit; /* 0: all */
    ter_format format;
} ter_review_request;

/* Prints the queue to stdout; as a table it is a text to read. */
ter_status ter_review_print(ter_registry *r, const ter_review_request *request, ter_error *err);

#endif
