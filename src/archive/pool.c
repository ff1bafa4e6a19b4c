/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: jobs. Out: the same jobs, worked on. A queue is a ring of places; a job's
 * number says its place. Assumes one thread that puts and takes.
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

struct vt_queue {
    vt_pool *pool;
    vt_queue *next; /* that was opened before it */
    vt_queue_plan plan;
    place *ring;
    uint64_t put, begun, taken; /* how many jobs, ever */
};

struct vt_pool {
    pthread_mutex_t mutex;
    pthread_cond_t has_work, has_result;
    vt_queue *queues; /* the last one first */
    size_t own;
    bool closing;
    pthread_t *threads;
    unsigned thread_count; /* of those that were started */
};

static place *place_of(const vt_queue *queue, uint64_t number) { return &queue->ring[number % queue->plan.room]; }

/* ---- the threads ---- */

/* The caller is woken for the oldest job only, and for several at once: before the threads run out of what to begin. */
static bool is_awaited(const vt_queue *queue) {
    return place_of(queue, queue->taken)->done && queue->put - queue->begun <= queue->plan.room / 2;
}

static vt_queue *find_work(const vt_pool *pool) {
    vt_queue *queue = pool->queues;
    while (queue && queue->begun == queue->put) queue = queue->next;
    return queue;
}

/* Called and left with the mutex, which is free while the job is worked on. */
static void work_on_next(vt_pool *pool, vt_queue *queue, void *own) {
    place *next = place_of(queue, queue->begun++);
    pthread_mutex_unlock(&pool->mutex);
    queue->plan.work(queue->plan.context, own, next->job);
    pthread_mutex_lock(&pool->mutex);
    next->done = true;
    if (is_awaited(queue)) pthread_cond_signal(&pool->has_result);
}

static void *run(void *argument) {
    vt_pool *pool = argument;
    void *own = calloc(1, pool->own);
    pthread_mutex_lock(&pool->mutex);
    for (;;) {
        vt_queue *queue = find_work(pool);
        if (queue)
            work_on_next(pool, queue, own);
        else if (pool->closing)
            break;
        else
            pthread_cond_wait(&pool->has_work, &pool->mutex);
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

vt_code vt_pool_open(unsigned threads, size_t own, vt_pool **out, vt_error *err) {
    threads = vt_pool_threads(threads);
    *out = NULL;
    vt_pool *pool = calloc(1, sizeof *pool);
    if (!pool) return vt_fail_memory(err);
    pool->own = own;
    pool->threads = calloc(threads, sizeof *pool->threads);
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->has_work, NULL);
    pthread_cond_init(&pool->has_result, NULL);
    if (!pool->threads || !start_threads(pool, threads)) {
        vt_pool_close(pool);
        return vt_fail_memory(err);
    }
    *out = pool;
    return VT_OK;
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
    free(pool);
}

/* ---- the queues, in the caller's thread ---- */

vt_code vt_queue_open(vt_pool *pool, const vt_queue_plan *plan, vt_queue **out, vt_error *err) {
    *out = NULL;
    vt_queue *queue = calloc(1, sizeof *queue);
    if (!queue) return vt_fail_memory(err);
    queue->pool = pool;
    queue->plan = *plan;
    if (!plan->room) queue->plan.room = (size_t)pool->thread_count * ROOM_PER_THREAD;
    if (!plan->waiting) queue->plan.waiting = queue->plan.room;
    queue->ring = calloc(queue->plan.room, sizeof *queue->ring);
    if (!queue->ring) {
        free(queue);
        return vt_fail_memory(err);
    }
    pthread_mutex_lock(&pool->mutex);
    queue->next = pool->queues;
    pool->queues = queue;
    pthread_mutex_unlock(&pool->mutex);
    *out = queue;
    return VT_OK;
}

bool vt_queue_has(const vt_queue *queue) { return queue->taken != queue->put; }

bool vt_queue_put(vt_queue *queue, void *job) {
    if (queue->put - queue->taken == queue->plan.room) return false;
    pthread_mutex_lock(&queue->pool->mutex);
    bool takes = queue->put - queue->begun < queue->plan.waiting;
    if (takes) *place_of(queue, queue->put++) = (place){job, false};
    if (takes) pthread_cond_signal(&queue->pool->has_work);
    pthread_mutex_unlock(&queue->pool->mutex);
    return takes;
}

void *vt_queue_take(vt_queue *queue) {
    if (!vt_queue_has(queue)) return NULL;
    place *oldest = place_of(queue, queue->taken);
    pthread_mutex_lock(&queue->pool->mutex);
    while (!oldest->done) pthread_cond_wait(&queue->pool->has_result, &queue->pool->mutex);
    queue->taken++;
    pthread_mutex_unlock(&queue->pool->mutex);
    return oldest->job;
}

void vt_queue_close(vt_queue *queue) {
    if (!queue) return;
    pthread_mutex_lock(&queue->pool->mutex);
    vt_queue **link = &queue->pool->queues;
    while (*link != queue) link = &(*link)->next;
    *link = queue->next;
    pthread_mutex_unlock(&queue->pool->mutex);
    free(queue->ring);
    free(queue);
}
