/* A crew: tasks done by several threads, their results taken one by one, in the order of the tasks, by the thread that
 * called. What is taken does not depend on how many there are. */
#ifndef TER_PIPELINE_CREW_H
#define TER_PIPELINE_CREW_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ter_crew {
    size_t tasks; /* numbered from 0 */
    size_t jobs;  /* threads besides the caller's; 0 or 1: the caller does all */

    void *(*work)(size_t task, void *context);              /* in any thread, several at once; gives the result */
    bool (*take)(size_t task, void *result, void *context); /* the result is its own; false: stop */
    void (*drop)(void *result);                             /* of what is not taken any more */
    void *context;
} ter_crew;

/* Returns when all is taken, or when `take` said stop and the tasks under way are done. At most four results a thread
 * wait to be taken. Where the system gives fewer threads, those it gives do the work. */
void ter_crew_run(const ter_crew *crew);

/* How many threads pay: one for each processor that the program may use, at most 8. */
size_t ter_crew_default_jobs(void);

#endif
