/* The progress line, and Ctrl-C as a request to stop. */
#include "cli/output/progress.h"

#include "cli/output/exit_code.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double redraw_s = 0.1;
enum { SHOWN_BYTES = 48 };

static volatile sig_atomic_t stop_requested;

static void on_signal(int signal_number) {
    (void)signal_number;
    stop_requested = 1;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void ter_progress_begin(ter_progress *p, bool rows) {
    *p = (ter_progress){.shown = isatty(STDERR_FILENO) && !(rows && isatty(STDOUT_FILENO)), .began = now()};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    struct sigaction old;
    const int signals[] = {SIGINT, SIGTERM};
    stop_requested = 0;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(signals[i], &action, NULL);
}

bool ter_progress_is_stopped(void) {
    return stop_requested != 0;
}

void ter_progress_end(ter_progress *p) {
    if (p->drawn) fputs("\r\033[K", stderr);
    p->drawn = false;
}

/* The end of a path identifies it better than its beginning. Cut between characters; control characters as '?'. */
static void put_name(const char *document) {
    size_t len = strlen(document), from = len > SHOWN_BYTES ? len - SHOWN_BYTES : 0;
    while (((unsigned char)document[from] & 0xc0) == 0x80) from++;
    for (const char *c = document + from; *c; c++) fputc((unsigned char)*c < 0x20 || *c == 0x7f ? '?' : *c, stderr);
}

bool ter_progress_step(ter_progress *p, size_t done, size_t count, const char *document, const ter_error *why) {
    if (why) {
        ter_progress_end(p);
        ter_fail(why);
    }
    double t = now();
    if (p->shown && !stop_requested && (!p->drawn || done == count || t - p->drawn_at >= redraw_s)) {
        fprintf(stderr, "\r\033[K%zu of %zu, %.0f/s  ", done, count, t > p->began ? (double)done / (t - p->began) : 0);
        put_name(document);
        fflush(stderr);
        p->drawn = true;
        p->drawn_at = t;
    }
    return !stop_requested;
}
