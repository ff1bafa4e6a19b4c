/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: an archive's folder, its databases of this version, of another one, or
 * damaged. Out: one new database beside them, then the manifest that names it.
 * Readers go on meanwhile; until the manifest is replaced nothing has changed.
 *
 * First every known source is read and parsed again. Then records of which no
 * source could be read are taken over as they are stored. Where the databases
 * do not tell the sources, the roots do.
 */
#include <vanthu/keep.h>

#include <sys/stat.h>
#include "archive/fields.h"
#include "archive/folder.h"
#include "archive/ingest.h"
#include "archive/record.h"
#include "archive/roots.h"
#include "archive/store.h"
#include "base/slice.h"

typedef struct rebuild {
    const char *folder;
    vt_arena arena, scratch;
    int lock;
    vt_archive fresh; /* what is built beside */
    vt_index *old;    /* NULL: cannot be read */
    vt_heap *heap;    /* of the old databases; NULL: cannot be read, or there is none */
    vt_known known;   /* of the old databases */
    bool has_records; /* whose form is ours */
    vt_ingest run;
    vt_error *err;
} rebuild;

/* ---- what is there ---- */

/* Without it the sources can still be read again; archives of before there were heaps have none. */
static vt_code open_old_heap(rebuild *r, const vt_manifest *manifest) {
    vt_error ignored;
    if (!manifest->heap) return VT_OK;
    const char *path = vt_arena_printf(&r->arena, "%s/%s", r->folder, manifest->heap);
    if (!path) return vt_fail_memory(r->err);
    return vt_heap_open(path, VT_HEAP_READ, &r->heap, &ignored) == VT_ERR_MEMORY ? vt_fail_memory(r->err) : VT_OK;
}

static vt_code open_old(rebuild *r, const vt_manifest *manifest) {
    size_t count = manifest->databases.count;
    const char **paths = vt_arena_alloc(&r->arena, count * sizeof *paths);
    for (size_t i = 0; paths && i < count; i++)
        if (!(paths[i] = vt_arena_printf(&r->arena, "%s/%s", r->folder, manifest->databases.items[i]))) paths = NULL;
    if (!paths) return vt_fail_memory(r->err);
    vt_error ignored;
    vt_code code = open_old_heap(r, manifest);
    if (code != VT_OK) return code;
    code = vt_index_open(paths, count, r->heap, VT_INDEX_READ, &r->old, &ignored);
    if (code == VT_OK) code = vt_known_load(&r->known, r->old, &ignored);
    if (code == VT_ERR_MEMORY) return vt_fail_memory(r->err);
    if (code == VT_OK) return VT_OK;
    vt_index_close(r->old);
    r->old = NULL;
    return VT_OK;
}

/* Without a manifest that can be read, all databases of the folder may be its; what is in several is taken once.
 * Without a list of sources, too, there is no archive. */
static vt_code look_around(rebuild *r, vt_roots *roots) {
    vt_manifest manifest;
    vt_code code = vt_roots_read(&r->arena, r->folder, roots, r->err);
    if (code != VT_OK) return code;
    code = vt_manifest_load(&r->arena, r->folder, &manifest, r->err);
    r->has_records = code != VT_OK || vt_manifest_has(&manifest, vt_feature("record"));
    if (code == VT_ERR_ARCHIVE && roots->items.count)
        code = vt_folder_databases(&r->arena, r->folder, &manifest, r->err);
    if (code != VT_OK) return code;
    code = open_old(r, &manifest);
    if (code != VT_OK || r->old || roots->items.count) return code;
    return vt_fail_hint(r->err, VT_ERR_ARCHIVE, "index the documents again into a new folder",
                        "the databases cannot be read, and nothing tells the sources");
}

/* ---- the new database ---- */

static vt_code open_fresh(rebuild *r) {
    vt_code code = vt_journal_read(&r->fresh.journal, r->folder, r->err);
    if (code == VT_OK) code = vt_journal_mend(&r->fresh.journal, r->err);
    return code == VT_OK ? vt_store_begin(&r->fresh, r->err) : code;
}

static vt_code read_source(rebuild *r, const char *path) {
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) return VT_OK;
    return vt_ingest_file(&r->run, &(vt_walk_entry){.kind = VT_WALK_FILE, .path = path, .info = &info});
}

static vt_code read_sources(rebuild *r, const vt_roots *roots) {
    vt_code code = VT_OK;
    r->run.total += r->known.paths.count;
    for (size_t i = 0; i < r->known.loaded.count && code == VT_OK; i++)
        for (const vt_known_path *at = r->known.loaded.items[i]->places; at && code == VT_OK; at = at->next)
            code = read_source(r, at->path);
    for (size_t i = 0; !r->old && i < roots->items.count && code == VT_OK; i++)
        code = vt_walk(roots->items.items[i], vt_ingest_entry, &r->run, r->err);
    return code == VT_OK ? vt_ingest_drain(&r->run) : code;
}

/* ---- what no source gave ---- */

/* The content that lies now where this record's lay: what was said of it is carried over. *found: there is one. */
static vt_code carry_over(rebuild *r, const vt_places *record, bool *found) {
    vt_code code = VT_OK;
    for (size_t i = 0; i < record->items.count && code == VT_OK; i++) {
        const char *path = record->items.items[i].path;
        const vt_known_path *at = vt_known_at(&r->run.known, path);
        if (!at || !at->record) continue;
        *found = true;
        const char *now = vt_known_id(&r->scratch, at->record);
        code = now ? vt_writer_carry(&r->run.writer, &r->scratch, record->id, now, (vt_slice){NULL, 0}, path, r->err)
                   : vt_fail_memory(r->err);
    }
    return code;
}

static vt_code keep_row(rebuild *r, const vt_index_row *row, vt_places *record) {
    vt_document document;
    vt_corrections corrections;
    vt_entry entry;
    vt_code code = vt_record_unpack_parts(&r->scratch, row->data, &document, &corrections, r->err);
    if (code != VT_OK) return code;
    for (size_t i = 0; i < record->items.count; i++)
        record->items.items[i].missing = vt_is_gone(record->items.items[i].path);
    if (!vt_entry_build(&r->scratch, &document, &corrections, record, NULL, &entry)) return vt_fail_memory(r->err);
    return vt_writer_add(&r->run.writer, &r->scratch, &entry, r->err);
}

static vt_code fetch_and_keep(rebuild *r, vt_places *record) {
    vt_slice term = vt_entry_id_term(&r->scratch, record->id);
    vt_index_answer *answer;
    if (!term.data) return vt_fail_memory(r->err);
    if (!r->has_records)
        return vt_fail(r->err, VT_ERR_ARCHIVE, "its source is gone, and its record is of another version");
    vt_code code = vt_index_fetch(r->old, term, &(vt_index_search){.with_data = true}, &answer, r->err);
    if (code != VT_OK) return code;
    code = answer->row_count ? keep_row(r, &answer->rows[0], record)
                             : vt_fail(r->err, VT_ERR_ARCHIVE, "its record cannot be read");
    vt_index_release(answer);
    return code;
}

/* A record that cannot be taken over is named and lost; only memory and writing end the run. */
static vt_code keep_record(rebuild *r, const vt_known_record *known) {
    vt_places places, *record = &places;
    vt_arena_reset(&r->scratch);
    if (!vt_known_places(&r->scratch, known, record)) return vt_fail_memory(r->err);
    bool found = vt_known_by_id(&r->run.known, record->id);
    vt_code code = found ? VT_OK : carry_over(r, record, &found);
    if (code != VT_OK || found || !record->items.count) return code;
    code = fetch_and_keep(r, record);
    if (code == VT_OK) code = vt_writer_pause(&r->run.writer, r->err);
    if (code != VT_OK && code != VT_ERR_ARCHIVE) return code;
    vt_index_event event = {.kind = code == VT_OK ? VT_INDEX_KEPT : VT_INDEX_FAILED,
                            .path = record->items.items[0].path,
                            .error = code == VT_OK ? NULL : r->err};
    return vt_ingest_tell(&r->run, event);
}

static vt_code fill(rebuild *r, const vt_roots *roots) {
    vt_code code = vt_writer_start(&r->run.writer, &r->fresh, r->run.pool, r->run.options->commit_every, r->err);
    if (code != VT_OK) return code;
    code = read_sources(r, roots);
    for (size_t i = 0; i < r->known.loaded.count && code == VT_OK; i++) code = keep_record(r, r->known.loaded.items[i]);
    if (code == VT_OK) return vt_writer_finish(&r->run.writer, r->err);
    vt_writer_give_up(&r->run.writer);
    return code;
}

/* ---- the run ---- */

/* An archive of nothing does not take the place of one that may only be out of reach, as a disk or a share can be. */
static vt_code swap(rebuild *r) {
    vt_index_summary *summary = r->run.summary;
    vt_code code = vt_index_count(r->fresh.index, &summary->records, r->err);
    if (code == VT_OK && !summary->records && summary->counts[VT_INDEX_FAILED])
        return vt_fail_hint(r->err, VT_ERR_ARCHIVE, "make the sources readable, then rebuild again",
                            "neither the sources nor the stored records can be read; the archive stays as it is");
    return code == VT_OK ? vt_store_reveal(&r->fresh, r->err) : code;
}

static vt_code run_rebuild(rebuild *r) {
    vt_roots roots;
    vt_code code = look_around(r, &roots);
    if (code == VT_OK) code = open_fresh(r);
    if (code == VT_OK) code = fill(r, &roots);
    if (code == VT_OK) code = swap(r);
    if (code != VT_OK) vt_store_discard(&r->fresh);
    return code;
}

static void close_all(rebuild *r) {
    vt_ingest_close(&r->run);
    vt_index_close(r->old);
    vt_heap_close(r->heap);
    vt_known_free(&r->known);
    vt_index_close(r->fresh.index);
    vt_heap_close(r->fresh.heap);
    vt_journal_free(&r->fresh.journal);
    vt_arena_free(&r->fresh.arena);
    vt_folder_unlock(r->lock);
    vt_arena_free(&r->scratch);
    vt_arena_free(&r->arena);
}

vt_code vt_archive_rebuild(const char *folder, unsigned seconds, const vt_index_options *options,
                           vt_index_summary *summary, vt_error *err) {
    static const vt_index_options defaults = {0};
    vt_error own = {0};
    rebuild r = {.folder = folder, .lock = -1, .err = err ? err : &own};
    r.fresh = (vt_archive){.mode = VT_ARCHIVE_WRITE, .folder = folder, .lock = -1, .beside = true};
    vt_arena_init(&r.fresh.arena, NULL);
    vt_arena_init(&r.arena, NULL);
    vt_arena_init(&r.scratch, NULL);
    vt_known_init(&r.known);
    vt_code code = vt_ingest_open(&r.run, options ? options : &defaults, summary, r.err);
    vt_error ignored;
    vt_archive_complete(folder, seconds, &ignored);
    if (code == VT_OK) code = vt_folder_lock(folder, seconds, &r.lock, r.err);
    if (code == VT_OK) code = run_rebuild(&r);
    close_all(&r);
    return code == VT_INGEST_STOPPED ? VT_OK : code;
}
