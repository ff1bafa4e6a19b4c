/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive's folder. Out: the archive, open; single records. Assumes what vanthu/archive.h says. */
#include "archive/inside.h"

#include <stdlib.h>
#include <string.h>
#include "archive/entry.h"
#include "archive/fields.h"
#include "archive/record.h"
#include "archive/writer.h"
#include "base/slice.h"

enum { MOST_TRIES = 4, LEAST_PREFIX = 8, ID_SIZE = 64 };

vt_code vt_archive_open_heap(vt_archive *archive, const char *name, vt_error *err) {
    if (archive->heap_name && strcmp(archive->heap_name, name) == 0) return VT_OK;
    const char *path = vt_arena_printf(&archive->arena, "%s/%s", archive->folder, name),
               *own = vt_arena_text(&archive->arena, vt_slice_of(name));
    vt_heap *heap;
    if (!path || !own) return vt_fail_memory(err);
    vt_code code = vt_heap_open(path, archive->mode == VT_ARCHIVE_READ ? VT_HEAP_READ : VT_HEAP_WRITE, &heap, err);
    if (code != VT_OK) return code;
    /* What reads the former one is of no more use. */
    vt_index_close(archive->index);
    archive->index = NULL;
    vt_heap_close(archive->heap);
    archive->heap = heap;
    archive->heap_name = own;
    return VT_OK;
}

vt_code vt_archive_open_index(vt_archive *archive, const vt_manifest *manifest, vt_error *err) {
    size_t count = manifest->databases.count;
    const char **paths = vt_arena_alloc(&archive->arena, count * sizeof *paths);
    if (!paths) return vt_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        paths[i] = vt_arena_printf(&archive->arena, "%s/%s", archive->folder, manifest->databases.items[i]);
        if (!paths[i]) return vt_fail_memory(err);
    }
    vt_index *index;
    vt_code code = vt_archive_open_heap(archive, manifest->heap, err);
    if (code == VT_OK) code = vt_index_open(paths, count, archive->heap, VT_INDEX_READ, &index, err);
    if (code != VT_OK) return code;
    vt_index_close(archive->index);
    archive->index = index;
    vt_told_bodies_forget(&archive->bodies);
    return VT_OK;
}

/* Between the reading of the manifest and the opening a writer may swap the databases: then again. */
static vt_code open_reader(vt_archive *archive, vt_error *err) {
    vt_code code = VT_ERR_ARCHIVE;
    for (int tries = 0; code == VT_ERR_ARCHIVE && tries < MOST_TRIES; tries++) {
        vt_manifest manifest;
        code = vt_manifest_read(&archive->arena, archive->folder, &manifest, err);
        if (code != VT_OK) return code;
        code = vt_archive_open_index(archive, &manifest, err);
    }
    return code;
}

static vt_code open_journal(vt_archive *archive, vt_error *err) {
    vt_code code = vt_journal_read(&archive->journal, archive->folder, err);
    if (code == VT_OK) code = vt_journal_mend(&archive->journal, err);
    size_t damaged = archive->journal.damaged.count;
    if (code != VT_OK || !damaged) return code;
    archive->notice = vt_arena_printf(&archive->arena, "%zu damaged line%s of the journal %s put aside in %s", damaged,
                                      damaged == 1 ? "" : "s", damaged == 1 ? "was" : "were", archive->journal.aside);
    return archive->notice ? VT_OK : vt_fail_memory(err);
}

static vt_code open_writer(vt_archive *archive, bool may_create, unsigned seconds, vt_error *err) {
    bool fresh = !vt_folder_has(archive->folder, "manifest");
    vt_manifest manifest;
    vt_code code = !fresh       ? VT_OK
                   : may_create ? vt_folder_create(archive->folder, err)
                                : vt_manifest_read(&archive->arena, archive->folder, &manifest, err);
    if (code == VT_OK) code = vt_folder_lock(archive->folder, seconds, &archive->lock, err);
    if (code == VT_OK) code = open_journal(archive, err);
    if (code == VT_OK) code = vt_store_open(archive, err);
    return code == VT_OK ? vt_writer_catch_up(archive, err) : code;
}

vt_code vt_archive_open_waiting(const char *folder, vt_archive_mode mode, unsigned seconds, vt_archive **out,
                                vt_error *err) {
    *out = NULL;
    vt_archive *archive = calloc(1, sizeof *archive);
    if (!archive) return vt_fail_memory(err);
    archive->mode = mode == VT_ARCHIVE_READ ? mode : VT_ARCHIVE_WRITE;
    archive->lock = -1;
    vt_arena_init(&archive->arena, NULL);
    vt_told_bodies_init(&archive->bodies);
    archive->folder = vt_arena_text(&archive->arena, vt_slice_of(folder));
    vt_code code = !archive->folder          ? vt_fail_memory(err)
                   : mode == VT_ARCHIVE_READ ? open_reader(archive, err)
                                             : open_writer(archive, mode == VT_ARCHIVE_WRITE, seconds, err);
    if (code == VT_OK)
        *out = archive;
    else
        vt_archive_close(archive);
    return code;
}

vt_code vt_archive_open(const char *folder, vt_archive_mode mode, vt_archive **out, vt_error *err) {
    return vt_archive_open_waiting(folder, mode, 0, out, err);
}

vt_code vt_archive_complete(const char *folder, unsigned seconds, vt_error *err) {
    vt_arena arena;
    vt_manifest manifest;
    vt_archive *archive = NULL;
    vt_arena_init(&arena, NULL);
    vt_code code = vt_manifest_read(&arena, folder, &manifest, err);
    if (code == VT_OK && manifest.pending)
        code = vt_archive_open_waiting(folder, VT_ARCHIVE_AMEND, seconds, &archive, err);
    vt_archive_close(archive);
    vt_arena_free(&arena);
    return code;
}

void vt_archive_close(vt_archive *archive) {
    if (!archive) return;
    vt_index_close(archive->index);
    vt_heap_close(archive->heap);
    vt_folder_unlock(archive->lock);
    vt_journal_free(&archive->journal);
    vt_told_bodies_free(&archive->bodies);
    vt_arena_free(&archive->arena);
    free(archive);
}

const char *vt_archive_notice(const vt_archive *archive) { return archive->notice; }

vt_code vt_archive_reading(vt_archive *archive, vt_archive_read read, void *context, vt_error *err) {
    bool changed;
    vt_code code = vt_index_refresh(archive->index, &changed, err);
    if (code == VT_OK && changed) vt_told_bodies_forget(&archive->bodies);
    if (code == VT_OK) code = read(archive, context, err);
    for (int tries = 1; code == VT_ERR_ARCHIVE && archive->mode == VT_ARCHIVE_READ && tries < MOST_TRIES; tries++) {
        code = open_reader(archive, err);
        if (code == VT_OK) code = read(archive, context, err);
    }
    return code;
}

static vt_code read_count(vt_archive *archive, void *context, vt_error *err) {
    return vt_index_count(archive->index, context, err);
}

vt_code vt_archive_count(vt_archive *archive, uint64_t *out, vt_error *err) {
    return vt_archive_reading(archive, read_count, out, err);
}

/* A record with the arena that it lives in; the record is the first member. */
typedef struct kept_record {
    vt_record record;
    vt_arena arena;
    const char *prefix;
} kept_record;

vt_code vt_prefix_check(const char *prefix, vt_error *err) {
    size_t size = strlen(prefix);
    if (size >= LEAST_PREFIX && size <= ID_SIZE && strspn(prefix, "0123456789abcdef") == size) return VT_OK;
    return vt_fail_hint(err, VT_ERR_ARGUMENT, "a record's id is hexadecimal; give at least its first 8 digits",
                        "not an id: %.64s", prefix);
}

/* The one term that begins with the prefix. */
static vt_code find_term(vt_archive *archive, kept_record *kept, vt_slice *term, vt_error *err) {
    vt_slice low = vt_entry_id_term(&kept->arena, kept->prefix);
    char *end = low.data ? vt_arena_printf(&kept->arena, "%s~", low.data) : NULL;
    vt_index_answer *answer;
    if (!end) return vt_fail_memory(err);
    vt_code code = vt_index_terms(archive->index, low, vt_slice_of(end), 2, &answer, err);
    if (code != VT_OK) return code;
    if (!answer->term_count)
        code = vt_fail(err, VT_ERR_NOT_FOUND, "no record's id begins with %s", kept->prefix);
    else if (answer->term_count > 1)
        code = vt_fail_hint(err, VT_ERR_ARGUMENT, "give more digits", "several ids begin with %s", kept->prefix);
    else if (!(term->data = vt_arena_text(&kept->arena, answer->terms[0].term)))
        code = vt_fail_memory(err);
    else
        term->size = answer->terms[0].term.size;
    vt_index_release(answer);
    return code;
}

static vt_code unpack_record(kept_record *kept, const vt_index_row *row, vt_error *err) {
    vt_document *document = vt_arena_alloc(&kept->arena, sizeof *document);
    vt_places places;
    if (!document) return vt_fail_memory(err);
    if (!vt_places_read(&kept->arena, row->values[0], &places))
        return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    const char **paths = vt_arena_alloc(&kept->arena, places.items.count * sizeof *paths);
    if (!paths) return vt_fail_memory(err);
    for (size_t i = 0; i < places.items.count; i++) paths[i] = places.items.items[i].path;
    kept->record = (vt_record){document, paths, places.items.count, vt_places_all_missing(&places)};
    return vt_record_unpack(&kept->arena, row->data, document, err);
}

static vt_code read_record(vt_archive *archive, void *context, vt_error *err) {
    kept_record *kept = context;
    vt_slice term;
    vt_index_answer *answer;
    vt_code code = find_term(archive, kept, &term, err);
    if (code == VT_OK) code = vt_index_fetch(archive->index, term, &vt_entry_wanted, &answer, err);
    if (code != VT_OK) return code;
    code = answer->row_count ? unpack_record(kept, &answer->rows[0], err)
                             : vt_fail(err, VT_ERR_NOT_FOUND, "no record's id begins with %s", kept->prefix);
    vt_index_release(answer);
    return code;
}

vt_code vt_archive_show(vt_archive *archive, const char *prefix, vt_record **out, vt_error *err) {
    *out = NULL;
    vt_code code = vt_prefix_check(prefix, err);
    if (code != VT_OK) return code;
    kept_record *kept = calloc(1, sizeof *kept);
    if (!kept) return vt_fail_memory(err);
    vt_arena_init(&kept->arena, NULL);
    kept->prefix = prefix;
    code = vt_archive_reading(archive, read_record, kept, err);
    if (code == VT_OK)
        *out = &kept->record;
    else
        vt_record_free(&kept->record);
    return code;
}

void vt_record_free(vt_record *record) {
    kept_record *kept = (kept_record *)record;
    if (!kept) return;
    vt_arena_free(&kept->arena);
    free(kept);
}
