/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns: never more at a time than there are, and in the order in which they were asked for. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include "unit.h"
#include "web/turns.h"

enum { THREADS = 16, ROUNDS = 500, TURNS = 3 };

typedef struct queue {
    vt_turns *turns;
    unsigned order[THREADS], served;
} queue;

typedef struct visitor {
    queue *queue;
    unsigned number;
    pthread_t thread;
} visitor;

/* There is one turn: who has it writes alone. */
static void *visit(void *context) {
    visitor *v = context;
    vt_turns_take(v->queue->turns);
    v->queue->order[v->queue->served++] = v->number;
    vt_turns_give(v->queue->turns);
    return NULL;
}

static void who_came_first_goes_first(void **state) {
    queue q = {0};
    visitor visitors[THREADS];
    (void)state;
    assert_int_equal(vt_turns_open(1, &q.turns, NULL), VT_OK);
    vt_turns_take(q.turns);
    for (unsigned i = 0; i < THREADS; i++) {
        visitors[i] = (visitor){.queue = &q, .number = i};
        assert_int_equal(pthread_create(&visitors[i].thread, NULL, visit, &visitors[i]), 0);
        while (vt_turns_waiting(q.turns) <= i) sched_yield();
    }
    vt_turns_give(q.turns);
    for (unsigned i = 0; i < THREADS; i++) assert_int_equal(pthread_join(visitors[i].thread, NULL), 0);
    assert_int_equal(q.served, THREADS);
    for (unsigned i = 0; i < THREADS; i++) assert_int_equal(q.order[i], i);
    assert_int_equal(vt_turns_waiting(q.turns), 0);
    vt_turns_close(q.turns);
}

typedef struct crowd {
    vt_turns *turns;
    atomic_uint inside, most, done;
} crowd;

static void *come_often(void *context) {
    crowd *c = context;
    for (int i = 0; i < ROUNDS; i++) {
        vt_turns_take(c->turns);
        unsigned now = atomic_fetch_add(&c->inside, 1) + 1, most = atomic_load(&c->most);
        while (now > most && !atomic_compare_exchange_weak(&c->most, &most, now)) continue;
        if (i % 16 == 0) sched_yield();
        atomic_fetch_sub(&c->inside, 1);
        vt_turns_give(c->turns);
        atomic_fetch_add(&c->done, 1);
    }
    return NULL;
}

static void no_more_than_there_are(void **state) {
    crowd c = {0};
    pthread_t threads[THREADS];
    (void)state;
    assert_int_equal(vt_turns_open(TURNS, &c.turns, NULL), VT_OK);
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, come_often, &c), 0);
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&c.done), THREADS * ROUNDS);
    assert_true(atomic_load(&c.most) <= TURNS);
    vt_turns_close(c.turns);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_came_first_goes_first),
        cmocka_unit_test(no_more_than_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
