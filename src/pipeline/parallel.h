/* Tasks run by several threads. The calling thread takes their results one by one, in the order of the tasks, so what
 * it makes of them does not depend on the number of threads. */
#ifndef TER_PIPELINE_PARALLEL_H
#define TER_PIPELINE_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

enum { TER_MOST_JOBS = 64 }; /* threads at most: their handles stand in an array of this size */

typedef struct ter_parallel {
    size_t tasks; /* numbered from 0 */
    size_t jobs;  /* threads besides the caller's; 0 or 1: the caller runs every task */

    void *(*work)(size_t task, void *context);              /* in any thread, several at once; returns the result */
    bool (*take)(size_t task, void *result, void *context); /* owns the result; false: stop */
    void (*drop)(void *result);                             /* frees a result that is not taken any more */
    void *context;
} ter_parallel;

/* Returns when all results are taken, or when `take` returned false and the running tasks are done. At most four
 * results per thread wait to be taken. Where the system gives fewer threads, those do the work. */
void ter_parallel_run(const ter_parallel *p);

/* The number of threads that is useful: one per processor that the program may use, at most 8. */
size_t ter_parallel_default_jobs(void);

#endif
