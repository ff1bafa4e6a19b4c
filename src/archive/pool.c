/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: jobs. Out: the same jobs, worked on. A ring of places; a job's number
 * says its place. Assumes one thread that puts and takes.
 */
#include "archive/pool.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROOM_PER_THREAD = 16, MOST_THREADS = 256 };

typedef struct place {
    void *job;
    bool done;
} place;

struct vt_pool {
    pthread_mutex_t mutex;
    pthread_cond_t has_work, has_result;
    vt_pool_plan plan;
    place *ring;
    uint64_t put, begun, taken; /* how many jobs, ever */
    bool closing;
    pthread_t *threads;
    unsigned thread_count; /* of those that were started */
};

/* The only one that is waited for. */
static place *oldest(const vt_pool *pool) { return &pool->ring[pool->taken % pool->plan.room]; }

static void *run(void *argument) {
    vt_pool *pool = argument;
    void *own = calloc(1, pool->plan.own);
    pthread_mutex_lock(&pool->mutex);
    for (;;) {
        while (pool->begun == pool->put && !pool->closing) pthread_cond_wait(&pool->has_work, &pool->mutex);
        if (pool->begun == pool->put) break;
        place *next = &pool->ring[pool->begun++ % pool->plan.room];
        pthread_mutex_unlock(&pool->mutex);
        pool->plan.work(pool->plan.context, own, next->job);
        pthread_mutex_lock(&pool->mutex);
        next->done = true;
        if (next == oldest(pool)) pthread_cond_signal(&pool->has_result);
    }
    pthread_mutex_unlock(&pool->mutex);
    free(own);
    return NULL;
}

static unsigned processors(void) {
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (unsigned)count;
}

unsigned vt_pool_threads(unsigned wanted) {
    if (!wanted) wanted = processors();
    return wanted > MOST_THREADS ? MOST_THREADS : wanted;
}

/* Fewer threads than wished for are enough, as long as there is one. */
static bool start_threads(vt_pool *pool, unsigned wanted) {
    while (pool->thread_count < wanted && pthread_create(&pool->threads[pool->thread_count], NULL, run, pool) == 0)
        pool->thread_count++;
    return pool->thread_count > 0;
}

vt_code vt_pool_open(const vt_pool_plan *plan, vt_pool **out, vt_error *err) {
    unsigned threads = vt_pool_threads(plan->threads);
    *out = NULL;
    vt_pool *pool = calloc(1, sizeof *pool);
    if (!pool) return vt_fail_memory(err);
    pool->plan = *plan;
    if (!plan->room) pool->plan.room = (size_t)threads * ROOM_PER_THREAD;
    pool->ring = calloc(pool->plan.room, sizeof *pool->ring);
    pool->threads = calloc(threads, sizeof *pool->threads);
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->has_work, NULL);
    pthread_cond_init(&pool->has_result, NULL);
    if (!pool->ring || !pool->threads || !start_threads(pool, threads)) {
        vt_pool_close(pool);
        return vt_fail_memory(err);
    }
    *out = pool;
    return VT_OK;
}

bool vt_pool_has(const vt_pool *pool) { return pool->taken != pool->put; }

bool vt_pool_put(vt_pool *pool, void *job) {
    if (pool->put - pool->taken == pool->plan.room) return false;
    pthread_mutex_lock(&pool->mutex);
    pool->ring[pool->put++ % pool->plan.room] = (place){job, false};
    pthread_cond_signal(&pool->has_work);
    pthread_mutex_unlock(&pool->mutex);
    return true;
}

void *vt_pool_take(vt_pool *pool) {
    if (!vt_pool_has(pool)) return NULL;
    place *taken = oldest(pool);
    pthread_mutex_lock(&pool->mutex);
    while (!taken->done) pthread_cond_wait(&pool->has_result, &pool->mutex);
    pool->taken++;
    pthread_mutex_unlock(&pool->mutex);
    return taken->job;
}

void vt_pool_close(vt_pool *pool) {
    if (!pool) return;
    pthread_mutex_lock(&pool->mutex);
    pool->closing = true;
    pthread_cond_broadcast(&pool->has_work);
    pthread_mutex_unlock(&pool->mutex);
    for (unsigned i = 0; i < pool->thread_count; i++) pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->has_result);
    pthread_cond_destroy(&pool->has_work);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->threads);
    free(pool->ring);
    free(pool);
}
