/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the ids of a path's former content and of its new one. Out: what was said
 * of the one in the journal for the other. The index follows in the same commit
 * in which the path changes hands: killed before it, the next run does it again.
 */
#include <string.h>
#include "archive/record.h"
#include "archive/stamp.h"
#include "archive/writer.h"
#include "base/error.h"

typedef VT_ARRAY(vt_journal_entry) entries;

/* A confirmation told that the parser read the former content well; of another value it tells nothing. */
static bool is_carried(const vt_correction *c, const vt_spot *spot, const vt_document *document) {
    return c->kind != VT_CORRECTION_CONFIRMED || vt_correct_same(c->value, vt_spot_value(spot, document));
}

static bool collect(vt_arena *arena, const vt_corrections *former, const vt_corrections *own,
                    const vt_document *document, const char *path, entries *out) {
    const char *time = vt_stamp(arena, 0);
    if (!time) return false;
    for (size_t i = 0; i < former->count; i++) {
        const vt_correction *c = &former->items[i];
        vt_spot spot;
        if (vt_corrections_find(own, c->field) || !vt_spot_find(arena, c->field, &spot) ||
            !is_carried(c, &spot, document))
            continue;
        vt_journal_entry *entry = vt_array_push(arena, out);
        if (!entry) return false;
        bool confirmed = c->kind == VT_CORRECTION_CONFIRMED;
        *entry = (vt_journal_entry){.time = time,
                                    .user = c->by,
                                    .action = confirmed ? VT_JOURNAL_CARRY_CONFIRM : VT_JOURNAL_CARRY,
                                    .id = document->id,
                                    .path = path,
                                    .field = c->field,
                                    .value = c->value,
                                    .said = vt_spot_value(&spot, document)};
    }
    return true;
}

static vt_code collect_from(vt_writer *writer, vt_arena *arena, vt_slice data, const vt_corrections *said,
                            const char *path, entries *out, vt_error *err) {
    vt_document *document = vt_arena_alloc(arena, sizeof *document); /* its id goes into the entries */
    vt_corrections own, stored;
    if (!document) return vt_fail_memory(err);
    vt_code code = vt_record_unpack_parts(arena, data, document, &stored, err);
    if (code != VT_OK) return code;
    bool collected = vt_journal_corrections(&writer->archive->journal, arena, document->id, &own) &&
                     collect(arena, said, &own, document, path, out);
    return collected ? VT_OK : vt_fail_memory(err);
}

/* The data of the record that the path's new content is: of a stored one a copy. */
static vt_code find_data(vt_writer *writer, vt_arena *arena, const char *id, vt_slice *data, vt_error *err) {
    vt_slice term = vt_entry_id_term(arena, id);
    vt_index_answer *answer;
    if (!term.data) return vt_fail_memory(err);
    vt_code code = vt_index_fetch(writer->archive->index, term, &(vt_index_search){.with_data = true}, &answer, err);
    if (code != VT_OK) return code;
    if (answer->row_count) {
        vt_slice there = answer->rows[0].data;
        *data = (vt_slice){vt_arena_text(arena, there), there.size};
        if (!data->data) code = vt_fail_memory(err);
    }
    vt_index_release(answer);
    return code;
}

vt_code vt_writer_carry(vt_writer *writer, vt_arena *scratch, const char *former, const char *id, vt_slice data,
                        const char *path, vt_error *err) {
    vt_journal *journal = &writer->archive->journal;
    vt_corrections said;
    entries list = {0};
    vt_code code = VT_OK;
    if (!vt_journal_knows(journal, former)) return VT_OK;
    if (!vt_journal_corrections(journal, scratch, former, &said)) return vt_fail_memory(err);
    if (!data.size) code = find_data(writer, scratch, id, &data, err);
    /* What was added a moment ago is found once it is published. */
    if (code == VT_OK && !data.size) code = vt_writer_publish(writer, err);
    if (code == VT_OK && !data.size) code = find_data(writer, scratch, id, &data, err);
    if (code == VT_OK && data.size) code = collect_from(writer, scratch, data, &said, path, &list, err);
    if (code != VT_OK || !list.count) return code;
    code = vt_journal_append(journal, list.items, list.count, err);
    return code == VT_OK ? vt_writer_correct(writer, id, err) : code;
}
