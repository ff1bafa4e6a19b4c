/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: entries. Out: one database that has them all. A job of the pool makes one
 * database, of a batch of entries or of smaller databases. Jobs come back in the
 * order in which they went in, so the databases of each tier stand in the order
 * of their records, and higher tiers hold the earlier ones.
 * Assumes that only this process makes databases in the folder.
 */
#include "archive/segments.h"

#include <stdio.h>
#include <stdlib.h>
#include "archive/folder.h"
#include "archive/pool.h"

enum {
    BATCH = 128, /* records in a database of the lowest tier */
    FAN_IN = 32, /* databases that are merged into one of the next tier */
    TIERS = 8,   /* 128 * 32^8 records: more than docids */
    ROOM = 64,   /* jobs at once, so that a long merge, the oldest of them, holds nobody up */
    WAITING = 3  /* of them, with records in memory that nobody writes yet */
};

typedef struct batch_item {
    vt_arena arena;
    vt_entry entry;
} batch_item;

typedef VT_ARRAY(const char *) names;

typedef struct job {
    vt_arena arena; /* of the job's own lists and paths */
    vt_segments *segments;
    const char *target;      /* a name in the folder */
    unsigned tier;           /* of the target */
    batch_item items[BATCH]; /* for the lowest tier */
    size_t item_count;
    names inputs; /* for the others */
    vt_code code;
    vt_error error;
} job;

struct vt_segments {
    vt_arena arena; /* of names */
    const char *folder;
    vt_heap *heap;
    vt_queue *queue;
    job *batch; /* that is being filled, or NULL */
    names tiers[TIERS];
    size_t count;        /* of records since the last gathering */
    unsigned long *next; /* number of the next database */
};

/* ---- jobs, in the threads of the pool ---- */

static const char *path_of(job *task, const char *name) {
    return vt_arena_printf(&task->arena, "%s/%s", task->segments->folder, name);
}

static vt_code write_batch(job *task, vt_index *index) {
    vt_code code = vt_index_begin(index, &task->error);
    for (size_t i = 0; i < task->item_count && code == VT_OK; i++) {
        code = vt_index_add(index, &task->items[i].entry.document, &task->error);
        vt_arena_free(&task->items[i].arena);
    }
    return code == VT_OK ? vt_index_commit(index, &task->error) : code;
}

static vt_code build(job *task, const char *target) {
    vt_index *index;
    vt_code code = vt_index_open(&target, 1, task->segments->heap, VT_INDEX_SEGMENT, &index, &task->error);
    if (code != VT_OK) return code;
    code = write_batch(task, index);
    vt_index_close(index);
    return code;
}

static void remove_inputs(const job *task) {
    for (size_t i = 0; i < task->inputs.count; i++)
        vt_folder_remove_database(task->segments->folder, task->inputs.items[i]);
}

static vt_code merge(job *task, const char *target) {
    size_t count = task->inputs.count;
    const char **paths = vt_arena_alloc(&task->arena, count * sizeof *paths);
    for (size_t i = 0; paths && i < count; i++)
        if (!(paths[i] = path_of(task, task->inputs.items[i]))) paths = NULL;
    if (!paths) return vt_fail_memory(&task->error);
    vt_code code = vt_index_merge(paths, count, target, &task->error);
    if (code == VT_OK) remove_inputs(task);
    return code;
}

static void work(void *context, void *own, void *given) {
    job *task = given;
    const char *target = path_of(task, task->target);
    (void)context, (void)own;
    if (!target)
        task->code = vt_fail_memory(&task->error);
    else
        task->code = task->tier ? merge(task, target) : build(task, target);
}

static void free_job(job *task) {
    if (!task) return;
    for (size_t i = 0; i < task->item_count; i++) vt_arena_free(&task->items[i].arena);
    vt_arena_free(&task->arena);
    free(task);
}

/* ---- the order of the jobs, in the calling thread ---- */

static job *new_job(vt_segments *segments, unsigned tier) {
    job *task = calloc(1, sizeof *task);
    if (!task) return NULL;
    vt_arena_init(&task->arena, NULL);
    task->segments = segments;
    task->tier = tier;
    task->target = vt_arena_printf(&segments->arena, "db-%lu", (*segments->next)++);
    if (task->target) return task;
    free_job(task);
    return NULL;
}

static vt_code submit(vt_segments *segments, job *task, vt_error *err);

static vt_code merge_tier(vt_segments *segments, names *tier, unsigned to, vt_error *err) {
    job *task = new_job(segments, to);
    for (size_t i = 0; task && i < tier->count; i++) {
        const char **input = vt_array_push(&task->arena, &task->inputs);
        if (input)
            *input = tier->items[i];
        else
            free_job(task), task = NULL;
    }
    if (!task) return vt_fail_memory(err);
    tier->count = 0;
    return submit(segments, task, err);
}

/* What the oldest job has made joins its tier. */
static vt_code take_oldest(vt_segments *segments, names **tier, vt_error *err) {
    job *task = vt_queue_take(segments->queue);
    vt_code code = task->code;
    *tier = &segments->tiers[task->tier];
    if (code != VT_OK && err) *err = task->error;
    const char **name = code == VT_OK ? vt_array_push(&segments->arena, *tier) : NULL;
    if (name)
        *name = task->target;
    else if (code == VT_OK)
        code = vt_fail_memory(err);
    free_job(task);
    return code;
}

/* A tier that is full goes on into the next. */
static vt_code merge_if_full(vt_segments *segments, names *tier, vt_error *err) {
    unsigned to = (unsigned)(tier - segments->tiers) + 1;
    return tier->count >= FAN_IN && to < TIERS ? merge_tier(segments, tier, to, err) : VT_OK;
}

static vt_code submit(vt_segments *segments, job *task, vt_error *err) {
    vt_code code = VT_OK;
    while (code == VT_OK && !vt_queue_put(segments->queue, task)) {
        names *tier;
        code = take_oldest(segments, &tier, err);
        if (code == VT_OK) code = merge_if_full(segments, tier, err);
    }
    if (code != VT_OK) free_job(task);
    return code;
}

static vt_code submit_batch(vt_segments *segments, vt_error *err) {
    job *task = segments->batch;
    segments->batch = NULL;
    return submit(segments, task, err);
}

vt_code vt_segments_add(vt_segments *segments, vt_arena *arena, const vt_entry *entry, vt_error *err) {
    if (!segments->batch) segments->batch = new_job(segments, 0);
    job *task = segments->batch;
    if (!task) return vt_fail_memory(err);
    task->items[task->item_count++] = (batch_item){*arena, *entry};
    vt_arena_init(arena, arena->allocator);
    segments->count++;
    return task->item_count == BATCH ? submit_batch(segments, err) : VT_OK;
}

size_t vt_segments_count(const vt_segments *segments) { return segments->count; }

/* Whatever is under way is finished. No tier is merged for itself any more: all of them soon are. */
static vt_code drain(vt_segments *segments, vt_error *err) {
    vt_code code = segments->batch ? submit_batch(segments, err) : VT_OK;
    for (names *tier; code == VT_OK && vt_queue_has(segments->queue);) code = take_oldest(segments, &tier, err);
    return code;
}

/* All tiers, the earlier records first, into one list. */
static bool list_all(vt_segments *segments, names *all) {
    for (unsigned tier = TIERS; tier-- > 0;) {
        for (size_t i = 0; i < segments->tiers[tier].count; i++) {
            const char **name = vt_array_push(&segments->arena, all);
            if (!name) return false;
            *name = segments->tiers[tier].items[i];
        }
        segments->tiers[tier].count = 0;
    }
    return true;
}

vt_code vt_segments_gather(vt_segments *segments, const char **name, vt_error *err) {
    names all = {0};
    *name = NULL;
    vt_code code = drain(segments, err);
    if (code != VT_OK || !segments->count) return code;
    if (!list_all(segments, &all)) return vt_fail_memory(err);
    /* Even one alone: what merging makes lasts, what it is made of does not. The heap is complete and is synced
     * meanwhile. */
    names *last = &segments->tiers[TIERS - 1];
    code = merge_tier(segments, &all, TIERS - 1, err);
    if (code == VT_OK) code = vt_heap_sync(segments->heap, err);
    if (code == VT_OK) code = take_oldest(segments, &last, err);
    if (code != VT_OK) return code;
    *name = last->items[0];
    last->count = 0;
    segments->count = 0;
    return vt_folder_sync_database(segments->folder, *name, err);
}

vt_code vt_segments_open(const char *folder, vt_heap *heap, vt_pool *pool, unsigned long *next, vt_segments **out,
                         vt_error *err) {
    *out = NULL;
    vt_segments *segments = calloc(1, sizeof *segments);
    if (!segments) return vt_fail_memory(err);
    vt_arena_init(&segments->arena, NULL);
    segments->folder = folder;
    segments->heap = heap;
    segments->next = next;
    vt_code code = vt_queue_open(pool, &(vt_queue_plan){ROOM, WAITING, work, NULL}, &segments->queue, err);
    if (code == VT_OK)
        *out = segments;
    else
        vt_segments_close(segments);
    return code;
}

void vt_segments_close(vt_segments *segments) {
    if (!segments) return;
    for (job *task; segments->queue && (task = vt_queue_take(segments->queue));) {
        vt_folder_remove_database(segments->folder, task->target);
        free_job(task);
    }
    vt_queue_close(segments->queue);
    for (unsigned tier = 0; tier < TIERS; tier++)
        for (size_t i = 0; i < segments->tiers[tier].count; i++)
            vt_folder_remove_database(segments->folder, segments->tiers[tier].items[i]);
    free_job(segments->batch);
    vt_arena_free(&segments->arena);
    free(segments);
}
