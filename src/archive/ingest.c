/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: files. Out: their documents in the archive. The calling thread decides
 * and writes; the pool's threads read and parse. What comes out of the pool is
 * stored in the order in which it went in, so that a run over the same files
 * gives the same archive. On trial everything is decided and nothing written.
 */
#include "archive/ingest.h"

#include <errno.h>
#include <sys/stat.h>
#include "base/slice.h"

vt_code vt_ingest_tell(vt_ingest *run, vt_index_event event) {
    run->summary->counts[event.kind]++;
    if (event.kind != VT_INDEX_SKIPPED && event.kind != VT_INDEX_REMOVED) run->done++;
    event.done = run->done;
    event.total = run->total > run->done ? run->total : run->done;
    if (!run->options->progress || run->options->progress(run->options->context, &event)) return VT_OK;
    run->summary->stopped = true;
    return VT_INGEST_STOPPED;
}

static vt_code tell_of(vt_ingest *run, vt_index_event_kind kind, const char *path) {
    return vt_ingest_tell(run, (vt_index_event){.kind = kind, .path = path});
}

bool vt_is_gone(const char *path) {
    struct stat info;
    return lstat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* ---- what a file is to the archive ---- */

/* A place of the record where its content is no more: it has moved. */
static const char *moved_from(const vt_known_record *record) {
    for (const vt_known_path *at = record->places; at; at = at->next)
        if (vt_is_gone(at->path)) return at->path;
    return NULL;
}

/* What is to be done for a file that was read. */
typedef struct step {
    vt_index_event_kind kind;
    vt_known_record *former; /* loses the path to another content */
    bool is_new;             /* no record has this content yet */
    const char *from;        /* loses this path to the new one */
} step;

static step decide(const vt_ingest *run, const vt_task *task) {
    const vt_known_path *at = vt_known_at(&run->known, task->place.path);
    vt_known_record *there = at ? at->record : NULL, *record = vt_known_by_id(&run->known, task->id);
    if (there && there == record) return (step){.kind = VT_INDEX_UNCHANGED};
    step next = {.former = there, .is_new = !record, .from = record ? moved_from(record) : NULL};
    next.kind = next.from ? VT_INDEX_MOVED : there ? VT_INDEX_UPDATED : record ? VT_INDEX_DUPLICATE : VT_INDEX_ADDED;
    return next;
}

static vt_code write_places(vt_ingest *run, const vt_known_record *record) {
    vt_arena arena;
    vt_places places;
    if (run->plan.trial) return VT_OK;
    vt_arena_init(&arena, NULL);
    vt_code code = vt_known_places(&arena, record, &places) ? vt_writer_amend(&run->writer, &places, run->err)
                                                            : vt_fail_memory(run->err);
    vt_arena_free(&arena);
    return code;
}

/* What belongs together is written: now it may be committed. */
vt_code vt_ingest_pause(vt_ingest *run) { return run->plan.trial ? VT_OK : vt_writer_pause(&run->writer, run->err); }

vt_code vt_ingest_drop(vt_ingest *run, vt_known_record *record, const char *path) {
    vt_known_drop(record, path);
    return write_places(run, record);
}

static vt_code add_record(vt_ingest *run, vt_task *task) {
    if (run->plan.trial) return VT_OK;
    run->summary->dropped_words += task->entry.dropped_words;
    return vt_writer_add(&run->writer, &task->entry_arena, &task->entry, run->err);
}

static vt_code put_place(vt_ingest *run, vt_task *task, const step *next) {
    if (next->from) vt_known_drop(vt_known_by_id(&run->known, task->id), next->from);
    vt_known_path *at = vt_known_put(&run->known, task->id, &task->place);
    if (!at) return vt_fail_memory(run->err);
    at->seen = true;
    return next->is_new ? add_record(run, task) : write_places(run, at->record);
}

/* What people said of the former content is carried over before the new one is written, which then follows it. */
static vt_code leave_former(vt_ingest *run, vt_task *task, const step *next) {
    vt_slice data = next->is_new ? task->entry.document.data : (vt_slice){NULL, 0};
    vt_code code = VT_OK;
    if (!run->plan.trial) {
        const char *former = vt_known_id(&task->arena, next->former);
        code = former ? vt_writer_carry(&run->writer, &task->arena, former, task->id, data, task->place.path, run->err)
                      : vt_fail_memory(run->err);
    }
    return code == VT_OK ? vt_ingest_drop(run, next->former, task->place.path) : code;
}

/* ---- files on their way ---- */

static vt_code store_read(vt_ingest *run, vt_task *task) {
    step next = decide(run, task);
    const char *from = next.from ? vt_arena_text(&task->arena, vt_slice_of(next.from)) : NULL;
    if (next.from && !from) return vt_fail_memory(run->err);
    next.from = from;
    /* Content that was known at the start, and is gone by now, has not been parsed. */
    if (next.is_new && !task->built && !run->plan.trial) vt_task_run_fully(&run->plan, task);
    if (task->code != VT_OK) return VT_OK;
    vt_code code = next.former ? leave_former(run, task, &next) : VT_OK;
    if (code == VT_OK) code = put_place(run, task, &next);
    if (code == VT_OK) code = vt_ingest_pause(run);
    vt_index_event event = {.kind = next.kind, .path = task->path, .from = from, .concerns = task->concerns};
    return code == VT_OK ? vt_ingest_tell(run, event) : code;
}

static vt_code store(vt_ingest *run, vt_task *task) {
    vt_code code = task->code == VT_OK ? store_read(run, task) : VT_OK;
    if (code != VT_OK || task->code == VT_OK) return code;
    return vt_ingest_tell(run, (vt_index_event){.kind = VT_INDEX_FAILED, .path = task->path, .error = &task->error});
}

static vt_code store_oldest(vt_ingest *run) {
    vt_task *task = vt_queue_take(run->tasks);
    vt_code code = store(run, task);
    vt_task_free(task);
    return code;
}

static vt_code submit(vt_ingest *run, const vt_walk_entry *file, const char *absolute) {
    vt_task *task = vt_task_new(file->path, absolute);
    vt_code code = task ? VT_OK : vt_fail_memory(run->err);
    while (code == VT_OK && !vt_queue_put(run->tasks, task)) code = store_oldest(run);
    if (code != VT_OK) vt_task_free(task);
    return code;
}

static bool is_unchanged(const vt_known_path *at, const struct stat *info) {
    vt_place now;
    vt_place_measure(&now, info);
    return at && at->record && !at->missing && at->size == now.size && at->time == now.time;
}

static vt_code take_stream(vt_ingest *run, const char *path) {
    vt_error error;
    vt_fail_hint(&error, VT_ERR_ARGUMENT, "name a file or a folder", "standard input has no place to be indexed by");
    return vt_ingest_tell(run, (vt_index_event){.kind = VT_INDEX_FAILED, .path = path, .error = &error});
}

vt_code vt_ingest_file(vt_ingest *run, const vt_walk_entry *file) {
    if (!file->info) return take_stream(run, file->path);
    vt_arena_reset(&run->scratch);
    const char *absolute = vt_path_absolute(&run->scratch, file->path);
    if (!absolute) return vt_fail_memory(run->err);
    vt_known_path *at = vt_known_at(&run->known, absolute);
    if (at) at->seen = true;
    return is_unchanged(at, file->info) ? tell_of(run, VT_INDEX_UNCHANGED, file->path) : submit(run, file, absolute);
}

/* What is gone and was known is no failure: it is removed in the end. */
static vt_code take_failure(vt_ingest *run, const vt_walk_entry *entry) {
    vt_arena_reset(&run->scratch);
    const char *absolute = vt_path_absolute(&run->scratch, entry->path);
    if (!absolute) return vt_fail_memory(run->err);
    if (vt_is_gone(absolute) && (run->options->may_be_gone || vt_known_below(&run->known, absolute))) return VT_OK;
    return vt_ingest_tell(run, (vt_index_event){.kind = VT_INDEX_FAILED, .path = entry->path, .error = entry->error});
}

vt_code vt_ingest_entry(void *context, const vt_walk_entry *entry) {
    switch (entry->kind) {
    case VT_WALK_FILE: return vt_ingest_file(context, entry);
    case VT_WALK_SKIPPED: return tell_of(context, VT_INDEX_SKIPPED, entry->path);
    case VT_WALK_FOLDER: return VT_OK;
    case VT_WALK_FAILED: break;
    }
    return take_failure(context, entry);
}

vt_code vt_ingest_count(void *context, const vt_walk_entry *entry) {
    vt_ingest *run = context;
    if (entry->kind != VT_WALK_SKIPPED) run->total++;
    return VT_OK;
}

/* ---- the run ---- */

vt_code vt_ingest_open(vt_ingest *run, const vt_index_options *options, vt_index_summary *summary, vt_error *err) {
    *run = (vt_ingest){.options = options, .err = err};
    run->summary = summary ? summary : &run->unasked;
    *run->summary = (vt_index_summary){0};
    run->plan = (vt_task_plan){.options = options, .known = &run->known, .trial = options->trial};
    vt_arena_init(&run->scratch, NULL);
    vt_known_init(&run->known);
    vt_code code = vt_pool_open(options->threads, sizeof(vt_term_memory), &run->pool, err);
    if (code != VT_OK) return code;
    return vt_queue_open(run->pool, &(vt_queue_plan){.work = vt_task_run, .context = &run->plan}, &run->tasks, err);
}

vt_code vt_ingest_drain(vt_ingest *run) {
    vt_code code = VT_OK;
    for (vt_task *task; code == VT_OK && (task = vt_queue_take(run->tasks));) {
        code = store(run, task);
        vt_task_free(task);
    }
    return code;
}

void vt_ingest_close(vt_ingest *run) {
    for (vt_task *task; run->tasks && (task = vt_queue_take(run->tasks));) vt_task_free(task);
    vt_queue_close(run->tasks);
    vt_pool_close(run->pool);
    vt_known_free(&run->known);
    vt_arena_free(&run->scratch);
}
