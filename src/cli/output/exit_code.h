/* How a command ends: its exit code, and one error line. */
#ifndef TER_CLI_OUTPUT_EXIT_CODE_H
#define TER_CLI_OUTPUT_EXIT_CODE_H

#include "base/error.h"

enum { TER_EXIT_OK = 0, TER_EXIT_FAILED = 1, TER_EXIT_USAGE = 2, TER_EXIT_PARTIAL = 3, TER_EXIT_STOPPED = 130 };

/* Prints "terrier: error: MESSAGE" to stderr and returns the exit code for it: 2 for TER_USAGE, 3 for TER_PARTIAL,
 * 130 for TER_STOPPED (as a shell reports Ctrl-C), otherwise 1. */
int ter_fail(const ter_error *err);

/* TER_EXIT_OK for TER_OK, otherwise what ter_fail returns. */
int ter_exit_code(ter_status status, const ter_error *err);

/* As ter_fail, for TER_USAGE and the message given. */
int ter_fail_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
