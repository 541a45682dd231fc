/* FIELD=VALUE words of `override set`. */
#ifndef TER_CLI_OVERRIDE_VALUES_H
#define TER_CLI_OVERRIDE_VALUES_H

#include "registry/override.h"

typedef struct ter_parsed_values {
    ter_override_values values;
    ter_geometry geometry; /* values.geometry points to it */
} ter_parsed_values;

/* Reads `count` words; the texts are borrowed from them. TER_USAGE for an unknown field or value, TER_INPUT or TER_IO
 * for a geometry file that cannot be used. Release also after a failure. */
ter_status ter_values_parse(const char *const *words, size_t count, double uncertainty_m, ter_parsed_values *out,
                            ter_error *err);
void ter_values_release(ter_parsed_values *p);

#endif
