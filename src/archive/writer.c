/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: entries and places. Out: changes of the index in commits of many. Assumes that the caller has the lock. */
#include "archive/writer.h"

#include "archive/fields.h"
#include "base/error.h"

enum { DEFAULT_COMMIT = 300 };

vt_code vt_writer_start(vt_writer *writer, vt_index *index, uint32_t commit_every, vt_error *err) {
    *writer = (vt_writer){index, commit_every ? commit_every : DEFAULT_COMMIT, 0};
    return vt_index_begin(index, err);
}

vt_code vt_writer_finish(vt_writer *writer, vt_error *err) { return vt_index_commit(writer->index, err); }

/* Counts a change; enough of them are committed together. */
static vt_code count_change(vt_writer *writer, vt_error *err) {
    if (++writer->pending < writer->commit_every) return VT_OK;
    writer->pending = 0;
    vt_code code = vt_index_commit(writer->index, err);
    return code == VT_OK ? vt_index_begin(writer->index, err) : code;
}

static vt_code places_of(vt_writer *writer, vt_arena *arena, vt_slice term, vt_places *places, vt_error *err) {
    static const uint32_t slots[] = {VT_SLOT_PLACES};
    static const vt_index_search wanted = {.value_slots = slots, .value_slot_count = 1};
    vt_index_answer *answer;
    *places = (vt_places){0};
    if (!term.data) return vt_fail_memory(err);
    vt_code code = vt_index_fetch(writer->index, term, &wanted, &answer, err);
    if (code != VT_OK) return code;
    if (answer->row_count && !vt_places_read(arena, answer->rows[0].values[0], places))
        code = vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    vt_index_release(answer);
    return code;
}

vt_code vt_writer_at_path(vt_writer *writer, vt_arena *arena, const char *path, vt_places *places, vt_error *err) {
    return places_of(writer, arena, vt_entry_path_term(arena, path), places, err);
}

vt_code vt_writer_by_id(vt_writer *writer, vt_arena *arena, const char *id, vt_places *places, vt_error *err) {
    return places_of(writer, arena, vt_entry_id_term(arena, id), places, err);
}

vt_code vt_writer_add(vt_writer *writer, vt_arena *arena, const vt_entry *entry, vt_error *err) {
    vt_slice term = vt_entry_id_term(arena, entry->id);
    if (!term.data) return vt_fail_memory(err);
    vt_code code = vt_index_put(writer->index, term, &entry->document, err);
    return code == VT_OK ? count_change(writer, err) : code;
}

/* Writes the places back; added or dropped is a path's term or NULL. */
static vt_code amend(vt_writer *writer, vt_arena *arena, const vt_places *places, const vt_slice *added,
                     const vt_slice *dropped, vt_error *err) {
    vt_index_value value = {.slot = VT_SLOT_PLACES};
    vt_slice term = vt_entry_id_term(arena, places->id);
    if (!term.data || !vt_entry_places_value(arena, places, &value.bytes)) return vt_fail_memory(err);
    vt_index_change change = {.added = added,
                              .added_count = added ? 1 : 0,
                              .dropped = dropped,
                              .dropped_count = dropped ? 1 : 0,
                              .values = &value,
                              .value_count = 1};
    vt_code code = vt_index_amend(writer->index, term, &change, err);
    return code == VT_OK ? count_change(writer, err) : code;
}

vt_code vt_writer_add_place(vt_writer *writer, vt_arena *arena, vt_places *places, const vt_place *place,
                            vt_error *err) {
    vt_place *known = vt_places_find(places, place->path);
    vt_slice term = vt_entry_path_term(arena, place->path);
    vt_place *target = known ? known : vt_array_push(arena, &places->items);
    if (!target || !term.data) return vt_fail_memory(err);
    *target = *place;
    return amend(writer, arena, places, known ? NULL : &term, NULL, err);
}

vt_code vt_writer_drop_place(vt_writer *writer, vt_arena *arena, vt_places *places, const char *path, vt_error *err) {
    vt_slice path_term = vt_entry_path_term(arena, path), id_term = vt_entry_id_term(arena, places->id);
    if (!path_term.data || !id_term.data) return vt_fail_memory(err);
    vt_places_remove(places, path);
    if (places->items.count) return amend(writer, arena, places, NULL, &path_term, err);
    vt_code code = vt_index_delete(writer->index, id_term, err);
    return code == VT_OK ? count_change(writer, err) : code;
}
