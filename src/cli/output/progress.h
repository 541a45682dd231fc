/* Watching a command that reads many documents: progress on a terminal, an error line for each bad document, Ctrl-C. */
#ifndef TER_CLI_OUTPUT_PROGRESS_H
#define TER_CLI_OUTPUT_PROGRESS_H

#include "cli/command.h"

#include <stdbool.h>

#define TER_JOBS_HELP "threads that read documents; default: one a processor, at most 8"

typedef struct ter_progress {
    bool shown;             /* stderr is a terminal, and rows do not go to one */
    bool drawn;             /* a progress line stands there */
    double began, drawn_at; /* seconds */
} ter_progress;

/* From here on SIGINT and SIGTERM are requests to stop, the second one ends the program. `rows`: the command writes
 * rows to stdout as it goes, so that progress is not shown when they are seen. */
void ter_progress_begin(ter_progress *w, bool rows);

/* One document done: draws "12 of 1000, 210/s  NAME", or prints `why`. False when asked to stop. */
bool ter_progress_step(ter_progress *w, size_t done, size_t count, const char *document, const ter_error *why);
bool ter_progress_is_stopped(void);     /* asked to stop, since the last begin */
void ter_progress_end(ter_progress *w); /* takes the progress line away */

/* --jobs N as given (0: not). TER_USAGE when it makes no sense. */
ter_status ter_jobs_check(long jobs, ter_error *err);

#endif
