#include "cli/output/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double redraw_s = 0.1;
enum { MOST_JOBS = 64, SHOWN_BYTES = 48 };

static volatile sig_atomic_t asked_to_stop;

static void hear(int signal_number) {
    (void)signal_number;
    asked_to_stop = 1;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void ter_progress_begin(ter_progress *w, bool rows) {
    *w = (ter_progress){.shown = isatty(STDERR_FILENO) && !(rows && isatty(STDOUT_FILENO)), .began = now()};
    struct sigaction action = {.sa_handler = hear, .sa_flags = (int)SA_RESETHAND};
    struct sigaction old;
    const int signals[] = {SIGINT, SIGTERM};
    asked_to_stop = 0;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(signals[i], &action, NULL);
}

bool ter_progress_is_stopped(void) {
    return asked_to_stop != 0;
}

void ter_progress_end(ter_progress *w) {
    if (w->drawn) fputs("\r\033[K", stderr);
    w->drawn = false;
}

/* The end of a path says more than its beginning; cut between characters, without control characters. */
static void put_name(const char *document) {
    size_t len = strlen(document), from = len > SHOWN_BYTES ? len - SHOWN_BYTES : 0;
    while (((unsigned char)document[from] & 0xc0) == 0x80) from++;
    for (const char *c = document + from; *c; c++) fputc((unsigned char)*c < 0x20 || *c == 0x7f ? '?' : *c, stderr);
}

bool ter_progress_step(ter_progress *w, size_t done, size_t count, const char *document, const ter_error *why) {
    if (why) {
        ter_progress_end(w);
        ter_fail(why);
    }
    double t = now();
    if (w->shown && !asked_to_stop && (!w->drawn || done == count || t - w->drawn_at >= redraw_s)) {
        fprintf(stderr, "\r\033[K%zu of %zu, %.0f/s  ", done, count, t > w->began ? (double)done / (t - w->began) : 0);
        put_name(document);
        fflush(stderr);
        w->drawn = true;
        w->drawn_at = t;
    }
    return !asked_to_stop;
}

ter_status ter_jobs_check(long jobs, ter_error *err) {
    if (jobs <= MOST_JOBS) return TER_OK;
    return ter_error_set(err, TER_USAGE, "--jobs: %ld is too many; at most %d", jobs, MOST_JOBS);
}
