/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the journal, records. Out: the records as the journal wants them. Assumes that the caller has the lock. */
#include "archive/follow.h"

#include "archive/fields.h"
#include "archive/record.h"
#include "archive/writer.h"
#include "base/error.h"
#include "base/slice.h"

static const vt_slice note = {"journal", sizeof "journal" - 1};

/* A record's data and places as the journal wants them; *needed false: they are so already, and out is nothing. */
static vt_code follow(const vt_journal *journal, vt_arena *arena, vt_slice data, vt_slice places_value, vt_entry *out,
                      bool *needed, vt_error *err) {
    vt_corrections stored, wanted;
    vt_document document;
    vt_places places;
    vt_code code = vt_record_unpack_parts(arena, data, &document, &stored, err);
    if (code != VT_OK) return code;
    if (!vt_places_read(arena, places_value, &places)) return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    if (!vt_journal_corrections(journal, arena, places.id, &wanted)) return vt_fail_memory(err);
    *needed = !vt_corrections_equal(&stored, &wanted);
    return !*needed || vt_entry_build(arena, &document, &wanted, &places, out) ? VT_OK : vt_fail_memory(err);
}

static vt_slice places_of(const vt_entry *entry) {
    for (size_t i = 0; i < entry->document.value_count; i++)
        if (entry->document.values[i].slot == VT_SLOT_PLACES) return entry->document.values[i].bytes;
    return (vt_slice){NULL, 0};
}

vt_code vt_follow_entry(const vt_journal *journal, vt_arena *arena, vt_entry *entry, vt_error *err) {
    vt_entry corrected;
    bool needed;
    if (!vt_journal_knows(journal, entry->id)) return VT_OK;
    vt_code code = follow(journal, arena, entry->document.data, places_of(entry), &corrected, &needed, err);
    if (code == VT_OK && needed) *entry = corrected;
    return code;
}

vt_code vt_follow_stored(const vt_journal *journal, vt_arena *arena, vt_index *index, const char *id, vt_entry *out,
                         bool *needed, vt_error *err) {
    static const uint32_t slots[] = {VT_SLOT_PLACES};
    static const vt_index_search wanted = {.with_data = true, .value_slots = slots, .value_slot_count = 1};
    vt_slice term = vt_entry_id_term(arena, id);
    vt_index_answer *answer;
    *needed = false;
    if (!term.data) return vt_fail_memory(err);
    vt_code code = vt_index_fetch(index, term, &wanted, &answer, err);
    if (code != VT_OK) return code;
    if (answer->row_count)
        code = follow(journal, arena, answer->rows[0].data, answer->rows[0].values[0], out, needed, err);
    vt_index_release(answer);
    return code;
}

vt_code vt_follow_mark(vt_index *index, const vt_journal *journal, vt_error *err) {
    return vt_index_note(index, note, vt_journal_mark(journal), err);
}

static vt_code correct_behind(vt_writer *writer, size_t first, vt_error *err) {
    vt_arena scratch;
    vt_code code = VT_OK;
    vt_arena_init(&scratch, NULL);
    for (size_t i = first; i < writer->journal->lines.count && code == VT_OK; i++) {
        vt_arena_reset(&scratch);
        if (!vt_journal_is_last(writer->journal, i)) continue;
        code = vt_writer_correct(writer, &scratch, writer->journal->lines.items[i].entry.id, err);
    }
    vt_arena_free(&scratch);
    return code;
}

vt_code vt_writer_catch_up(vt_index *index, vt_journal *journal, vt_error *err) {
    vt_index_answer *answer;
    vt_writer writer;
    vt_code code = vt_index_noted(index, note, &answer, err);
    if (code != VT_OK) return code;
    size_t first = answer->row_count ? vt_journal_behind(journal, answer->rows[0].data) : 0;
    vt_index_release(answer);
    if (first == journal->lines.count) return VT_OK;
    code = vt_writer_start(&writer, index, journal, 0, err);
    if (code == VT_OK) code = correct_behind(&writer, first, err);
    return code == VT_OK ? vt_writer_finish(&writer, err) : code;
}
