/* Progress of a command that reads many documents: a line on a terminal, an error line for each document that fails,
 * and Ctrl-C. */
#ifndef TER_CLI_OUTPUT_PROGRESS_H
#define TER_CLI_OUTPUT_PROGRESS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ter_progress {
    bool shown;             /* stderr is a terminal, and rows do not go to one */
    bool drawn;             /* a progress line is on it */
    double began, drawn_at; /* seconds */
} ter_progress;

/* From here on SIGINT and SIGTERM request a stop; a second one ends the program. `rows`: the command writes rows to
 * stdout as it runs, so no progress is shown when stdout is a terminal too. */
void ter_progress_begin(ter_progress *p, bool rows);

/* One document is done: draws "12 of 1000, 210/s  NAME", or prints `why`. False when a stop was requested. */
bool ter_progress_step(ter_progress *p, size_t done, size_t count, const char *document, const ter_error *why);

/* Whether a stop was requested since the last begin. */
bool ter_progress_is_stopped(void);

/* Clears the progress line. */
void ter_progress_end(ter_progress *p);

#endif
