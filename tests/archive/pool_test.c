/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs come out of a queue in their order, each worked on once; queues share threads, the last one opened first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include <pthread.h>
#include "archive/pool.h"

enum { MANY = 1000 };

typedef struct numbered {
    unsigned number, times; /* worked on */
} numbered;

static void count(void *context, void *own, void *job) {
    numbered *task = job;
    unsigned *by_thread = own;
    (void)context;
    task->times++;
    ++*by_thread;
}

static void jobs_come_out_in_their_order(void **state) {
    static numbered tasks[MANY];
    vt_pool *pool;
    vt_queue *queue;
    unsigned put = 0, taken = 0;
    (void)state;
    assert_int_equal(vt_pool_open(3, sizeof(unsigned), &pool, NULL), VT_OK);
    assert_int_equal(vt_queue_open(pool, &(vt_queue_plan){.work = count}, &queue, NULL), VT_OK);
    assert_null(vt_queue_take(queue));
    while (taken < MANY) {
        while (put < MANY) {
            tasks[put].number = put;
            if (!vt_queue_put(queue, &tasks[put])) break;
            put++;
        }
        numbered *task = vt_queue_take(queue);
        assert_int_equal(task->number, taken++);
        assert_int_equal(task->times, 1);
    }
    assert_false(vt_queue_has(queue));
    vt_queue_close(queue);
    vt_pool_close(pool);
}

/* A job that holds a thread until it is let go, and what was done meanwhile. */
typedef struct gate {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool entered, open;
    char done[8];
    size_t count;
} gate;

static void hold(void *context, void *own, void *job) {
    gate *at = context;
    (void)own, (void)job;
    pthread_mutex_lock(&at->mutex);
    at->entered = true;
    pthread_cond_broadcast(&at->changed);
    while (!at->open) pthread_cond_wait(&at->changed, &at->mutex);
    pthread_mutex_unlock(&at->mutex);
}

/* Only the one thread of the pool writes. */
static void note(void *context, void *own, void *job) {
    gate *at = context;
    (void)own;
    at->done[at->count++] = *(char *)job;
}

static void let_go(gate *at) {
    pthread_mutex_lock(&at->mutex);
    at->open = true;
    pthread_cond_broadcast(&at->changed);
    pthread_mutex_unlock(&at->mutex);
}

static void wait_for_entry(gate *at) {
    pthread_mutex_lock(&at->mutex);
    while (!at->entered) pthread_cond_wait(&at->changed, &at->mutex);
    pthread_mutex_unlock(&at->mutex);
}

static void the_queue_that_was_opened_last_goes_first(void **state) {
    gate at = {.mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    vt_pool *pool;
    vt_queue *gates, *first, *last;
    (void)state;
    assert_int_equal(vt_pool_open(1, 0, &pool, NULL), VT_OK);
    assert_int_equal(vt_queue_open(pool, &(vt_queue_plan){.room = 1, .work = hold, .context = &at}, &gates, NULL),
                     VT_OK);
    assert_int_equal(vt_queue_open(pool, &(vt_queue_plan){.room = 4, .work = note, .context = &at}, &first, NULL),
                     VT_OK);
    assert_int_equal(vt_queue_open(pool, &(vt_queue_plan){.room = 4, .work = note, .context = &at}, &last, NULL),
                     VT_OK);
    assert_true(vt_queue_put(gates, ""));
    wait_for_entry(&at);
    assert_true(vt_queue_put(first, "a"));
    assert_true(vt_queue_put(first, "b"));
    assert_true(vt_queue_put(last, "1"));
    assert_true(vt_queue_put(last, "2"));
    let_go(&at);
    for (int i = 0; i < 2; i++) assert_non_null(vt_queue_take(first));
    for (int i = 0; i < 2; i++) assert_non_null(vt_queue_take(last));
    assert_non_null(vt_queue_take(gates));
    assert_memory_equal(at.done, "12ab", 4);
    vt_queue_close(first);
    vt_queue_close(gates);
    vt_queue_close(last);
    vt_pool_close(pool);
}

static void a_queue_takes_what_it_has_room_for(void **state) {
    gate at = {.mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    vt_pool *pool;
    vt_queue *queue;
    vt_queue_plan plan = {.room = 3, .waiting = 1, .work = hold, .context = &at};
    (void)state;
    assert_int_equal(vt_pool_open(1, 0, &pool, NULL), VT_OK);
    assert_int_equal(vt_queue_open(pool, &plan, &queue, NULL), VT_OK);
    assert_true(vt_queue_put(queue, "under way"));
    wait_for_entry(&at);
    assert_true(vt_queue_put(queue, "waiting"));
    assert_false(vt_queue_put(queue, "one too many"));
    let_go(&at);
    assert_string_equal(vt_queue_take(queue), "under way");
    assert_string_equal(vt_queue_take(queue), "waiting");
    assert_null(vt_queue_take(queue));
    vt_queue_close(queue);
    vt_queue_close(NULL);
    vt_pool_close(pool);
    vt_pool_close(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(jobs_come_out_in_their_order),
                                       cmocka_unit_test(the_queue_that_was_opened_last_goes_first),
                                       cmocka_unit_test(a_queue_takes_what_it_has_room_for)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
