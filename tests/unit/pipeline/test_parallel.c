#include "base/memory.h"
#include "pipeline/parallel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct sum {
    size_t expected; /* the task that comes next */
    size_t stop_at;
    size_t total;
} sum;

static size_t alive; /* results neither taken nor dropped */

/* Later tasks are done sooner: results come in another order than they are taken. */
static void *square(size_t task, void *context) {
    (void)context;
    volatile size_t spin = (97 - task % 97) * 1000;
    while (spin > 0) spin = spin - 1;
    size_t *result = ter_alloc(sizeof *result);
    *result = task * task;
    __atomic_add_fetch(&alive, 1, __ATOMIC_RELAXED);
    return result;
}

static void drop(void *result) {
    __atomic_sub_fetch(&alive, 1, __ATOMIC_RELAXED);
    free(result);
}

static bool add(size_t task, void *result, void *context) {
    sum *s = context;
    assert_int_equal(task, s->expected);
    assert_int_equal(*(size_t *)result, task * task);
    s->total += *(size_t *)result;
    s->expected++;
    drop(result);
    return s->expected != s->stop_at;
}

static sum run(size_t tasks, size_t jobs, size_t stop_at) {
    sum s = {.stop_at = stop_at};
    ter_parallel_run(&(ter_parallel){tasks, jobs, square, add, drop, &s});
    assert_int_equal(alive, 0);
    return s;
}

static void takes_all_in_order(void **state) {
    (void)state;
    size_t alone = run(500, 1, SIZE_MAX).total;
    assert_int_equal(alone, 499u * 500 * 999 / 6);
    for (size_t jobs = 0; jobs < 9; jobs++) assert_int_equal(run(500, jobs, SIZE_MAX).total, alone);
    assert_int_equal(run(500, 100000, SIZE_MAX).total, alone);
}

static void few_tasks(void **state) {
    (void)state;
    for (size_t tasks = 0; tasks < 5; tasks++) assert_int_equal(run(tasks, 4, SIZE_MAX).expected, tasks);
}

static void stops_and_drops_the_rest(void **state) {
    (void)state;
    for (size_t jobs = 1; jobs < 6; jobs++)
        for (size_t at = 1; at < 40; at += 7) assert_int_equal(run(300, jobs, at).expected, at);
}

static void default_is_sensible(void **state) {
    (void)state;
    assert_in_range(ter_parallel_default_jobs(), 1, 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_all_in_order),
        cmocka_unit_test(few_tasks),
        cmocka_unit_test(stops_and_drops_the_rest),
        cmocka_unit_test(default_is_sensible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
