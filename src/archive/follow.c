/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the journal, records. Out: the records as the journal wants them. Assumes that the caller has the lock. */
#include "archive/follow.h"

#include "archive/entry.h"
#include "archive/fields.h"
#include "archive/record.h"
#include "archive/writer.h"
#include "base/error.h"
#include "base/slice.h"

/* A record's data and places as the journal wants them; *needed false: they are so already, and out is nothing. */
static vt_code follow(const vt_journal *journal, vt_arena *arena, vt_slice data, vt_slice places_value, vt_entry *out,
                      bool *needed, vt_error *err) {
    vt_corrections stored, wanted;
    vt_document document;
    vt_places places;
    vt_code code = vt_record_unpack_parts(arena, data, &document, &stored, err);
    if (code != VT_OK) return code;
    if (!vt_places_read(arena, places_value, &places))
        return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    if (!vt_journal_corrections(journal, arena, places.id, &wanted)) return vt_fail_memory(err);
    *needed = !vt_corrections_equal(&stored, &wanted);
    return !*needed || vt_entry_build(arena, &document, &wanted, &places, NULL, out) ? VT_OK : vt_fail_memory(err);
}

vt_code vt_follow_entry(const vt_journal *journal, vt_arena *arena, vt_entry *entry, vt_error *err) {
    vt_entry corrected;
    bool needed = false;
    if (!vt_journal_knows(journal, entry->id)) return VT_OK;
    vt_code code = follow(journal, arena, entry->document.data, vt_entry_places_of(entry), &corrected, &needed, err);
    if (code == VT_OK && needed) *entry = corrected;
    return code;
}

vt_code vt_follow_stored(const vt_journal *journal, vt_arena *arena, vt_index *index, const char *id, vt_entry *out,
                         bool *needed, vt_error *err) {
    vt_slice term = vt_entry_id_term(arena, id);
    vt_index_answer *answer;
    *needed = false;
    if (!term.data) return vt_fail_memory(err);
    vt_code code = vt_index_fetch(index, term, &vt_entry_wanted, &answer, err);
    if (code != VT_OK) return code;
    if (answer->row_count)
        code = follow(journal, arena, answer->rows[0].data, answer->rows[0].values[0], out, needed, err);
    vt_index_release(answer);
    return code;
}

static vt_code correct_behind(vt_writer *writer, const vt_journal *journal, size_t first, vt_error *err) {
    vt_code code = VT_OK;
    for (size_t i = first; i < journal->lines.count && code == VT_OK; i++)
        if (vt_journal_is_last(journal, i)) code = vt_writer_correct(writer, journal->lines.items[i].entry.id, err);
    return code;
}

vt_code vt_writer_catch_up(vt_archive *archive, vt_error *err) {
    vt_writer writer;
    size_t first = vt_journal_behind(&archive->journal, vt_slice_of(archive->manifest.journal));
    if (first == archive->journal.lines.count) return VT_OK;
    vt_code code = vt_writer_start(&writer, archive, NULL, 0, err);
    if (code != VT_OK) return code;
    code = correct_behind(&writer, &archive->journal, first, err);
    if (code == VT_OK) return vt_writer_finish(&writer, err);
    vt_writer_give_up(&writer);
    return code;
}
