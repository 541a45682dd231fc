/* Error lines and exit codes. */
#include "cli/output/exit_code.h"

#include <stdarg.h>
#include <stdio.h>

int ter_fail(const ter_error *err) {
    fprintf(stderr, "terrier: error: %s\n", err->message[0] ? err->message : ter_status_sentence(err->code));
    switch (err->code) {
    case TER_USAGE:
        return TER_EXIT_USAGE;
    case TER_PARTIAL:
        return TER_EXIT_PARTIAL;
    case TER_STOPPED:
        return TER_EXIT_STOPPED;
    default:
        return TER_EXIT_FAILED;
    }
}

int ter_exit_code(ter_status status, const ter_error *err) {
    return status == TER_OK ? TER_EXIT_OK : ter_fail(err);
}

int ter_fail_usage(const char *format, ...) {
    ter_error err = {TER_USAGE, ""};
    char text[900];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ter_error_set(&err, TER_USAGE, "%s", text);
    return ter_fail(&err);
}
