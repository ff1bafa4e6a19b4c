/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an index. Out: its records by id and by path. Assumes absolute paths. */
#include "archive/known.h"

#include <string.h>
#include "archive/fields.h"
#include "base/slice.h"

enum { PAGE = 4096 };

void vt_known_init(vt_known *known) {
    *known = (vt_known){0};
    vt_arena_init(&known->arena, NULL);
    vt_table_init(&known->stored, &known->arena);
    vt_table_init(&known->added, &known->arena);
    vt_table_init(&known->paths, &known->arena);
}

void vt_known_free(vt_known *known) { vt_arena_free(&known->arena); }

static bool note_path(vt_known *known, vt_places *record, const char *path) {
    void **value = vt_table_put(&known->paths, vt_slice_of(path));
    if (!value) return false;
    vt_known_path *entry = *value;
    if (!entry) *value = entry = vt_arena_alloc(&known->arena, sizeof *entry);
    if (!entry) return false;
    if (!entry->path) entry->path = path;
    entry->record = record;
    return true;
}

static vt_code load_row(void *context, vt_slice bytes, vt_error *err) {
    vt_known *known = context;
    vt_places *record = vt_arena_alloc(&known->arena, sizeof *record);
    if (!record) return vt_fail_memory(err);
    if (!vt_places_read(&known->arena, bytes, record))
        return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    void **value = vt_table_put(&known->stored, vt_slice_of(record->id));
    vt_places **item = value ? vt_array_push(&known->arena, &known->loaded) : NULL;
    if (!item) return vt_fail_memory(err);
    *value = *item = record;
    for (size_t i = 0; i < record->items.count; i++)
        if (!note_path(known, record, record->items.items[i].path)) return vt_fail_memory(err);
    return VT_OK;
}

vt_code vt_known_each(vt_index *index, vt_known_fn fn, void *context, vt_error *err) {
    vt_code code = VT_OK;
    bool more = true;
    for (uint32_t first = 1; more && code == VT_OK;) {
        vt_index_answer *answer;
        code = vt_index_values(index, VT_SLOT_PLACES, first, PAGE, &answer, err);
        if (code != VT_OK) return code;
        for (size_t i = 0; i < answer->row_count && code == VT_OK; i++)
            code = fn(context, answer->rows[i].values[0], err);
        more = answer->row_count == PAGE;
        if (more) first = answer->rows[PAGE - 1].docid + 1;
        vt_index_release(answer);
    }
    return code;
}

vt_code vt_known_load(vt_known *known, vt_index *index, vt_error *err) {
    return index ? vt_known_each(index, load_row, known, err) : VT_OK;
}

vt_places *vt_known_by_id(const vt_known *known, const char *id) {
    vt_places *record = vt_table_get(&known->stored, vt_slice_of(id));
    if (!record) record = vt_table_get(&known->added, vt_slice_of(id));
    return record && record->items.count ? record : NULL;
}

vt_known_path *vt_known_at(const vt_known *known, const char *path) {
    return vt_table_get(&known->paths, vt_slice_of(path));
}

static uint64_t count_living(const vt_table *records) {
    uint64_t count = 0;
    for (size_t i = 0; i < records->size; i++) {
        const vt_places *record = records->entries[i].value;
        count += record && record->items.count;
    }
    return count;
}

uint64_t vt_known_count(const vt_known *known) { return count_living(&known->stored) + count_living(&known->added); }

static bool is_below(const char *path, vt_slice folder) {
    return strncmp(path, folder.data, folder.size) == 0 && (path[folder.size] == '/' || path[folder.size] == '\0');
}

bool vt_known_below(const vt_known *known, const char *path) {
    vt_slice folder = vt_slice_of(path);
    for (size_t i = 0; i < known->paths.size; i++) {
        const vt_known_path *entry = known->paths.entries[i].value;
        if (entry && entry->record && is_below(entry->path, folder)) return true;
    }
    return false;
}

/* The record of an id, with or without places; a new one when there is none. */
static vt_places *record_of(vt_known *known, const char *id) {
    vt_places *record = vt_table_get(&known->stored, vt_slice_of(id));
    if (record) return record;
    char *copy = vt_arena_text(&known->arena, vt_slice_of(id));
    void **value = copy ? vt_table_put(&known->added, vt_slice_of(copy)) : NULL;
    if (!value || *value) return value ? *value : NULL;
    record = vt_arena_alloc(&known->arena, sizeof *record);
    if (record) record->id = copy;
    return *value = record;
}

vt_places *vt_known_put(vt_known *known, const char *id, const vt_place *place) {
    vt_places *record = record_of(known, id);
    if (!record) return NULL;
    vt_place *target = vt_places_find(record, place->path);
    const char *path = target ? target->path : vt_arena_text(&known->arena, vt_slice_of(place->path));
    if (!path || !note_path(known, record, path)) return NULL;
    if (!target) target = vt_array_push(&known->arena, &record->items);
    if (!target) return NULL;
    *target = *place;
    target->path = path;
    return record;
}

void vt_known_drop(vt_known *known, vt_places *record, const char *path) {
    vt_known_path *entry = vt_known_at(known, path);
    if (entry && entry->record == record) entry->record = NULL;
    vt_places_remove(record, path);
}
