/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: entries and places. Out: changes of the index in commits of many. Assumes that the caller has the lock. */
#include "archive/writer.h"

#include "archive/fields.h"
#include "archive/follow.h"
#include "base/error.h"

enum { DEFAULT_COMMIT = 300 };

vt_code vt_writer_start(vt_writer *writer, vt_index *index, vt_journal *journal, uint32_t commit_every,
                        vt_error *err) {
    *writer = (vt_writer){index, journal, commit_every ? commit_every : DEFAULT_COMMIT, 0};
    return vt_index_begin(index, err);
}

vt_code vt_writer_finish(vt_writer *writer, vt_error *err) {
    vt_code code = vt_follow_mark(writer->index, writer->journal, err);
    return code == VT_OK ? vt_index_commit(writer->index, err) : code;
}

void vt_writer_give_up(vt_writer *writer) {
    vt_error ignored;
    vt_index_cancel(writer->index, &ignored);
}

vt_code vt_writer_pause(vt_writer *writer, vt_error *err) {
    if (writer->pending < writer->commit_every) return VT_OK;
    writer->pending = 0;
    vt_code code = vt_writer_finish(writer, err);
    return code == VT_OK ? vt_index_begin(writer->index, err) : code;
}

static vt_code put(vt_writer *writer, vt_arena *arena, const vt_entry *entry, vt_error *err) {
    vt_slice term = vt_entry_id_term(arena, entry->id);
    if (!term.data) return vt_fail_memory(err);
    writer->pending++;
    return vt_index_put(writer->index, term, &entry->document, err);
}

vt_code vt_writer_add(vt_writer *writer, vt_arena *arena, const vt_entry *entry, vt_error *err) {
    vt_entry corrected = *entry;
    vt_code code = vt_follow_entry(writer->journal, arena, &corrected, err);
    return code == VT_OK ? put(writer, arena, &corrected, err) : code;
}

vt_code vt_writer_correct(vt_writer *writer, vt_arena *arena, const char *id, vt_error *err) {
    vt_entry corrected;
    bool needed;
    vt_code code = vt_follow_stored(writer->journal, arena, writer->index, id, &corrected, &needed, err);
    return code == VT_OK && needed ? put(writer, arena, &corrected, err) : code;
}

vt_code vt_writer_amend(vt_writer *writer, vt_arena *arena, const vt_places *places, const char *added,
                        const char *dropped, vt_error *err) {
    vt_slice record = vt_entry_id_term(arena, places->id), terms[2] = {{NULL, 0}, {NULL, 0}};
    if (added) terms[0] = vt_entry_path_term(arena, added);
    if (dropped) terms[1] = vt_entry_path_term(arena, dropped);
    if (!record.data || (added && !terms[0].data) || (dropped && !terms[1].data)) return vt_fail_memory(err);
    writer->pending++;
    if (!places->items.count) return vt_index_delete(writer->index, record, err);
    vt_index_value value = {.slot = VT_SLOT_PLACES};
    if (!vt_entry_places_value(arena, places, &value.bytes)) return vt_fail_memory(err);
    vt_index_change change = {.added = &terms[0],
                              .added_count = added ? 1 : 0,
                              .dropped = &terms[1],
                              .dropped_count = dropped ? 1 : 0,
                              .values = &value,
                              .value_count = 1};
    return vt_index_amend(writer->index, record, &change, err);
}
