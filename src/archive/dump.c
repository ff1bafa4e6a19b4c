/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: an archive. Out: all of it as lines, see dump.h: what it is, the roots,
 * the journal, the records by id, the end with the sum of all. Writers are kept
 * out meanwhile.
 */
#include <vanthu/keep.h>

#include <stdio.h>
#include "archive/dump.h"
#include "archive/entry.h"
#include "archive/fields.h"
#include "archive/folder.h"
#include "archive/inside.h"
#include "archive/places.h"
#include "archive/record.h"
#include "archive/roots.h"
#include "base/base64.h"
#include "base/slice.h"
#include "write/emit.h"

enum { PAGE = 1024 };

typedef struct dump {
    vt_archive *archive;
    const vt_output *output;
    vt_arena scratch; /* of one record */
    vt_buffer line, base64;
    vt_emit emit; /* into line */
    vt_output into;
    vt_digest all;
    uint64_t lines;
    vt_error *err;
} dump;

static void start_line(dump *d, const char *type) {
    vt_buffer_clear(&d->line);
    d->into = vt_buffer_output(&d->line);
    vt_emit_init(&d->emit, &d->into, false);
    vt_emit_object(&d->emit, NULL);
    vt_emit_text(&d->emit, "type", type);
}

static void put_bytes(dump *d, const char *key, vt_slice bytes) {
    vt_buffer_clear(&d->base64);
    vt_base64_write(&d->base64, bytes);
    vt_slice text = vt_buffer_slice(&d->base64);
    vt_emit_slice(&d->emit, key, text.size ? text : VT_LITERAL(""));
}

static vt_code end_line(dump *d) {
    char sum[VT_DIGEST_HEX + 1];
    vt_digest_hex(vt_buffer_slice(&d->line), sum);
    vt_buffer_printf(&d->line, "%s%s%s\n", vt_dump_sum_head, sum, vt_dump_sum_tail);
    if (d->line.failed || d->base64.failed) return vt_fail_memory(d->err);
    vt_digest_add(&d->all, vt_buffer_slice(&d->line));
    d->lines++;
    if (d->output->write(d->output->context, d->line.data, d->line.size)) return VT_OK;
    return vt_fail(d->err, VT_ERR_WRITE, "the dump could not be written");
}

static vt_code write_head(dump *d) {
    start_line(d, VT_DUMP_SCHEMA);
    vt_emit_text(&d->emit, "record", vt_feature("record"));
    vt_emit_text(&d->emit, "places", vt_feature("places"));
    return end_line(d);
}

static vt_code write_roots(dump *d) {
    vt_roots roots;
    vt_code code = vt_roots_read(&d->scratch, d->archive->folder, &roots, d->err);
    for (size_t i = 0; i < roots.items.count && code == VT_OK; i++) {
        start_line(d, "source");
        vt_emit_text(&d->emit, "path", roots.items.items[i]);
        put_bytes(d, "data", vt_slice_of(roots.items.items[i]));
        code = end_line(d);
    }
    return code;
}

static vt_code write_journal(dump *d) {
    vt_journal journal;
    vt_code code = vt_journal_read(&journal, d->archive->folder, d->err);
    for (size_t i = 0; i < journal.lines.count && code == VT_OK; i++) {
        const vt_journal_line *line = &journal.lines.items[i];
        start_line(d, "journal");
        vt_emit_slice(&d->emit, "text", line->raw);
        put_bytes(d, "data", line->raw);
        code = end_line(d);
    }
    vt_journal_free(&journal);
    return code;
}

static vt_code write_row(dump *d, const vt_index_row *row) {
    vt_document document;
    vt_places places;
    vt_code code = vt_record_unpack(&d->scratch, row->data, &document, d->err);
    if (code != VT_OK) return code;
    if (!vt_places_read(&d->scratch, row->values[0], &places))
        return vt_fail(d->err, VT_ERR_ARCHIVE, "a stored record is damaged");
    start_line(d, "record");
    vt_emit_text(&d->emit, "id", document.id);
    vt_emit_text(&d->emit, "number", document.number.full);
    vt_emit_text(&d->emit, "title", document.title);
    vt_emit_array(&d->emit, "paths");
    for (size_t i = 0; i < places.items.count; i++) vt_emit_text(&d->emit, NULL, places.items.items[i].path);
    vt_emit_array_end(&d->emit);
    put_bytes(d, "places", row->values[0]);
    put_bytes(d, "data", row->data);
    return end_line(d);
}

static vt_code write_record(dump *d, vt_slice term) {
    vt_index_answer *answer;
    vt_code code = vt_index_fetch(d->archive->index, term, &vt_entry_wanted, &answer, d->err);
    if (code != VT_OK) return code;
    vt_arena_reset(&d->scratch);
    if (answer->row_count) code = write_row(d, &answer->rows[0]);
    vt_index_release(answer);
    return code;
}

/* The terms of the ids in byte order, page by page. */
static vt_code write_records(dump *d) {
    char low[1 + VT_DIGEST_HEX + 2] = {VT_PREFIX_ID}, high[] = {VT_PREFIX_ID + 1, '\0'};
    vt_code code = VT_OK;
    for (bool more = true; more && code == VT_OK;) {
        vt_index_answer *answer;
        code = vt_index_terms(d->archive->index, vt_slice_of(low), vt_slice_of(high), PAGE, &answer, d->err);
        if (code != VT_OK) return code;
        more = answer->term_count == PAGE;
        for (size_t i = 0; i < answer->term_count && code == VT_OK; i++) code = write_record(d, answer->terms[i].term);
        /* Behind the last one: no id goes on with this. */
        if (more) snprintf(low, sizeof low, "%.*s!", (int)sizeof low - 2, answer->terms[PAGE - 1].term.data);
        vt_index_release(answer);
    }
    return code;
}

static vt_code write_end(dump *d) {
    char sum[VT_DIGEST_HEX + 1];
    vt_digest_finish(&d->all, sum);
    start_line(d, "end");
    vt_emit_integer(&d->emit, "lines", (int64_t)d->lines);
    vt_emit_text(&d->emit, "total", sum);
    return end_line(d);
}

static vt_code write_all(dump *d) {
    static vt_code (*const parts[])(dump *) = {write_head, write_roots, write_journal, write_records, write_end};
    vt_code code = VT_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && code == VT_OK; i++) code = parts[i](d);
    return code;
}

vt_code vt_archive_dump(const char *folder, unsigned seconds, const vt_output *output, vt_error *err) {
    dump d = {.output = output, .err = err};
    int lock;
    vt_arena_init(&d.scratch, NULL);
    vt_buffer_init(&d.line, NULL);
    vt_buffer_init(&d.base64, NULL);
    vt_digest_start(&d.all);
    vt_error ignored;
    vt_archive_complete(folder, seconds, &ignored);
    vt_code code = vt_folder_share(folder, seconds, &lock, err);
    if (code == VT_OK) code = vt_archive_open(folder, VT_ARCHIVE_READ, &d.archive, err);
    if (code == VT_OK) code = write_all(&d);
    vt_archive_close(d.archive);
    vt_folder_unlock(lock);
    vt_buffer_free(&d.base64);
    vt_buffer_free(&d.line);
    vt_arena_free(&d.scratch);
    return code;
}
