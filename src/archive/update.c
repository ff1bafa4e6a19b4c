/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: paths. Out: the archive as the files there are: what is new and changed taken in, what is gone taken away. */
#include <stdlib.h>
#include <string.h>
#include "archive/ingest.h"
#include "archive/inside.h"
#include "archive/roots.h"

static int by_path(const void *a, const void *b) {
    const vt_known_path *const *x = a, *const *y = b;
    return strcmp((*x)->path, (*y)->path);
}

static vt_code remove_path(vt_ingest *run, const vt_known_path *entry) {
    if (!entry->record || !vt_is_gone(entry->path)) return VT_OK;
    vt_code code = vt_ingest_drop(run, entry->record, entry->path);
    if (code == VT_OK) code = vt_ingest_pause(run);
    vt_index_event event = {.kind = VT_INDEX_REMOVED, .path = entry->path};
    return code == VT_OK ? vt_ingest_tell(run, event) : code;
}

/* Known files below what was given that the walk has not met. */
static vt_code remove_gone(vt_ingest *run, const vt_roots *given) {
    vt_arena arena;
    VT_ARRAY(vt_known_path *) unseen = {0};
    vt_code code = VT_OK;
    vt_arena_init(&arena, NULL);
    for (size_t i = 0; i < run->known.paths.size && code == VT_OK; i++) {
        vt_known_path *entry = run->known.paths.items[i];
        if (!entry || !entry->record || entry->seen || !vt_roots_cover(given, entry->path)) continue;
        vt_known_path **item = vt_array_push(&arena, &unseen);
        if (item)
            *item = entry;
        else
            code = vt_fail_memory(run->err);
    }
    if (unseen.count) qsort(unseen.items, unseen.count, sizeof *unseen.items, by_path);
    for (size_t i = 0; i < unseen.count && code == VT_OK; i++) code = remove_path(run, unseen.items[i]);
    vt_arena_free(&arena);
    return code;
}

/* The paths as they were given, and as roots. */
typedef struct given {
    const char *const *paths;
    size_t count;
    vt_roots roots;
} given;

static vt_code go_over(vt_ingest *run, const given *what) {
    vt_code code = VT_OK;
    for (size_t i = 0; i < what->count && code == VT_OK && run->options->progress; i++)
        code = vt_walk(what->paths[i], vt_ingest_count, run, run->err);
    for (size_t i = 0; i < what->count && code == VT_OK; i++)
        code = vt_walk(what->paths[i], vt_ingest_entry, run, run->err);
    if (code == VT_OK) code = vt_ingest_drain(run);
    return code == VT_OK ? remove_gone(run, &what->roots) : code;
}

static vt_code write_all(vt_archive *archive, vt_ingest *run, const given *what) {
    vt_code code = vt_roots_keep(archive->folder, &what->roots, run->err);
    if (code == VT_OK) code = vt_writer_start(&run->writer, archive, run->pool, run->options->commit_every, run->err);
    if (code != VT_OK) return code;
    code = go_over(run, what);
    if (code == VT_OK || code == VT_INGEST_STOPPED)
        code = vt_writer_finish(&run->writer, run->err);
    else
        vt_writer_give_up(&run->writer);
    return code == VT_OK ? vt_index_count(archive->index, &run->summary->records, run->err) : code;
}

static vt_code try_all(vt_ingest *run, const given *what) {
    vt_code code = go_over(run, what);
    run->summary->records = vt_known_count(&run->known);
    return code == VT_INGEST_STOPPED ? VT_OK : code;
}

static vt_code run_over(vt_archive *archive, vt_ingest *run, given *what) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    vt_code code = vt_roots_of(&arena, what->paths, what->count, &what->roots, run->err);
    if (code == VT_OK) code = vt_known_load(&run->known, archive ? archive->index : NULL, run->err);
    if (code == VT_OK) code = archive && !run->options->trial ? write_all(archive, run, what) : try_all(run, what);
    vt_arena_free(&arena);
    return code;
}

vt_code vt_archive_index(vt_archive *archive, const char *const *paths, size_t count, const vt_index_options *options,
                         vt_index_summary *summary, vt_error *err) {
    static const vt_index_options defaults = {0};
    if (!options) options = &defaults;
    if (!options->trial && (!archive || archive->mode != VT_ARCHIVE_WRITE))
        return vt_fail(err, VT_ERR_ARGUMENT, "the archive is open for reading only");
    vt_ingest run;
    vt_code code = vt_ingest_open(&run, options, summary, err);
    if (code == VT_OK) code = run_over(archive, &run, &(given){.paths = paths, .count = count});
    vt_ingest_close(&run);
    return code;
}
