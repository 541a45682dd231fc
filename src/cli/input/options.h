/* Options and arguments of a command, read from its command line. */
#ifndef TER_CLI_INPUT_OPTIONS_H
#define TER_CLI_INPUT_OPTIONS_H

#include "cli/usage/usage.h"

/* Parses argv (argv[0] is the command). Options may stand anywhere and take their value as `--name value` or
 * `--name=value`; `--` ends them; `-` and a `-` followed by a digit or '.' are positional, so that LON,LAT may be
 * negative. `--help` prints help to stdout. Positional arguments go to `args` (release it).
 * Returns -1 to continue, otherwise the exit code to return at once (an error line has been printed). */
int ter_options_parse(int argc, char **argv, const ter_usage *usage, ter_text_list *args);

#endif
