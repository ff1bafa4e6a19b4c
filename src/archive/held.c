/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: identity keys of citations. Out: the records that are what is cited. */
#include "archive/held.h"

#include "archive/fields.h"
#include "archive/inside.h"
#include "archive/places.h"
#include "archive/reference.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/table.h"
#include "cite/cite.h"

typedef struct holding {
    vt_arena *arena;
    const char *const *keys;
    size_t count;
    const char **ids;
} holding;

/* The id of the first record that has the term; NULL when none has. */
static vt_code read_id(vt_archive *archive, vt_arena *arena, vt_slice term, const char **id, vt_error *err) {
    static const uint32_t slots[] = {VT_SLOT_PLACES};
    static const vt_index_search wanted = {.value_slots = slots, .value_slot_count = 1};
    vt_index_answer *answer;
    vt_places places;
    vt_code code = vt_index_fetch(archive->index, term, &wanted, &answer, err);
    if (code != VT_OK) return code;
    if (answer->row_count && vt_places_read(arena, answer->rows[0].values[0], &places)) *id = places.id;
    vt_index_release(answer);
    return VT_OK;
}

/* What is found by a part of a name, or under another type, is not what is cited. */
static const vt_reference *only_one(const vt_references *found, const char *key) {
    const vt_reference *one = NULL;
    for (size_t i = 0; i < found->items.count; i++) {
        const vt_reference *item = &found->items.items[i];
        if (!item->key || !vt_cite_keys_agree(item->key, key)) continue;
        if (one) return NULL;
        one = item;
    }
    return one;
}

static vt_code find_id(vt_archive *archive, vt_arena *arena, const char *key, const char **id, vt_error *err) {
    vt_references found;
    vt_code code = vt_reference_find(archive->index, arena, vt_fields[VT_FIELD_ID_NUMBER].prefix, key, &found, err);
    const vt_reference *one = code == VT_OK ? only_one(&found, key) : NULL;
    return one ? read_id(archive, arena, one->term, id, err) : code;
}

/* A document is cited again and again: each key is looked for once. */
static vt_code read_held(vt_archive *archive, void *context, vt_error *err) {
    holding *h = context;
    vt_table known;
    vt_code code = VT_OK;
    vt_table_init(&known, h->arena);
    for (size_t i = 0; i < h->count && code == VT_OK; i++) {
        const char *key = h->keys[i];
        h->ids[i] = NULL;
        if (!key || vt_cite_key_is_nameless(key)) continue;
        void **place = vt_table_put(&known, vt_slice_of(key));
        if (!place) return vt_fail_memory(err);
        const char **first = *place;
        if (first) {
            h->ids[i] = *first;
            continue;
        }
        *place = &h->ids[i];
        code = find_id(archive, h->arena, key, &h->ids[i], err);
    }
    return code;
}

vt_code vt_archive_held(vt_archive *archive, vt_arena *arena, const char *const *keys, size_t count, const char **ids,
                        vt_error *err) {
    holding h = {arena, keys, count, ids};
    return vt_archive_reading(archive, read_held, &h, err);
}
