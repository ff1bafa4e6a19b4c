/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A pool: threads that work on jobs. Jobs of one kind stand in a queue: they go
 * in one by one and come out in the order in which they went in. Several queues
 * can share a pool, so that no more threads are at work than were asked for,
 * each on one job to its end, which keeps what the job needs in the caches. How
 * the work is spread is nobody else's business, so that processes can take the
 * place of the threads.
 * Thread rule: one thread opens, puts, takes and closes.
 */
#ifndef VT_ARCHIVE_POOL_H
#define VT_ARCHIVE_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

typedef struct vt_pool vt_pool;
typedef struct vt_queue vt_queue;

/* threads 0: one for each processor. own: bytes that each thread keeps from one job to the next, all zero at first. */
vt_code vt_pool_open(unsigned threads, size_t own, vt_pool **out, vt_error *err);

/* How many threads a pool has that was asked for so many. */
unsigned vt_pool_threads(unsigned wanted);

/* Waits for the threads to end. Its queues are closed before. Takes NULL. */
void vt_pool_close(vt_pool *pool);

/* Runs in a thread of the pool; whatever comes of it is kept in the job. own: the thread's, NULL when there was no
 * memory for it. */
typedef void (*vt_pool_work)(void *context, void *own, void *job);

typedef struct vt_queue_plan {
    size_t room;    /* how many jobs may be inside at once; 0: enough for the threads */
    size_t waiting; /* how many of them may wait to be begun; 0: all */
    vt_pool_work work;
    void *context;
} vt_queue_plan;

/* The pool's threads look into the queue that was opened last first: what uses up the results of another one's jobs is
 * opened after it, and does not pile them up. The pool is borrowed. */
vt_code vt_queue_open(vt_pool *pool, const vt_queue_plan *plan, vt_queue **out, vt_error *err);

/* Whether there is a job inside. */
bool vt_queue_has(const vt_queue *queue);

/* False when there is no room: take one out first. */
bool vt_queue_put(vt_queue *queue, void *job);

/* Waits for the oldest job; NULL when there is none inside. */
void *vt_queue_take(vt_queue *queue);

/* All jobs were taken out before. Takes NULL. */
void vt_queue_close(vt_queue *queue);

#endif
