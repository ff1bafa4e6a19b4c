/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A pool: jobs go in one by one, are worked on by several threads, and come out
 * in the order in which they went in. How the work is spread is nobody else's
 * business, so that processes can take the place of the threads.
 */
#ifndef VT_ARCHIVE_POOL_H
#define VT_ARCHIVE_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

typedef struct vt_pool vt_pool;

/* Runs in a thread of the pool; whatever comes of it is kept in the job. own: what the thread keeps from one job to the
 * next, all zero at first; NULL when there was no memory for it. */
typedef void (*vt_pool_work)(void *context, void *own, void *job);

typedef struct vt_pool_plan {
    unsigned threads; /* 0: one for each processor */
    size_t room;      /* how many jobs may be inside at once; 0: enough for the threads */
    size_t own;       /* bytes for each thread */
    vt_pool_work work;
    void *context;
} vt_pool_plan;

vt_code vt_pool_open(const vt_pool_plan *plan, vt_pool **out, vt_error *err);

/* How many threads a pool has that was asked for so many. */
unsigned vt_pool_threads(unsigned wanted);

/* Whether there is a job inside. */
bool vt_pool_has(const vt_pool *pool);

/* False when there is no room: take one out first. */
bool vt_pool_put(vt_pool *pool, void *job);

/* Waits for the oldest job; NULL when there is none inside. */
void *vt_pool_take(vt_pool *pool);

/* Waits for the threads to end. Jobs that were not taken out are the caller's: take them before. Takes NULL. */
void vt_pool_close(vt_pool *pool);

#endif
