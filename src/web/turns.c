/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: threads that want to answer. Out: so many of them at a time, in the order in which they came. */
#include "web/turns.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include "base/error.h"

/* One thread that waits; lies on its stack. */
typedef struct waiter {
    pthread_cond_t called;
    bool has_turn;
    struct waiter *next;
} waiter;

struct vt_turns {
    pthread_mutex_t mutex;
    unsigned free; /* 0 while anybody waits */
    waiter *first, **end;
};

vt_code vt_turns_open(unsigned count, vt_turns **out, vt_error *err) {
    vt_turns *turns = *out = calloc(1, sizeof *turns);
    if (!turns) return vt_fail_memory(err);
    turns->free = count;
    turns->end = &turns->first;
    if (pthread_mutex_init(&turns->mutex, NULL) == 0) return VT_OK;
    free(turns);
    *out = NULL;
    return vt_fail_memory(err);
}

/* The mutex is held. */
static void wait_in_line(vt_turns *turns) {
    waiter self = {.called = PTHREAD_COND_INITIALIZER};
    *turns->end = &self;
    /* cppcheck-suppress autoVariables ; it leaves the line before this function returns */
    turns->end = &self.next;
    while (!self.has_turn) pthread_cond_wait(&self.called, &turns->mutex);
    pthread_cond_destroy(&self.called);
}

void vt_turns_take(vt_turns *turns) {
    pthread_mutex_lock(&turns->mutex);
    if (turns->free)
        turns->free--;
    else
        wait_in_line(turns);
    pthread_mutex_unlock(&turns->mutex);
}

void vt_turns_give(vt_turns *turns) {
    pthread_mutex_lock(&turns->mutex);
    waiter *next = turns->first;
    if (next) {
        turns->first = next->next;
        if (!turns->first) turns->end = &turns->first;
        next->has_turn = true;
        pthread_cond_signal(&next->called);
    } else {
        turns->free++;
    }
    pthread_mutex_unlock(&turns->mutex);
}

unsigned vt_turns_waiting(vt_turns *turns) {
    unsigned count = 0;
    pthread_mutex_lock(&turns->mutex);
    for (const waiter *one = turns->first; one; one = one->next) count++;
    pthread_mutex_unlock(&turns->mutex);
    return count;
}

void vt_turns_close(vt_turns *turns) {
    if (!turns) return;
    pthread_mutex_destroy(&turns->mutex);
    free(turns);
}
