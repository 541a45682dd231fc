/* Tasks run by several threads, their results taken in order. */
#include "pipeline/parallel.h"

#include "base/memory.h"

#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>

enum { MOST_DEFAULT = 8, WAITING = 4 /* results per thread that may wait to be taken */ };

typedef struct slot {
    void *result;
    bool ready;
} slot;

/* Results wait in a ring: task t in slot t % size. Tasks before `next` are handed out, those before `taken` are done;
 * next - taken <= size. */
typedef struct board {
    const ter_parallel *run;
    pthread_mutex_t lock;
    pthread_cond_t result, room;
    slot *ring;
    size_t size, next, taken;
    size_t awaited; /* the task that the taking thread waits for, or SIZE_MAX */
    size_t idle;    /* threads that wait for a free slot */
    bool stopped;
} board;

static void *worker(void *argument) {
    board *b = argument;
    pthread_mutex_lock(&b->lock);
    for (;;) {
        while (!b->stopped && b->next < b->run->tasks && b->next - b->taken == b->size) {
            b->idle++;
            pthread_cond_wait(&b->room, &b->lock);
            b->idle--;
        }
        if (b->stopped || b->next == b->run->tasks) break;
        size_t task = b->next++;
        pthread_mutex_unlock(&b->lock);
        void *result = b->run->work(task, b->run->context);
        pthread_mutex_lock(&b->lock);
        b->ring[task % b->size] = (slot){result, true};
        if (b->awaited == task) pthread_cond_signal(&b->result);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

static void *wait_for(board *b, size_t task) {
    slot *s = &b->ring[task % b->size];
    pthread_mutex_lock(&b->lock);
    while (!s->ready) {
        b->awaited = task;
        pthread_cond_wait(&b->result, &b->lock);
    }
    b->awaited = SIZE_MAX;
    void *result = s->result;
    *s = (slot){0};
    b->taken = task + 1;
    /* Waking costs more than reading a small document: once half the ring is free is soon enough. */
    if (b->idle > 0 && b->next - b->taken <= b->size / 2) pthread_cond_broadcast(&b->room);
    pthread_mutex_unlock(&b->lock);
    return result;
}

static void stop(board *b) {
    pthread_mutex_lock(&b->lock);
    b->stopped = true;
    pthread_cond_broadcast(&b->room);
    pthread_mutex_unlock(&b->lock);
}

static void run_alone(const ter_parallel *p) {
    for (size_t task = 0; task < p->tasks; task++)
        if (!p->take(task, p->work(task, p->context), p->context)) return;
}

void ter_parallel_run(const ter_parallel *p) {
    size_t jobs = p->jobs < p->tasks ? p->jobs : p->tasks, started = 0;
    if (jobs > TER_MOST_JOBS) jobs = TER_MOST_JOBS;
    if (jobs < 2) {
        run_alone(p);
        return;
    }
    pthread_t threads[TER_MOST_JOBS];
    board b = {.run = p, .size = WAITING * jobs, .awaited = SIZE_MAX};
    b.ring = ter_alloc(b.size * sizeof *b.ring);
    pthread_mutex_init(&b.lock, NULL);
    pthread_cond_init(&b.result, NULL);
    pthread_cond_init(&b.room, NULL);
    while (started < jobs && pthread_create(&threads[started], NULL, worker, &b) == 0) started++;
    if (started == 0) {
        run_alone(p);
    } else {
        for (size_t task = 0; task < p->tasks; task++)
            if (!p->take(task, wait_for(&b, task), p->context)) break;
        stop(&b);
    }
    for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
    for (size_t i = 0; i < b.size; i++)
        if (b.ring[i].ready) p->drop(b.ring[i].result);
    pthread_cond_destroy(&b.result);
    pthread_cond_destroy(&b.room);
    pthread_mutex_destroy(&b.lock);
    free(b.ring);
}

size_t ter_parallel_default_jobs(void) {
    cpu_set_t usable;
    int count = sched_getaffinity(0, sizeof usable, &usable) == 0 ? CPU_COUNT(&usable) : 1;
    return count < 1 ? 1 : count > MOST_DEFAULT ? MOST_DEFAULT : (size_t)count;
}
