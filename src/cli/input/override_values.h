/* FIELD=VALUE words of `override set`. */
#ifndef TER_CLI_INPUT_OVERRIDE_VALUES_H
#define TER_CLI_INPUT_OVERRIDE_VALUES_H

#include "cli/input/gazetteers.h"
#include "geo/datum.h"
#include "registry/decisions/decision_edit.h"

typedef struct ter_values_request {
    const char *const *words; /* FIELD=VALUE; their texts are borrowed */
    size_t count;
    double uncertainty_m;            /* of a position or geometry; negative: not given */
    ter_datum datum;                 /* of a position or geometry */
    const ter_text_list *gazetteers; /* for place=ID, as ter_gazetteers_open takes them */
} ter_values_request;

typedef struct ter_parsed_values {
    ter_override_values values;
    ter_geometry geometry; /* values.geometry points to it */
    ter_gazetteer_set gazetteers;
} ter_parsed_values;

/* TER_USAGE for an unknown field or value, TER_INPUT or TER_IO for a file that cannot be used or an id that no
 * gazetteer has. Release also after a failure. */
ter_status ter_values_parse(const ter_values_request *request, ter_parsed_values *out, ter_error *err);

/* Frees the geometry and closes the gazetteers. */
void ter_values_release(ter_parsed_values *p);

#endif
