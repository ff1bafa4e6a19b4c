/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: changes. Out: the same from a file, and made in a database. The file is
 * "ID SIZE\n", the bytes of the places and a line feed for each change, then
 * "end\n".
 */
#include "archive/pending.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "archive/fields.h"
#include "base/slice.h"

enum { ID_SIZE = 64 };

static const char name[] = "pending";
static const vt_slice ending = {"end\n", 4};

vt_code vt_pending_write(const char *folder, const vt_store_change *changes, size_t count, vt_error *err) {
    vt_buffer bytes;
    vt_buffer_init(&bytes, NULL);
    for (size_t i = 0; i < count; i++) {
        vt_buffer_printf(&bytes, "%s %zu\n", changes[i].id, changes[i].places.size);
        vt_buffer_append_slice(&bytes, changes[i].places);
        vt_buffer_append_char(&bytes, '\n');
    }
    vt_buffer_append_slice(&bytes, ending);
    vt_code code = bytes.failed ? vt_fail_memory(err) : vt_folder_replace(folder, name, vt_buffer_slice(&bytes), err);
    vt_buffer_free(&bytes);
    return code;
}

/* ---- reading ---- */

static bool read_bytes(vt_pending *pending, const char *folder) {
    const char *path = vt_arena_printf(&pending->arena, "%s/%s", folder, name);
    return path && vt_buffer_append_file(&pending->bytes, path) && !pending->bytes.failed;
}

/* One change at the start of text, which moves behind it. */
static bool take_change(vt_pending *pending, vt_slice *text) {
    const char *feed = text->size ? memchr(text->data, '\n', text->size) : NULL;
    char *end;
    if (!feed || feed - text->data < ID_SIZE + 2 || text->data[ID_SIZE] != ' ') return false;
    size_t head = (size_t)(feed - text->data) + 1;
    unsigned long long size = strtoull(text->data + ID_SIZE + 1, &end, 10);
    if (end != feed || size >= text->size - head || text->data[head + size] != '\n') return false;
    vt_store_change *change = vt_array_push(&pending->arena, &pending->changes);
    const char *id = change ? vt_arena_text(&pending->arena, (vt_slice){text->data, ID_SIZE}) : NULL;
    if (!id) return false;
    *change = (vt_store_change){id, {text->data + head, (size_t)size}};
    *text = vt_slice_sub(*text, head + (size_t)size + 1, text->size);
    return true;
}

vt_code vt_pending_read(vt_pending *pending, const char *folder, vt_error *err) {
    *pending = (vt_pending){.changes = {0}};
    vt_arena_init(&pending->arena, NULL);
    vt_buffer_init(&pending->bytes, NULL);
    bool sound = read_bytes(pending, folder);
    vt_slice text = vt_buffer_slice(&pending->bytes);
    while (sound && !vt_slice_equal(text, ending)) sound = take_change(pending, &text);
    return sound ? VT_OK
                 : vt_fail_hint(err, VT_ERR_ARCHIVE, "vanthu rebuild", "the file of pending changes is damaged");
}

void vt_pending_free(vt_pending *pending) {
    vt_buffer_free(&pending->bytes);
    vt_arena_free(&pending->arena);
}

void vt_pending_remove(const char *folder) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *path = vt_arena_printf(&arena, "%s/%s", folder, name);
    if (path) unlink(path);
    vt_arena_free(&arena);
}

/* ---- making the changes ---- */

typedef VT_ARRAY(vt_slice) path_terms;

/* The terms of the paths of one record that the other does not have. */
static bool list_missing(vt_arena *arena, const vt_places *of, const vt_places *from, path_terms *terms) {
    for (size_t i = 0; i < of->items.count; i++) {
        if (vt_places_find(from, of->items.items[i].path)) continue;
        vt_slice *term = vt_array_push(arena, terms);
        if (!term || !(*term = vt_entry_path_term(arena, of->items.items[i].path)).data) return false;
    }
    return true;
}

static vt_code amend(vt_index *index, vt_arena *arena, vt_slice record, vt_slice old, vt_slice new, vt_error *err) {
    vt_places before, after;
    path_terms added = {0}, dropped = {0};
    if (!vt_places_read(arena, old, &before) || !vt_places_read(arena, new, &after))
        return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    if (!list_missing(arena, &after, &before, &added) || !list_missing(arena, &before, &after, &dropped))
        return vt_fail_memory(err);
    vt_index_value value = {VT_SLOT_PLACES, new};
    vt_index_change change = {added.items, dropped.items, added.count, dropped.count, &value, 1};
    return vt_index_amend(index, record, &change, err);
}

static vt_code apply(vt_index *index, vt_arena *arena, const vt_store_change *change, vt_error *err) {
    static const uint32_t slots[] = {VT_SLOT_PLACES};
    static const vt_index_search wanted = {.value_slots = slots, .value_slot_count = 1};
    vt_slice record = vt_entry_id_term(arena, change->id);
    vt_index_answer *there;
    if (!record.data) return vt_fail_memory(err);
    if (!change->places.size) return vt_index_delete(index, record, err);
    vt_code code = vt_index_fetch(index, record, &wanted, &there, err);
    if (code != VT_OK) return code;
    if (there->row_count) code = amend(index, arena, record, there->rows[0].values[0], change->places, err);
    vt_index_release(there);
    return code;
}

vt_code vt_pending_apply(vt_index *index, void *context, vt_error *err) {
    const vt_pending *pending = context;
    vt_arena scratch;
    vt_code code = VT_OK;
    vt_arena_init(&scratch, NULL);
    for (size_t i = 0; i < pending->changes.count && code == VT_OK; i++) {
        vt_arena_reset(&scratch);
        code = apply(index, &scratch, &pending->changes.items[i], err);
    }
    vt_arena_free(&scratch);
    return code;
}
