/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an index. Out: its records by id and by path. Assumes absolute paths. */
#include "archive/known.h"

#include <string.h>
#include "archive/fields.h"
#include "base/slice.h"

enum { PAGE = 4096 };

static vt_slice id_of(const void *item) {
    const vt_known_record *record = item;
    return (vt_slice){(const char *)record->id, sizeof record->id};
}

static vt_slice path_of(const void *item) { return vt_slice_of(((const vt_known_path *)item)->path); }

void vt_known_init(vt_known *known) {
    *known = (vt_known){0};
    vt_arena_init(&known->arena, NULL);
    vt_arena_init(&known->order, NULL);
    vt_set_init(&known->stored, id_of);
    vt_set_init(&known->added, id_of);
    vt_set_init(&known->paths, path_of);
}

void vt_known_free(vt_known *known) {
    vt_set_free(&known->stored);
    vt_set_free(&known->added);
    vt_set_free(&known->paths);
    vt_arena_free(&known->arena);
    vt_arena_free(&known->order);
}

/* The arena aligns for any type; pointers and numbers need half of that, and there are very many. */
static void *take(vt_known *known, size_t size) {
    enum { UNIT = sizeof(uint64_t) };
    size_t rounded = (size + UNIT - 1) / UNIT * UNIT;
    char *room = vt_arena_bytes(&known->arena, rounded);
    return room ? memset(room, 0, rounded) : NULL;
}

/* ---- records ---- */

/* An id as it is kept; false: it is none. */
static bool pack_id(const char *id, vt_known_record *record) {
    for (size_t i = 0; i < VT_DIGEST_HEX; i++) {
        int value = vt_hex_value(id[i]);
        if (value < 0) return false; /* also where it ends too soon */
        record->id[i / 2] = (unsigned char)(i % 2 ? record->id[i / 2] | value : value << 4);
    }
    return id[VT_DIGEST_HEX] == '\0';
}

const char *vt_known_id(vt_arena *arena, const vt_known_record *record) {
    static const char digits[] = "0123456789abcdef";
    char *text = vt_arena_bytes(arena, VT_DIGEST_HEX + 1);
    if (!text) return NULL;
    for (size_t i = 0; i < VT_DIGEST_HEX; i++) text[i] = digits[record->id[i / 2] >> (i % 2 ? 0 : 4) & 0xF];
    text[VT_DIGEST_HEX] = '\0';
    return text;
}

static vt_known_record *find_record(const vt_set *records, const char *id) {
    vt_known_record sought = {0};
    return pack_id(id, &sought) ? vt_set_get(records, id_of(&sought)) : NULL;
}

/* With or without places. */
static vt_known_record *any_record(const vt_known *known, const char *id) {
    vt_known_record *record = find_record(&known->stored, id);
    return record ? record : find_record(&known->added, id);
}

static vt_known_record *new_record(vt_known *known, vt_set *records, const char *id) {
    vt_known_record *record = take(known, sizeof *record);
    return record && pack_id(id, record) && vt_set_put(records, record) ? record : NULL;
}

/* ---- their places ---- */

static vt_known_path *new_path(vt_known *known, const char *path) {
    size_t size = strlen(path) + 1;
    vt_known_path *entry = take(known, offsetof(vt_known_path, path) + size);
    if (!entry) return NULL;
    memcpy(entry->path, path, size);
    return vt_set_put(&known->paths, entry) ? entry : NULL;
}

/* Behind the record's other places. */
static void attach(vt_known_record *record, vt_known_path *entry) {
    vt_known_path **end = &record->places;
    while (*end) end = &(*end)->next;
    *end = entry;
    entry->next = NULL;
    entry->record = record;
}

/* A path belongs to one record; where two claim it, the later one is found by it. */
static vt_known_path *put_place(vt_known *known, vt_known_record *record, const vt_place *place) {
    vt_known_path *entry = vt_known_at(known, place->path);
    if (!entry || (entry->record && entry->record != record)) entry = new_path(known, place->path);
    if (!entry) return NULL;
    if (!entry->record) attach(record, entry);
    entry->size = place->size;
    entry->time = place->time;
    entry->missing = place->missing;
    return entry;
}

/* ---- all of them ---- */

typedef struct loading {
    vt_known *known;
    vt_arena scratch;
} loading;

static vt_code load_row(void *context, vt_slice bytes, vt_error *err) {
    loading *l = context;
    vt_known *known = l->known;
    vt_places places;
    vt_known_record valid;
    vt_arena_reset(&l->scratch);
    if (!vt_places_read(&l->scratch, bytes, &places) || !pack_id(places.id, &valid))
        return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    vt_known_record *record = new_record(known, &known->stored, places.id);
    vt_known_record **place = record ? vt_array_push(&known->order, &known->loaded) : NULL;
    if (!place) return vt_fail_memory(err);
    *place = record;
    for (size_t i = 0; i < places.items.count; i++)
        if (!put_place(known, record, &places.items.items[i])) return vt_fail_memory(err);
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
    if (!index) return VT_OK;
    loading l = {.known = known};
    vt_arena_init(&l.scratch, NULL);
    vt_code code = vt_known_each(index, load_row, &l, err);
    vt_arena_free(&l.scratch);
    return code;
}

vt_known_record *vt_known_by_id(const vt_known *known, const char *id) {
    vt_known_record *record = any_record(known, id);
    return record && record->places ? record : NULL;
}

vt_known_path *vt_known_at(const vt_known *known, const char *path) {
    return vt_set_get(&known->paths, vt_slice_of(path));
}

bool vt_known_was_stored(const vt_known *known, const char *id) { return find_record(&known->stored, id); }

static uint64_t count_living(const vt_set *records) {
    uint64_t count = 0;
    for (size_t i = 0; i < records->size; i++) {
        const vt_known_record *record = records->items[i];
        count += record && record->places;
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
        const vt_known_path *entry = known->paths.items[i];
        if (entry && entry->record && is_below(entry->path, folder)) return true;
    }
    return false;
}

vt_known_path *vt_known_put(vt_known *known, const char *id, const vt_place *place) {
    vt_known_record *record = any_record(known, id);
    if (!record) record = new_record(known, &known->added, id);
    return record ? put_place(known, record, place) : NULL;
}

void vt_known_drop(vt_known_record *record, const char *path) {
    vt_known_path **place = &record->places;
    while (*place && strcmp((*place)->path, path) != 0) place = &(*place)->next;
    vt_known_path *entry = *place;
    if (!entry) return;
    *place = entry->next;
    entry->next = NULL;
    entry->record = NULL;
}

bool vt_known_places(vt_arena *arena, const vt_known_record *record, vt_places *places) {
    *places = (vt_places){.id = vt_known_id(arena, record)};
    for (const vt_known_path *at = record->places; places->id && at; at = at->next) {
        vt_place *place = vt_array_push(arena, &places->items);
        if (!place) return false;
        *place = (vt_place){at->path, at->size, at->time, at->missing};
    }
    return places->id;
}
