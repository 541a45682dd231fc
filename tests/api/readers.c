/* readers REGISTRY FILE THREADS: until FILE is gone so many threads ask without a pause, each with a handle of its own,
 * while another program replaces a document that gives two parks the same status, now one, now another. Every answer
 * must be whole: both parks, one status. Tells how many answers there were, and the longest wait for one. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <terrier.h>
#include <time.h>
#include <unistd.h>

enum { MOST_THREADS = 64 };

static const char *path;
static const char *going_on;

typedef struct seen {
    size_t answers, changes, hits;
    char status[32], status_before[32];
    double distance_m, longest_s;
    const char *wrong;
    char message[1024];
} seen;

static int look(const terrier_hit *hit, void *context) {
    seen *s = context;
    if (s->hits++ == 0) snprintf(s->status, sizeof s->status, "%s", hit->status);
    else if (strcmp(s->status, hit->status) != 0) s->wrong = "two statuses in one answer";
    if (hit->distance_m < s->distance_m) s->wrong = "out of order";
    s->distance_m = hit->distance_m;
    return 0;
}

static int count(const terrier_name *name, void *context) {
    (void)name;
    ++*(size_t *)context;
    return 0;
}

static double now_s(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void *read_on(void *context) {
    seen *s = context;
    terrier_error err = {0};
    terrier *t = NULL;
    terrier_facility *f = NULL;
    const char *const kinds[] = {"park", NULL};
    const terrier_filter filter = {.kinds = kinds};
    if (terrier_open(path, &t, &err) != TERRIER_OK) s->wrong = "cannot be opened";
    while (!s->wrong && access(going_on, F_OK) == 0) {
        size_t names = 0;
        double begun_s = now_s();
        s->hits = 0;
        s->distance_m = 0;
        int code = terrier_near(t, 118.3, 26.1, -1, 0, &filter, look, s, &err);
        if (code == TERRIER_OK && s->hits != 2) s->wrong = "not two parks";
        if (code == TERRIER_OK) code = terrier_find(t, "公园", 0, count, &names, &err);
        if (code == TERRIER_OK && names != 2) s->wrong = "not two names";
        if (code == TERRIER_OK) code = terrier_show(t, "none", &f, &err);
        if (code != TERRIER_OK) {
            snprintf(s->message, sizeof s->message, "%s", err.message);
            s->wrong = s->message;
        }
        s->answers++;
        s->changes += strcmp(s->status, s->status_before) != 0;
        memcpy(s->status_before, s->status, sizeof s->status);
        double took_s = now_s() - begun_s;
        if (took_s > s->longest_s) s->longest_s = took_s;
    }
    terrier_close(t);
    return NULL;
}

int main(int argc, char **argv) {
    int count = argc == 4 ? atoi(argv[3]) : 0;
    if (count < 1 || count > MOST_THREADS) return 2;
    pthread_t threads[MOST_THREADS];
    static seen all[MOST_THREADS];
    int bad = 0;
    size_t answers = 0, changes = 0;
    double longest_s = 0;
    path = argv[1];
    going_on = argv[2];
    for (int i = 0; i < count; i++) pthread_create(&threads[i], NULL, read_on, &all[i]);
    for (int i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
        answers += all[i].answers;
        changes += all[i].changes;
        if (all[i].longest_s > longest_s) longest_s = all[i].longest_s;
        if (all[i].wrong) bad = fprintf(stderr, "reader %d: %s\n", i, all[i].wrong);
    }
    printf("%zu answers, %zu changes seen, longest wait %.0f ms\n", answers, changes, longest_s * 1000);
    return bad != 0;
}
