/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a dump, see dump.h. Out: the archive that it was made of. The records go
 * into databases beside what is there; only when the end has been read, and
 * every sum is right, the journal and the roots take their places, and last of
 * all the manifest, which makes an archive of it.
 */
#include <vanthu/keep.h>

#include <stdio.h>
#include <string.h>
#include "archive/dump.h"
#include "archive/folder.h"
#include "archive/inside.h"
#include "archive/record.h"
#include "archive/roots.h"
#include "archive/store.h"
#include "archive/writer.h"
#include "base/base64.h"
#include "base/slice.h"

enum { CHUNK = 64 * 1024 };

typedef struct restore {
    const char *folder;
    const vt_input *input;
    vt_arena scratch;         /* of one record */
    vt_buffer pending;        /* read, and not yet taken */
    size_t taken;             /* of pending */
    vt_buffer journal, roots; /* as the files will be */
    vt_buffer data, places;   /* of one line */
    vt_digest all;            /* of the lines so far */
    uint64_t lines, records;
    bool begun, ended;
    vt_archive fresh; /* what is built beside; its journal is empty: the records are as the journal wants them */
    vt_pool *pool;
    vt_writer writer;
    vt_error *err;
} restore;

static vt_code fail_damaged(restore *r, const char *what) {
    return vt_fail_at(r->err, VT_ERR_DAMAGED, (int64_t)r->lines + 1, "line %llu of the dump: %s",
                      (unsigned long long)r->lines + 1, what);
}

/* ---- lines ---- */

/* More bytes behind the pending ones; *got 0: there are none. */
static vt_code read_more(restore *r, size_t *got) {
    if (r->taken) {
        memmove(r->pending.data, r->pending.data + r->taken, r->pending.size - r->taken);
        r->pending.size -= r->taken;
        r->taken = 0;
    }
    if (!vt_buffer_reserve(&r->pending, CHUNK)) return vt_fail_memory(r->err);
    if (!r->input->read(r->input->context, r->pending.data + r->pending.size, CHUNK, got))
        return vt_fail(r->err, VT_ERR_IO, "the dump could not be read");
    r->pending.size += *got;
    return VT_OK;
}

/* The next line without its line feed, until the next call; data NULL at the end. */
static vt_code next_line(restore *r, vt_slice *line) {
    size_t searched = 0, got = 1;
    for (;;) {
        vt_slice rest = {r->pending.data + r->taken, r->pending.size - r->taken};
        const char *end = rest.size > searched ? memchr(rest.data + searched, '\n', rest.size - searched) : NULL;
        if (end) {
            *line = (vt_slice){rest.data, (size_t)(end - rest.data)};
            r->taken += line->size + 1;
            return VT_OK;
        }
        searched = rest.size;
        if (!got) break;
        vt_code code = read_more(r, &got);
        if (code != VT_OK) return code;
    }
    *line = (vt_slice){NULL, 0};
    return searched ? fail_damaged(r, "it is cut") : VT_OK;
}

static bool has_right_sum(vt_slice line) {
    char expected[VT_DUMP_TAIL + 1], sum[VT_DIGEST_HEX + 1];
    if (line.size < VT_DUMP_TAIL) return false;
    vt_digest_hex(vt_slice_sub(line, 0, line.size - VT_DUMP_TAIL), sum);
    snprintf(expected, sizeof expected, "%s%s%s", vt_dump_sum_head, sum, vt_dump_sum_tail);
    return vt_slice_ends(line, vt_slice_of(expected));
}

/* The text of a key whose value has no escapes. A quote inside a string is escaped, so that this finds keys only. */
static bool find_value(vt_slice line, const char *key, vt_slice *value) {
    char head[32];
    size_t size = (size_t)snprintf(head, sizeof head, "\"%s\":\"", key);
    for (size_t at = 0; at + size <= line.size; at++) {
        const char *found = memchr(line.data + at, '"', line.size - at);
        if (!found) return false;
        at = (size_t)(found - line.data);
        if (at + size > line.size || memcmp(found, head, size) != 0 || (at && found[-1] == '\\')) continue;
        const char *end = memchr(found + size, '"', line.size - at - size);
        *value = (vt_slice){found + size, end ? (size_t)(end - found) - size : 0};
        return end;
    }
    return false;
}

static vt_code take_bytes(restore *r, vt_slice line, const char *key, vt_buffer *out) {
    vt_slice text;
    vt_buffer_clear(out);
    if (!find_value(line, key, &text) || !vt_base64_read(out, text)) return fail_damaged(r, "a value is missing");
    return out->failed ? vt_fail_memory(r->err) : VT_OK;
}

/* ---- what lines hold ---- */

static vt_code take_head(restore *r, vt_slice line) {
    vt_slice record, places;
    if (!find_value(line, "record", &record) || !find_value(line, "places", &places))
        return fail_damaged(r, "a value is missing");
    if (!vt_slice_is(record, vt_feature("record")) || !vt_slice_is(places, vt_feature("places")))
        return vt_fail_hint(r->err, VT_ERR_ARCHIVE, "restore it with the version that wrote it, then: vanthu rebuild",
                            "the dump is of another version of vanthu; it has %.*s %.*s", (int)record.size, record.data,
                            (int)places.size, places.data);
    r->begun = true;
    return VT_OK;
}

static vt_code take_into(restore *r, vt_slice line, vt_buffer *file, char end) {
    vt_code code = take_bytes(r, line, "data", &r->data);
    if (code != VT_OK) return code;
    vt_buffer_append_slice(file, vt_buffer_slice(&r->data));
    vt_buffer_append_char(file, end);
    return file->failed ? vt_fail_memory(r->err) : VT_OK;
}

static vt_code take_source(restore *r, vt_slice line) { return take_into(r, line, &r->roots, '\0'); }
static vt_code take_journal(restore *r, vt_slice line) { return take_into(r, line, &r->journal, '\n'); }

static vt_code store_record(restore *r) {
    vt_document document;
    vt_corrections corrections;
    vt_places places;
    vt_entry entry;
    vt_code code = vt_record_unpack_parts(&r->scratch, vt_buffer_slice(&r->data), &document, &corrections, r->err);
    if (code != VT_OK) return code == VT_ERR_ARCHIVE ? fail_damaged(r, "its record cannot be read") : code;
    if (!vt_places_read(&r->scratch, vt_buffer_slice(&r->places), &places) || strcmp(places.id, document.id) != 0)
        return fail_damaged(r, "its places cannot be read");
    if (!vt_entry_build(&r->scratch, &document, &corrections, &places, NULL, &entry)) return vt_fail_memory(r->err);
    r->records++;
    code = vt_writer_add(&r->writer, &r->scratch, &entry, r->err);
    return code == VT_OK ? vt_writer_pause(&r->writer, r->err) : code;
}

static vt_code take_record(restore *r, vt_slice line) {
    vt_arena_reset(&r->scratch);
    vt_code code = take_bytes(r, line, "data", &r->data);
    if (code == VT_OK) code = take_bytes(r, line, "places", &r->places);
    return code == VT_OK ? store_record(r) : code;
}

static vt_code take_end(restore *r, vt_slice line) {
    char sum[VT_DIGEST_HEX + 1];
    vt_slice total;
    vt_digest before = r->all;
    vt_digest_finish(&before, sum);
    if (!find_value(line, "total", &total) || !vt_slice_is(total, sum))
        return fail_damaged(r, "the sum of all lines is not theirs");
    r->ended = true;
    return VT_OK;
}

static const struct {
    const char *type;
    vt_code (*take)(restore *r, vt_slice line);
} kinds[] = {{VT_DUMP_SCHEMA, take_head},
             {"source", take_source},
             {"journal", take_journal},
             {"record", take_record},
             {"end", take_end}};

static vt_code take_line(restore *r, vt_slice line) {
    vt_slice type;
    if (r->ended) return fail_damaged(r, "something stands behind the end");
    if (!has_right_sum(line) || !find_value(line, "type", &type)) return fail_damaged(r, "it is altered");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!vt_slice_is(type, kinds[i].type)) continue;
        if (r->begun != (i > 0)) break;
        return kinds[i].take(r, line);
    }
    return fail_damaged(r, "it is of an unknown kind, or out of its order");
}

static vt_code take_lines(restore *r) {
    vt_slice line;
    vt_code code = next_line(r, &line);
    for (; code == VT_OK && line.data; code = code == VT_OK ? next_line(r, &line) : code) {
        code = take_line(r, line);
        vt_digest_add(&r->all, line);
        vt_digest_add(&r->all, VT_LITERAL("\n"));
        if (code == VT_OK) r->lines++;
    }
    return code == VT_OK && !r->ended ? fail_damaged(r, "the end is missing") : code;
}

/* ---- the archive ---- */

/* A journal that a restore, killed before its end, has put there already is none of another archive. */
static vt_code refuse_journal(restore *r) {
    vt_journal present;
    vt_buffer raw;
    vt_buffer_init(&raw, NULL);
    vt_code code = vt_journal_read(&present, r->folder, r->err);
    for (size_t i = 0; i < present.lines.count; i++) {
        vt_buffer_append_slice(&raw, present.lines.items[i].raw);
        vt_buffer_append_char(&raw, '\n');
    }
    bool same = !present.lines.count || vt_slice_equal(vt_buffer_slice(&raw), vt_buffer_slice(&r->journal));
    if (code == VT_OK && (!same || present.damaged.count || raw.failed))
        code = vt_fail_hint(r->err, VT_ERR_ARGUMENT, "name a new folder", "the archive has a journal of its own");
    vt_journal_free(&present);
    vt_buffer_free(&raw);
    return code;
}

/* Only an archive without records is written over. */
static vt_code refuse_records(restore *r) {
    vt_archive *archive;
    uint64_t count;
    if (!vt_folder_has(r->folder, "manifest")) return VT_OK;
    vt_code code = vt_archive_open(r->folder, VT_ARCHIVE_READ, &archive, r->err);
    if (code == VT_OK) code = vt_archive_count(archive, &count, r->err);
    if (code == VT_OK && count)
        code = vt_fail_hint(r->err, VT_ERR_ARGUMENT, "name a new folder", "the archive holds records already");
    vt_archive_close(archive);
    return code;
}

static vt_code open_fresh(restore *r) {
    vt_code code = vt_store_begin(&r->fresh, r->err);
    if (code == VT_OK) code = vt_pool_open(0, 0, &r->pool, r->err);
    return code == VT_OK ? vt_writer_start(&r->writer, &r->fresh, r->pool, 0, r->err) : code;
}

static vt_code fill(restore *r) {
    vt_code code = take_lines(r);
    if (code == VT_OK) return vt_writer_finish(&r->writer, r->err);
    vt_writer_give_up(&r->writer);
    return code;
}

static vt_code replace(restore *r, const char *name, const vt_buffer *bytes) {
    return bytes->size ? vt_folder_replace(r->folder, name, vt_buffer_slice(bytes), r->err) : VT_OK;
}

static vt_code put_in_place(restore *r) {
    vt_code code = refuse_journal(r);
    if (code == VT_OK) code = replace(r, "sources", &r->roots);
    if (code == VT_OK) code = replace(r, "journal", &r->journal);
    return code == VT_OK ? vt_store_reveal(&r->fresh, r->err) : code;
}

static vt_code run(restore *r) {
    vt_code code = refuse_records(r);
    if (code == VT_OK) code = open_fresh(r);
    if (code == VT_OK) code = fill(r);
    if (code == VT_OK) code = put_in_place(r);
    if (code != VT_OK) vt_store_discard(&r->fresh);
    return code;
}

vt_code vt_archive_restore(const char *folder, unsigned seconds, const vt_input *input, uint64_t *records,
                           vt_error *err) {
    vt_error own = {0};
    restore r = {.folder = folder, .input = input, .err = err ? err : &own};
    vt_buffer *const buffers[] = {&r.pending, &r.journal, &r.roots, &r.data, &r.places};
    int lock = -1;
    r.fresh = (vt_archive){.mode = VT_ARCHIVE_WRITE, .folder = folder, .lock = -1, .beside = true};
    vt_arena_init(&r.fresh.arena, NULL);
    vt_arena_init(&r.scratch, NULL);
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++) vt_buffer_init(buffers[i], NULL);
    vt_digest_start(&r.all);
    vt_code code = vt_folder_has(folder, "manifest") ? VT_OK : vt_folder_create(folder, r.err);
    if (code == VT_OK) code = vt_folder_lock(folder, seconds, &lock, r.err);
    if (code == VT_OK) code = run(&r);
    vt_pool_close(r.pool);
    vt_folder_unlock(lock);
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++) vt_buffer_free(buffers[i]);
    vt_index_close(r.fresh.index);
    vt_heap_close(r.fresh.heap);
    vt_arena_free(&r.fresh.arena);
    vt_arena_free(&r.scratch);
    if (records) *records = r.records;
    return code;
}
