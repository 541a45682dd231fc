/* near --resident COMMAND...: runs it and prints the most memory it held, in kB (a small parent, so that none of ours
 * counts). near REGISTRY QUERIES: random k = 10 and 1 km questions in process, on one thread and on several; one line
 * of JSON for each. The positions are written to QUERIES, a line `lon lat` each, for another database to answer. */
#include "base/memory.h"
#include "registry/file/registry.h"
#include "registry/search/by_distance.h"
#include "registry/search/distance_index.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { QUESTIONS = 20000, MOST_THREADS = 16 };

static ter_position positions[QUESTIONS];
static const char *registry_path;

static double now_s(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static ter_registry *opened(void) {
    ter_registry *r = NULL;
    ter_error err = {0};
    if (ter_registry_open(registry_path, TER_REGISTRY_READ, &r, &err) == TER_OK) return r;
    fprintf(stderr, "near: error: %s\n", err.message);
    exit(1);
}

typedef struct task {
    size_t first, step;
    double radius_m;
    size_t limit, hits;
    double *took_s; /* one per position; NULL: not wanted */
} task;

static void *answer(void *context) {
    task *t = context;
    ter_registry *r = opened();
    for (size_t i = t->first; i < QUESTIONS; i += t->step) {
        ter_near_hits hits;
        double began = now_s();
        if (ter_registry_near(r, positions[i], t->radius_m, t->limit, NULL, &hits, NULL) != TER_OK) exit(1);
        if (t->took_s) t->took_s[i] = now_s() - began;
        t->hits += hits.len;
        ter_near_hits_release(&hits);
    }
    ter_registry_free(r);
    return NULL;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(const char *name, double radius_m, size_t limit, size_t threads) {
    static double took_s[QUESTIONS];
    pthread_t ids[MOST_THREADS];
    task tasks[MOST_THREADS];
    double began = now_s();
    for (size_t i = 0; i < threads; i++) {
        tasks[i] = (task){i, threads, radius_m, limit, 0, took_s};
        pthread_create(&ids[i], NULL, answer, &tasks[i]);
    }
    size_t hits = 0;
    for (size_t i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        hits += tasks[i].hits;
    }
    double all_s = now_s() - began;
    qsort(took_s, QUESTIONS, sizeof *took_s, compare);
    printf("{\"name\":\"%s\",\"threads\":%zu,\"per_second\":%.0f,\"p50_ms\":%.4f,\"p99_ms\":%.4f,\"hits\":%.1f}\n",
           name, threads, QUESTIONS / all_s, took_s[QUESTIONS / 2] * 1e3, took_s[QUESTIONS / 100 * 99] * 1e3,
           (double)hits / QUESTIONS);
}

static int print_resident(char **command) {
    struct rusage usage;
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stdout)) _exit(1);
        execv(command[0], command);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0) return 1;
    printf("%ld\n", usage.ru_maxrss);
    return 0;
}

int main(int argc, char **argv) {
    if (argc > 2 && strcmp(argv[1], "--resident") == 0) return print_resident(argv + 2);
    if (argc != 3) return 2;
    registry_path = argv[1];
    FILE *out = fopen(argv[2], "w");
    if (!out) return 1;
    srand(4);
    for (size_t i = 0; i < QUESTIONS; i++) {
        positions[i] = (ter_position){115.4 + 2.1 * rand() / RAND_MAX, 39.4 + 1.7 * rand() / RAND_MAX};
        fprintf(out, "%.7f %.7f\n", positions[i].lon_deg, positions[i].lat_deg);
    }
    fclose(out);
    ter_registry *r = opened();
    double began = now_s();
    ter_error err = {0};
    if (ter_registry_index(r, &err) != TER_OK) return fprintf(stderr, "near: error: %s\n", err.message), 1;
    printf("{\"name\":\"index\",\"seconds\":%.2f}\n", now_s() - began);
    ter_registry_free(r);
    size_t cores = (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    for (size_t threads = 1; threads <= cores && threads <= MOST_THREADS; threads *= 2) {
        measure("k10", INFINITY, 10, threads);
        measure("1km", 1000, 0, threads);
    }
    return 0;
}
