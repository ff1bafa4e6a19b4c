/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: items with keys. Out: the item of a key, see set.h. */
#include "base/set.h"

#include <stdlib.h>
#include "base/slice.h"
#include "base/table.h"

/* Grown by halves and filled to three quarters: for very many items a doubled set is mostly empty. */
enum { FIRST_SIZE = 64 };

static size_t grown_size(size_t size) { return size ? size + size / 2 : FIRST_SIZE; }

static bool is_full(const vt_set *set) { return set->count >= set->size / 4 * 3; }

void vt_set_init(vt_set *set, vt_set_key key_of) { *set = (vt_set){.key_of = key_of}; }

void vt_set_free(vt_set *set) { free(set->items); }

static void **place_of(const vt_set *set, vt_slice key) {
    size_t at = vt_hash_of(key) % set->size;
    while (set->items[at] && !vt_slice_equal(set->key_of(set->items[at]), key)) at = at + 1 == set->size ? 0 : at + 1;
    return &set->items[at];
}

void *vt_set_get(const vt_set *set, vt_slice key) { return set->size ? *place_of(set, key) : NULL; }

static bool grow(vt_set *set) {
    vt_set grown = {.key_of = set->key_of, .size = grown_size(set->size), .count = set->count};
    grown.items = calloc(grown.size, sizeof *grown.items);
    if (!grown.items) return false;
    for (size_t i = 0; i < set->size; i++)
        if (set->items[i]) *place_of(&grown, set->key_of(set->items[i])) = set->items[i];
    free(set->items);
    *set = grown;
    return true;
}

bool vt_set_put(vt_set *set, void *item) {
    if (is_full(set) && !grow(set)) return false;
    void **place = place_of(set, set->key_of(item));
    set->count += !*place;
    *place = item;
    return true;
}
