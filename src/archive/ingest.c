/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: paths. Out: their documents in the archive. The calling thread walks and
 * writes; the pool's threads read and parse. What comes out of the pool is
 * written in the order of the walk, so that a run over the same files gives the
 * same archive.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "archive/inside.h"
#include "archive/fields.h"
#include "archive/pool.h"
#include "archive/walk.h"
#include "archive/writer.h"
#include "base/slice.h"

enum { PAGE = 4096 };

static const int64_t nanoseconds = 1000000000;

/* One file on its way through the pool. */
typedef struct job {
    vt_arena arena;
    const vt_parse_options *options;
    const char *path; /* as walked */
    vt_place place;
    vt_entry entry;
    unsigned concerns;
    vt_code code;
    vt_error error;
} job;

typedef struct ingest {
    vt_archive *archive;
    const vt_index_options *options;
    vt_index_summary *summary;
    vt_writer writer;
    vt_pool *pool;
    vt_arena scratch;
    uint64_t done, total;
    unsigned concerns; /* of the document that is being stored */
    vt_error *err;
} ingest;

static void parse_job(void *context, void *given) {
    (void)context;
    job *task = given;
    vt_document *document = NULL;
    task->code = vt_parse_file(task->path, task->options, &document, &task->error);
    if (task->code == VT_OK && !vt_entry_build(&task->arena, document, &task->place, &task->entry))
        task->code = vt_fail_memory(&task->error);
    task->concerns = document ? vt_document_concerns(document) : 0;
    vt_document_free(document);
}

static void free_job(job *task) {
    vt_arena_free(&task->arena);
    free(task);
}

/* VT_ERR_COUNT, which is no error's code, says that the caller wants no more. */
static const vt_code stopped = VT_ERR_COUNT;

static vt_code tell(ingest *run, vt_index_event_kind kind, const char *path, const vt_error *error) {
    run->summary->counts[kind]++;
    if (kind != VT_INDEX_SKIPPED && kind != VT_INDEX_REMOVED) run->done++;
    vt_index_event event = {kind, path, error, run->done, run->total > run->done ? run->total : run->done,
                            run->concerns};
    run->concerns = 0;
    if (!run->options->progress || run->options->progress(run->options->context, &event)) return VT_OK;
    run->summary->stopped = true;
    return stopped;
}

/* The record of the path's former content loses the path. */
static vt_code leave_former(ingest *run, job *task, bool *changed, bool *same) {
    vt_places former;
    vt_code code = vt_writer_at_path(&run->writer, &task->arena, task->place.path, &former, run->err);
    *same = code == VT_OK && former.id && strcmp(former.id, task->entry.id) == 0;
    *changed = code == VT_OK && former.id && !*same;
    return *changed ? vt_writer_drop_place(&run->writer, &task->arena, &former, task->place.path, run->err) : code;
}

static vt_code store_entry(ingest *run, job *task, vt_index_event_kind *kind) {
    bool changed, same;
    vt_places places;
    vt_code code = leave_former(run, task, &changed, &same);
    if (code == VT_OK) code = vt_writer_by_id(&run->writer, &task->arena, task->entry.id, &places, run->err);
    if (code != VT_OK) return code;
    *kind = same ? VT_INDEX_UNCHANGED : changed ? VT_INDEX_UPDATED : places.id ? VT_INDEX_DUPLICATE : VT_INDEX_ADDED;
    if (places.id) return vt_writer_add_place(&run->writer, &task->arena, &places, &task->place, run->err);
    run->summary->dropped_words += task->entry.dropped_words;
    return vt_writer_add(&run->writer, &task->arena, &task->entry, run->err);
}

static vt_code store_job(ingest *run, job *task) {
    vt_index_event_kind kind = VT_INDEX_FAILED;
    vt_code code = task->code == VT_OK ? store_entry(run, task, &kind) : VT_OK;
    run->concerns = task->concerns;
    return code == VT_OK ? tell(run, kind, task->path, kind == VT_INDEX_FAILED ? &task->error : NULL) : code;
}

static vt_code store_oldest(ingest *run) {
    job *task = vt_pool_take(run->pool);
    vt_code code = store_job(run, task);
    free_job(task);
    return code;
}

static vt_code submit(ingest *run, const vt_walk_entry *file, const vt_place *place) {
    job *task = calloc(1, sizeof *task);
    if (!task) return vt_fail_memory(run->err);
    vt_arena_init(&task->arena, NULL);
    task->options = &run->options->parse;
    task->path = vt_arena_text(&task->arena, vt_slice_of(file->path));
    task->place = *place;
    task->place.path = vt_arena_text(&task->arena, vt_slice_of(place->path));
    vt_code code = task->path && task->place.path ? VT_OK : vt_fail_memory(run->err);
    while (code == VT_OK && !vt_pool_put(run->pool, task)) {
        code = store_oldest(run);
    }
    if (code != VT_OK) free_job(task);
    return code;
}

static bool is_unchanged(const vt_places *places, const vt_place *place) {
    const vt_place *known = places->id ? vt_places_find(places, place->path) : NULL;
    return known && known->size == place->size && known->time == place->time;
}

static vt_code take_file(ingest *run, const vt_walk_entry *file) {
    if (!file->info) {
        vt_error error;
        vt_fail_hint(&error, VT_ERR_ARGUMENT, "name a file or a folder", "standard input has no place to be indexed by");
        return tell(run, VT_INDEX_FAILED, file->path, &error);
    }
    vt_places places;
    vt_arena_reset(&run->scratch);
    vt_place place = {.path = vt_path_absolute(&run->scratch, file->path),
                      .size = (uint64_t)file->info->st_size,
                      .time = file->info->st_mtim.tv_sec * nanoseconds + file->info->st_mtim.tv_nsec};
    if (!place.path) return vt_fail_memory(run->err);
    vt_code code = vt_writer_at_path(&run->writer, &run->scratch, place.path, &places, run->err);
    if (code != VT_OK) return code;
    return is_unchanged(&places, &place) ? tell(run, VT_INDEX_UNCHANGED, file->path, NULL)
                                         : submit(run, file, &place);
}

static vt_code take_entry(void *context, const vt_walk_entry *entry) {
    switch (entry->kind) {
    case VT_WALK_FILE: return take_file(context, entry);
    case VT_WALK_SKIPPED: return tell(context, VT_INDEX_SKIPPED, entry->path, NULL);
    case VT_WALK_FAILED: break;
    }
    return tell(context, VT_INDEX_FAILED, entry->path, entry->error);
}

static vt_code count_entry(void *context, const vt_walk_entry *entry) {
    ingest *run = context;
    if (entry->kind != VT_WALK_SKIPPED) run->total++;
    return VT_OK;
}

static bool is_gone(const char *path) {
    struct stat info;
    return lstat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

static vt_code remove_gone(ingest *run, const char *path) {
    vt_places places;
    if (!is_gone(path)) return VT_OK;
    vt_code code = vt_writer_at_path(&run->writer, &run->scratch, path, &places, run->err);
    if (code != VT_OK || !places.id) return code;
    code = vt_writer_drop_place(&run->writer, &run->scratch, &places, path, run->err);
    return code == VT_OK ? tell(run, VT_INDEX_REMOVED, path, NULL) : code;
}

/* One page of the paths below a folder; *low moves behind it. */
static vt_code remove_page(ingest *run, vt_slice *low, vt_slice high, bool *more) {
    vt_index_answer *answer;
    vt_code code = vt_index_terms(run->archive->index, *low, high, PAGE, &answer, run->err);
    if (code != VT_OK) return code;
    *more = answer->term_count == PAGE;
    for (size_t i = 0; i < answer->term_count && code == VT_OK; i++) {
        const char *term = vt_arena_text(&run->scratch, answer->terms[i].term);
        code = term ? remove_gone(run, term + 1) : vt_fail_memory(run->err);
        *low = (vt_slice){term, answer->terms[i].term.size + 1};
    }
    vt_index_release(answer);
    return code;
}

/* Files that are gone from a folder that is still there; paths too long to be listed are left alone. */
static vt_code remove_below(ingest *run, const char *folder) {
    struct stat info;
    if (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode)) return VT_OK;
    vt_arena_reset(&run->scratch);
    const char *path = vt_path_absolute(&run->scratch, folder);
    const char *slash = path && path[1] ? "/" : "";
    char *low_text = path ? vt_arena_printf(&run->scratch, "%c%s%s", VT_PREFIX_PATH, path, slash) : NULL;
    char *high_text = low_text ? vt_arena_text(&run->scratch, vt_slice_of(low_text)) : NULL;
    if (!high_text) return vt_fail_memory(run->err);
    high_text[strlen(high_text) - 1]++;
    vt_slice low = vt_slice_of(low_text);
    vt_code code = VT_OK;
    for (bool more = true; more && code == VT_OK;) code = remove_page(run, &low, vt_slice_of(high_text), &more);
    return code;
}

static vt_code ingest_paths(ingest *run, const char *const *paths, size_t count) {
    vt_code code = VT_OK;
    for (size_t i = 0; i < count && code == VT_OK && run->options->progress; i++)
        code = vt_walk(paths[i], count_entry, run, run->err);
    for (size_t i = 0; i < count && code == VT_OK; i++) code = vt_walk(paths[i], take_entry, run, run->err);
    for (job *task; code == VT_OK && (task = vt_pool_take(run->pool));) {
        code = store_job(run, task);
        free_job(task);
    }
    for (size_t i = 0; i < count && code == VT_OK; i++) code = remove_below(run, paths[i]);
    return code;
}

static void discard_jobs(ingest *run) {
    for (job *task; (task = vt_pool_take(run->pool));) free_job(task);
}

static vt_code run_ingest(ingest *run, const char *const *paths, size_t count) {
    vt_code code = vt_writer_start(&run->writer, run->archive->index, run->options->commit_every, run->err);
    if (code != VT_OK) return code;
    code = ingest_paths(run, paths, count);
    if (code == VT_OK || code == stopped) {
        code = vt_writer_finish(&run->writer, run->err);
    } else {
        vt_error ignored;
        vt_index_cancel(run->archive->index, &ignored);
    }
    discard_jobs(run);
    return code == VT_OK ? vt_index_count(run->archive->index, &run->summary->records, run->err) : code;
}

vt_code vt_archive_index(vt_archive *archive, const char *const *paths, size_t count, const vt_index_options *options,
                         vt_index_summary *summary, vt_error *err) {
    static const vt_index_options defaults = {0};
    if (archive->mode != VT_ARCHIVE_WRITE) return vt_fail(err, VT_ERR_ARGUMENT, "the archive is open for reading only");
    *summary = (vt_index_summary){0};
    ingest run = {.archive = archive, .options = options ? options : &defaults, .summary = summary, .err = err};
    vt_arena_init(&run.scratch, NULL);
    vt_code code = vt_pool_open(run.options->threads, 0, parse_job, NULL, &run.pool, err);
    if (code == VT_OK) code = run_ingest(&run, paths, count);
    vt_pool_close(run.pool);
    vt_arena_free(&run.scratch);
    return code;
}
