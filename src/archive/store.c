/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: new databases, changes of records. Out: an archive that has them, at every
 * moment of a crash either without or with all of it. Assumes the writer's lock.
 */
#include "archive/store.h"

#include <stdlib.h>
#include <unistd.h>
#include "archive/pending.h"
#include "base/buffer.h"
#include "base/slice.h"

enum { GROWTH = 4 }; /* a database is at least so many times as large as all that were merged behind it */

static const char *path_of(vt_archive *archive, const char *name) {
    return vt_arena_printf(&archive->arena, "%s/%s", archive->folder, name);
}

static vt_code add_name(vt_archive *archive, vt_manifest *manifest, const char *name, vt_error *err) {
    const char **place = vt_array_push(&archive->arena, &manifest->databases);
    if (!place || !(*place = vt_arena_text(&archive->arena, vt_slice_of(name)))) return vt_fail_memory(err);
    return VT_OK;
}

/* A copy whose list can be changed: what the archive goes by is replaced only when it is on disk. */
static vt_code copy_manifest(vt_archive *archive, vt_manifest *copy, vt_error *err) {
    *copy = (vt_manifest){.heap = archive->manifest.heap,
                          .journal = archive->manifest.journal,
                          .pending = archive->manifest.pending};
    vt_code code = VT_OK;
    for (size_t i = 0; i < archive->manifest.databases.count && code == VT_OK; i++)
        code = add_name(archive, copy, archive->manifest.databases.items[i], err);
    return code;
}

static vt_code write_manifest(vt_archive *archive, const vt_manifest *manifest, vt_error *err) {
    vt_code code = archive->beside ? VT_OK : vt_manifest_write(archive->folder, manifest, err);
    if (code == VT_OK) archive->manifest = *manifest;
    return code;
}

/* ---- opening ---- */

/* There is always a database, even of no record. */
static vt_code add_empty(vt_archive *archive, vt_manifest *manifest, vt_error *err) {
    vt_index *index = NULL;
    const char *name = vt_arena_printf(&archive->arena, "db-%lu", archive->next_number++),
               *path = name ? path_of(archive, name) : NULL;
    vt_code code = path ? vt_index_open(&path, 1, archive->heap, VT_INDEX_CREATE, &index, err) : vt_fail_memory(err);
    vt_index_close(index);
    return code == VT_OK ? add_name(archive, manifest, name, err) : code;
}

static vt_code add_heap(vt_archive *archive, vt_manifest *manifest, vt_error *err) {
    manifest->heap = vt_arena_printf(&archive->arena, "heap-%lu", archive->next_number++);
    return manifest->heap ? vt_archive_open_heap(archive, manifest->heap, err) : vt_fail_memory(err);
}

/* The database first and then the manifest, so that a manifest never names what is not there. */
static vt_code create(vt_archive *archive, vt_error *err) {
    vt_manifest manifest = {0};
    vt_folder_tidy(&archive->arena, archive->folder, &manifest);
    archive->next_number = 1;
    vt_code code = add_heap(archive, &manifest, err);
    if (code == VT_OK) code = add_empty(archive, &manifest, err);
    return code == VT_OK ? write_manifest(archive, &manifest, err) : code;
}

static vt_code finish_pending(vt_archive *archive, vt_error *err);

/* What is made anew is emptied first: only where there has never been an archive. */
static bool is_new(const char *folder) { return !vt_folder_has(folder, "manifest") && !vt_folder_has(folder, "sources"); }

vt_code vt_store_open(vt_archive *archive, vt_error *err) {
    vt_code code = is_new(archive->folder)
                       ? create(archive, err)
                       : vt_manifest_read(&archive->arena, archive->folder, &archive->manifest, err);
    if (code != VT_OK) return code;
    vt_folder_tidy(&archive->arena, archive->folder, &archive->manifest);
    code = vt_folder_next_number(archive->folder, &archive->next_number, err);
    if (code == VT_OK) code = finish_pending(archive, err);
    return code == VT_OK ? vt_archive_open_index(archive, &archive->manifest, err) : code;
}

/* ---- changes in place ---- */

/* Something that is done to each database in one transaction. */
typedef vt_code (*edit)(vt_index *index, void *context, vt_error *err);

static vt_code edit_database(vt_heap *heap, const char *path, edit fn, void *context, vt_error *err) {
    vt_index *index;
    vt_code code = vt_index_open(&path, 1, heap, VT_INDEX_WRITE, &index, err);
    if (code != VT_OK) return code;
    code = vt_index_begin(index, err);
    if (code == VT_OK) code = fn(index, context, err);
    if (code == VT_OK) code = vt_heap_sync(heap, err);
    if (code == VT_OK) code = vt_index_commit(index, err);
    vt_index_close(index);
    return code;
}

static vt_code edit_all(vt_archive *archive, edit fn, void *context, vt_error *err) {
    vt_code code = VT_OK;
    for (size_t i = 0; i < archive->manifest.databases.count && code == VT_OK; i++) {
        const char *path = path_of(archive, archive->manifest.databases.items[i]);
        code = path ? edit_database(archive->heap, path, fn, context, err) : vt_fail_memory(err);
    }
    return code;
}

static vt_code finish_pending(vt_archive *archive, vt_error *err) {
    vt_pending pending;
    vt_manifest manifest;
    if (!archive->manifest.pending) return VT_OK;
    vt_code code = vt_pending_read(&pending, archive->folder, err);
    if (code == VT_OK) code = vt_archive_open_heap(archive, archive->manifest.heap, err);
    if (code == VT_OK) code = edit_all(archive, vt_pending_apply, &pending, err);
    vt_pending_free(&pending);
    if (code == VT_OK) code = copy_manifest(archive, &manifest, err);
    if (code != VT_OK) return code;
    manifest.pending = false;
    code = write_manifest(archive, &manifest, err);
    if (code == VT_OK) vt_pending_remove(archive->folder);
    return code;
}

static vt_code count_records(vt_archive *archive, const char *name, uint64_t *count, vt_error *err) {
    const char *path = path_of(archive, name);
    vt_index *index;
    vt_code code = path ? vt_index_open(&path, 1, archive->heap, VT_INDEX_READ, &index, err) : vt_fail_memory(err);
    if (code != VT_OK) return code;
    code = vt_index_count(index, count, err);
    vt_index_close(index);
    return code;
}

/* The first records take the place of the database of none, which need not be merged with theirs. */
static vt_code leave_out_empty(vt_archive *archive, vt_manifest *manifest, const char **empty, vt_error *err) {
    uint64_t count = 1;
    *empty = NULL;
    if (manifest->databases.count != 1) return VT_OK;
    vt_code code = count_records(archive, manifest->databases.items[0], &count, err);
    if (code != VT_OK || count) return code;
    *empty = manifest->databases.items[0];
    manifest->databases.count = 0;
    return VT_OK;
}

vt_code vt_store_publish(vt_archive *archive, const char *database, const vt_store_change *changes, size_t count,
                         vt_error *err) {
    vt_manifest manifest;
    const char *empty = NULL;
    if (!database && !count) return VT_OK;
    vt_code code = copy_manifest(archive, &manifest, err);
    if (code == VT_OK && database) code = leave_out_empty(archive, &manifest, &empty, err);
    if (code == VT_OK && database) code = add_name(archive, &manifest, database, err);
    if (code == VT_OK && count) code = vt_pending_write(archive->folder, changes, count, err);
    manifest.pending = count > 0;
    if (code == VT_OK) code = write_manifest(archive, &manifest, err);
    if (code == VT_OK) code = finish_pending(archive, err);
    if (code == VT_OK) code = vt_archive_open_index(archive, &archive->manifest, err);
    if (code == VT_OK && empty) vt_folder_remove_database(archive->folder, empty);
    return code;
}

typedef struct replacing {
    const vt_entry *const *entries;
    size_t count;
} replacing;

static vt_code replace(vt_index *index, void *context, vt_error *err) {
    const replacing *all = context;
    vt_arena scratch;
    vt_code code = VT_OK;
    vt_arena_init(&scratch, NULL);
    for (size_t i = 0; i < all->count && code == VT_OK; i++) {
        vt_index_answer *there;
        vt_slice term = vt_entry_id_term(&scratch, all->entries[i]->id);
        code = term.data ? vt_index_fetch(index, term, &(vt_index_search){0}, &there, err) : vt_fail_memory(err);
        if (code != VT_OK) break;
        if (there->row_count) code = vt_index_put(index, term, &all->entries[i]->document, err);
        vt_index_release(there);
    }
    vt_arena_free(&scratch);
    return code;
}

vt_code vt_store_replace(vt_archive *archive, const vt_entry *const *entries, size_t count, vt_error *err) {
    if (!count) return VT_OK;
    vt_code code = edit_all(archive, replace, &(replacing){entries, count}, err);
    return code == VT_OK ? vt_index_refresh(archive->index, NULL, err) : code;
}

vt_code vt_store_mark(vt_archive *archive, vt_slice mark, vt_error *err) {
    vt_manifest manifest;
    if (archive->manifest.journal && vt_slice_is(mark, archive->manifest.journal)) return VT_OK;
    vt_code code = copy_manifest(archive, &manifest, err);
    if (code != VT_OK) return code;
    manifest.journal = vt_arena_text(&archive->arena, mark);
    return manifest.journal ? write_manifest(archive, &manifest, err) : vt_fail_memory(err);
}

/* ---- merging ---- */

/* How many of the last databases are to be one: from the first on that is not much larger than all behind it. */
static vt_code find_tail(vt_archive *archive, size_t *size, vt_error *err) {
    uint64_t behind = 0, own = 0;
    size_t count = archive->manifest.databases.count;
    vt_code code = VT_OK;
    *size = 0;
    for (size_t i = 0; i < count && code == VT_OK; i++, behind += own) {
        code = count_records(archive, archive->manifest.databases.items[count - 1 - i], &own, err);
        if (own <= behind * GROWTH) *size = i + 1;
    }
    return code;
}

static vt_code merge_last(vt_archive *archive, size_t size, const char *target, vt_error *err) {
    const char **paths = vt_arena_alloc(&archive->arena, size * sizeof *paths), *path = path_of(archive, target);
    size_t first = archive->manifest.databases.count - size;
    if (!paths || !path) return vt_fail_memory(err);
    for (size_t i = 0; i < size; i++)
        if (!(paths[i] = path_of(archive, archive->manifest.databases.items[first + i]))) return vt_fail_memory(err);
    vt_code code = vt_index_merge(paths, size, path, err);
    return code == VT_OK ? vt_folder_sync_database(archive->folder, target, err) : code;
}

/* A merged database takes the place of the last ones, which go. Readers that have one of them open find their way by
 * the manifest. */
static vt_code replace_last(vt_archive *archive, size_t size, const char *target, vt_error *err) {
    vt_manifest manifest, former = archive->manifest;
    vt_code code = copy_manifest(archive, &manifest, err);
    if (code != VT_OK) return code;
    manifest.databases.count -= size;
    code = add_name(archive, &manifest, target, err);
    if (code == VT_OK) code = write_manifest(archive, &manifest, err);
    if (code == VT_OK) code = vt_archive_open_index(archive, &archive->manifest, err);
    for (size_t i = former.databases.count - size; i < former.databases.count && code == VT_OK; i++)
        vt_folder_remove_database(archive->folder, former.databases.items[i]);
    return code;
}

vt_code vt_store_settle(vt_archive *archive, vt_error *err) {
    size_t tail;
    vt_code code = find_tail(archive, &tail, err);
    if (code != VT_OK || tail < 2) return code;
    const char *target = vt_arena_printf(&archive->arena, "db-%lu", archive->next_number++);
    code = target ? merge_last(archive, tail, target, err) : vt_fail_memory(err);
    return code == VT_OK ? replace_last(archive, tail, target, err) : code;
}

vt_code vt_store_begin(vt_archive *archive, vt_error *err) {
    vt_code code = vt_folder_next_number(archive->folder, &archive->next_number, err);
    if (code == VT_OK) code = add_heap(archive, &archive->manifest, err);
    return code == VT_OK ? vt_archive_open_index(archive, &archive->manifest, err) : code;
}

vt_code vt_store_reveal(vt_archive *archive, vt_error *err) {
    vt_code code = archive->manifest.databases.count ? VT_OK : add_empty(archive, &archive->manifest, err);
    if (code == VT_OK) code = vt_manifest_write(archive->folder, &archive->manifest, err);
    if (code != VT_OK) return code;
    archive->beside = false;
    vt_folder_tidy(&archive->arena, archive->folder, &archive->manifest);
    return VT_OK;
}

/* A manifest may be in its place although its writing failed at last; one that cannot be read may be it. */
static bool may_be_revealed(vt_archive *archive) {
    vt_manifest there;
    if (vt_manifest_load(&archive->arena, archive->folder, &there, NULL) != VT_OK)
        return vt_folder_has(archive->folder, "manifest");
    return there.heap && archive->manifest.heap && strcmp(there.heap, archive->manifest.heap) == 0;
}

void vt_store_discard(vt_archive *archive) {
    if (may_be_revealed(archive)) return;
    for (size_t i = 0; i < archive->manifest.databases.count; i++)
        vt_folder_remove_database(archive->folder, archive->manifest.databases.items[i]);
    const char *heap = archive->manifest.heap ? path_of(archive, archive->manifest.heap) : NULL;
    if (heap) unlink(heap);
}
