/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: an archive's folder. Out: a finding for each fault of manifest, journal,
 * databases, records and sources, and for documents that are there twice.
 * Nothing is written; writers are kept out, so that what is read holds still.
 */
#include <vanthu/keep.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include "archive/entry.h"
#include "archive/fields.h"
#include "archive/folder.h"
#include "archive/journal.h"
#include "archive/record.h"
#include "base/slice.h"
#include "base/table.h"
#include "cite/key.h"

typedef struct check {
    const char *folder;
    const vt_check_options *options;
    void (*found)(void *context, const vt_finding *finding);
    void *context;
    vt_arena arena, scratch; /* of the check; of one record */
    vt_manifest manifest;
    vt_heap *heap;
    vt_index *index;
    vt_table keys; /* of the documents, to the path of the first that has it */
    uint64_t count;
    vt_error *err;
} check;

const char *vt_finding_id(vt_finding_kind kind) {
    static const char *const ids[] = {
#define X(name, id) [VT_FINDING_##name] = id,
        VT_FINDING_TABLE(X)
#undef X
    };
    return (unsigned)kind < VT_FINDING_KINDS ? ids[kind] : "unknown";
}

static void report(check *c, vt_finding_kind kind, const char *subject, const char *message, const char *hint) {
    c->count++;
    if (c->found) c->found(c->context, &(vt_finding){kind, subject, message, hint});
}

/* ---- sources ---- */

static const char to_index[] = "vanthu index with the path brings the archive up to date";

/* A place that a rebuild has marked is known to be missing and no news. */
static void check_place(check *c, const vt_place *place) {
    struct stat info;
    vt_place now;
    if (stat(place->path, &info) != 0) {
        if (!place->missing) report(c, VT_FINDING_MISSING, place->path, strerror(errno), to_index);
        return;
    }
    vt_place_measure(&now, &info);
    if (place->missing || now.size != place->size || now.time != place->time)
        report(c, VT_FINDING_CHANGED, place->path, "it is not as it was when it was read", to_index);
}

/* ---- what is there twice ---- */

static void check_copies(check *c, const vt_places *places) {
    for (size_t i = 1; i < places->items.count; i++)
        report(c, VT_FINDING_DUPLICATE, places->items.items[i].path, places->items.items[0].path, NULL);
}

/* The body and the year are parts of the key; where they are unknown, documents are not taken for one. */
static bool is_whole(const char *key) {
    vt_key parts = vt_key_split(key);
    for (int i = VT_KEY_ORDINAL; i < VT_KEY_PARTS; i++)
        if (!parts.parts[i].size) return false;
    return true;
}

static vt_code check_twin(check *c, const vt_document *document, const vt_places *places) {
    const char *key = vt_entry_own_key(&c->scratch, document), *path = places->items.items[0].path;
    if (!key || !is_whole(key)) return c->scratch.failed ? vt_fail_memory(c->err) : VT_OK;
    const char *former = vt_table_get(&c->keys, vt_slice_of(key));
    if (former) {
        const char *message =
            vt_arena_printf(&c->scratch, "%s is also the number of %s", document->number.full, former);
        if (!message) return vt_fail_memory(c->err);
        report(c, VT_FINDING_TWIN, path, message, NULL);
        return VT_OK;
    }
    char *kept_key = vt_arena_text(&c->arena, vt_slice_of(key)), *kept = vt_arena_text(&c->arena, vt_slice_of(path));
    void **value = kept_key && kept ? vt_table_put(&c->keys, vt_slice_of(kept_key)) : NULL;
    if (!value) return vt_fail_memory(c->err);
    *value = kept;
    return VT_OK;
}

/* ---- records ---- */

static void report_record(check *c, uint32_t docid, const char *message) {
    char name[32];
    snprintf(name, sizeof name, "record %" PRIu32, docid);
    report(c, VT_FINDING_RECORD, name, message, "vanthu rebuild");
}

static vt_code check_row(check *c, const vt_index_row *row) {
    vt_document document;
    vt_places places;
    vt_error error;
    vt_code code = vt_record_unpack(&c->scratch, row->data, &document, &error);
    if (code == VT_ERR_MEMORY) return vt_fail_memory(c->err);
    if (code != VT_OK) return report_record(c, row->docid, error.message), VT_OK;
    bool placed = vt_places_read(&c->scratch, row->values[0], &places) && places.items.count;
    if (!placed || strcmp(places.id, document.id) != 0)
        return report_record(c, row->docid, "its places cannot be read"), VT_OK;
    for (size_t i = 0; i < places.items.count; i++) check_place(c, &places.items.items[i]);
    if (!c->options->duplicates) return VT_OK;
    check_copies(c, &places);
    return check_twin(c, &document, &places);
}

static vt_code check_record(check *c, uint32_t docid) {
    vt_index_answer *answer;
    vt_error error;
    vt_code code = vt_index_rows_of(c->index, &docid, 1, &vt_entry_wanted, &answer, &error);
    if (code == VT_ERR_MEMORY) return vt_fail_memory(c->err);
    if (code != VT_OK) return report_record(c, docid, error.message), VT_OK;
    vt_arena_reset(&c->scratch);
    if (answer->row_count)
        code = check_row(c, &answer->rows[0]);
    else
        report_record(c, docid, "it has neither data nor places");
    vt_index_release(answer);
    return code;
}

static vt_code check_records(check *c) {
    static const vt_index_query all = {.op = VT_INDEX_ALL};
    vt_index_answer *answer;
    vt_error error;
    vt_code code = vt_index_docids(c->index, &all, &answer, &error);
    if (code != VT_OK) return report(c, VT_FINDING_DATABASE, c->folder, error.message, "vanthu rebuild"), VT_OK;
    for (size_t i = 0; i < answer->docid_count && code == VT_OK; i++) code = check_record(c, answer->docids[i]);
    vt_index_release(answer);
    return code;
}

/* ---- the archive's own files ---- */

static vt_code check_databases(check *c, const char ***paths, bool *sound) {
    size_t count = c->manifest.databases.count;
    *sound = true;
    *paths = vt_arena_alloc(&c->arena, count * sizeof **paths);
    if (!*paths) return vt_fail_memory(c->err);
    for (size_t i = 0; i < count; i++) {
        const char *name = c->manifest.databases.items[i];
        vt_error error;
        if (!((*paths)[i] = vt_arena_printf(&c->arena, "%s/%s", c->folder, name))) return vt_fail_memory(c->err);
        /* Where nothing can be written, reading all records must do. */
        vt_code code = vt_index_check((*paths)[i], &error);
        if (code == VT_OK || code == VT_ERR_WRITE) continue;
        *sound = false;
        report(c, VT_FINDING_DATABASE, name, error.message, "vanthu rebuild");
    }
    return VT_OK;
}

/* Without a heap there are no records to be checked. */
static vt_code open_heap(check *c, bool *sound) {
    const char *path = vt_arena_printf(&c->arena, "%s/%s", c->folder, c->manifest.heap);
    vt_error error;
    if (!path) return vt_fail_memory(c->err);
    if (vt_heap_open(path, VT_HEAP_READ, &c->heap, &error) == VT_OK) return VT_OK;
    *sound = false;
    report(c, VT_FINDING_DATABASE, c->manifest.heap, error.message, "vanthu rebuild");
    return VT_OK;
}

static vt_code check_journal(check *c) {
    vt_journal journal;
    vt_error error;
    vt_code code = vt_journal_read(&journal, c->folder, &error);
    if (code == VT_ERR_MEMORY) vt_fail_memory(c->err);
    if (code != VT_OK && code != VT_ERR_MEMORY) {
        report(c, VT_FINDING_JOURNAL, "journal", error.message, NULL);
        code = VT_OK;
    }
    for (size_t i = 0; i < journal.damaged.count; i++)
        report(c, VT_FINDING_JOURNAL, "journal", "a damaged line", "the next command that writes puts it aside");
    vt_journal_free(&journal);
    return code;
}

static vt_code check_contents(check *c) {
    const char **paths;
    bool sound;
    vt_error error;
    vt_code code = check_databases(c, &paths, &sound);
    if (code == VT_OK) code = open_heap(c, &sound);
    if (code != VT_OK || !sound) return code;
    if (vt_index_open(paths, c->manifest.databases.count, c->heap, VT_INDEX_READ, &c->index, &error) != VT_OK)
        return report(c, VT_FINDING_DATABASE, c->folder, error.message, "vanthu rebuild"), VT_OK;
    if (vt_index_check_positions(c->index, &error) != VT_OK)
        report(c, VT_FINDING_DATABASE, c->manifest.heap, error.message, "vanthu rebuild");
    return check_records(c);
}

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Where there is neither a manifest nor anything else of an archive, there is nothing to be checked. */
static bool is_archive(check *c) {
    const char *lock = vt_arena_printf(&c->arena, "%s/lock", c->folder);
    struct stat info;
    return is_folder(c->folder) && lock && stat(lock, &info) == 0;
}

static vt_code check_all(check *c) {
    vt_error error;
    vt_code code = vt_manifest_load(&c->arena, c->folder, &c->manifest, &error);
    if (code == VT_OK) code = vt_manifest_check(&c->manifest, &error);
    if (code == VT_ERR_MEMORY) return vt_fail_memory(c->err);
    if (code != VT_OK && !is_archive(c)) return *c->err = error, code;
    bool ours = code == VT_OK;
    if (ours && c->manifest.pending)
        report(c, VT_FINDING_MANIFEST, "manifest", "changes of a writer that was killed are still to be made",
               "the next command that writes makes them");
    if (!ours) report(c, VT_FINDING_MANIFEST, "manifest", error.message, "vanthu rebuild");
    code = check_journal(c);
    return code == VT_OK && ours ? check_contents(c) : code;
}

vt_code vt_archive_check(const char *folder, const vt_check_options *options,
                         void (*found)(void *context, const vt_finding *finding), void *context, uint64_t *count,
                         vt_error *err) {
    static const vt_check_options defaults = {0};
    vt_error own = {0};
    check c = {.folder = folder,
               .options = options ? options : &defaults,
               .found = found,
               .context = context,
               .err = err ? err : &own};
    int lock;
    vt_arena_init(&c.arena, NULL);
    vt_arena_init(&c.scratch, NULL);
    vt_table_init(&c.keys, &c.arena);
    vt_code code = vt_folder_share(folder, c.options->seconds, &lock, c.err);
    if (code == VT_OK) code = check_all(&c);
    vt_index_close(c.index);
    vt_heap_close(c.heap);
    vt_folder_unlock(lock);
    vt_arena_free(&c.scratch);
    vt_arena_free(&c.arena);
    if (count) *count = c.count;
    return code;
}
