/* readers REGISTRY FILE: until FILE is gone eight threads ask, each with a handle of its own, while another program
 * replaces a document that gives two parks the same status, now one, now another. Every answer must be whole: both
 * parks, one status. */
#define _DEFAULT_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <terrier.h>
#include <unistd.h>

enum { READERS = 8 };

static const char *path;
static const char *going_on;

typedef struct seen {
    size_t answers, hits;
    char status[32];
    double distance_m;
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
        usleep(1000);
    }
    terrier_close(t);
    return NULL;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    pthread_t threads[READERS];
    seen all[READERS] = {{0}};
    int bad = 0;
    size_t answers = 0;
    path = argv[1];
    going_on = argv[2];
    for (int i = 0; i < READERS; i++) pthread_create(&threads[i], NULL, read_on, &all[i]);
    for (int i = 0; i < READERS; i++) {
        pthread_join(threads[i], NULL);
        answers += all[i].answers;
        if (all[i].wrong) bad = fprintf(stderr, "reader %d: %s\n", i, all[i].wrong);
    }
    printf("%zu answers\n", answers);
    return bad != 0;
}
