/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: identity keys. Out: which of them are one document, see merge.h. */
#include "archive/merge.h"

#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "cite/key.h"

enum { FIRST_SIZE = 1024 };

void vt_merge_init(vt_merge *merge, vt_arena *arena) { *merge = (vt_merge){.arena = arena}; }

static uint64_t hash_of(const char *key) {
    uint64_t hash = 0xCBF29CE484222325U;
    for (; *key; key++) hash = (hash ^ (unsigned char)*key) * 0x100000001B3U;
    return hash ^ hash >> 32;
}

static vt_merge_key **place_of(vt_merge_key **table, size_t size, const char *key) {
    size_t at = hash_of(key) & (size - 1);
    while (table[at] && strcmp(table[at]->key, key) != 0) at = (at + 1) & (size - 1);
    return &table[at];
}

static bool grow(vt_merge *merge) {
    size_t size = merge->size ? merge->size * 2 : FIRST_SIZE;
    vt_merge_key **table = vt_arena_alloc(merge->arena, size * sizeof *table);
    if (!table) return false;
    for (size_t i = 0; i < merge->keys.count; i++)
        *place_of(table, size, merge->keys.items[i]->key) = merge->keys.items[i];
    merge->table = table;
    merge->size = size;
    return true;
}

static unsigned count_known_parts(const char *key) {
    vt_key parts = vt_key_split(key);
    unsigned count = 0;
    for (int i = 0; i < VT_KEY_PARTS; i++) count += parts.parts[i].size > 0;
    return count;
}

static vt_merge_key *new_key(vt_merge *merge, const char *key) {
    vt_merge_key *fresh = vt_arena_alloc(merge->arena, sizeof *fresh);
    const char *copy = fresh ? vt_arena_text(merge->arena, vt_slice_of(key)) : NULL;
    vt_merge_key **last = copy ? vt_array_push(merge->arena, &merge->keys) : NULL;
    if (!last) return NULL;
    *fresh = (vt_merge_key){.key = copy, .known_parts = count_known_parts(copy), .at = merge->keys.count - 1};
    return *last = fresh;
}

vt_merge_key *vt_merge_add(vt_merge *merge, const char *key) {
    if (merge->keys.count * 2 >= merge->size && !grow(merge)) return NULL;
    vt_merge_key **place = place_of(merge->table, merge->size, key);
    if (!*place) *place = new_key(merge, key);
    return *place;
}

vt_merge_key *vt_merge_add_citation(vt_merge *merge, const vt_citation *citation) {
    vt_merge_key *key = vt_merge_add(merge, citation->key);
    if (key && !key->name_key) key->name_key = vt_cite_name_key(merge->arena, citation);
    return key;
}

/* By ordinal, so that keys that can agree stand together; fuller ones first. */
static int by_ordinal(const void *a, const void *b) {
    const vt_merge_key *x = *(vt_merge_key *const *)a, *y = *(vt_merge_key *const *)b;
    vt_slice p = vt_key_ordinal(x->key), q = vt_key_ordinal(y->key);
    if (p.size != q.size) return p.size < q.size ? -1 : 1;
    int order = p.size ? memcmp(p.data, q.data, p.size) : 0;
    if (order) return order;
    if (x->known_parts != y->known_parts) return x->known_parts > y->known_parts ? -1 : 1;
    return strcmp(x->key, y->key);
}

/* The only fuller key that agrees; items before `at` with the same ordinal are at least as full. */
static vt_merge_key *only_fuller(vt_merge_key *const *items, size_t at) {
    const vt_merge_key *own = items[at];
    vt_merge_key *found = NULL;
    for (size_t i = at; i-- > 0;) {
        if (!vt_slice_equal(vt_key_ordinal(items[i]->key), vt_key_ordinal(own->key))) break;
        if (items[i]->into || items[i]->known_parts <= own->known_parts) continue;
        if (!vt_cite_keys_agree(items[i]->key, own->key)) continue;
        if (found) return NULL;
        found = items[i];
    }
    return found;
}

static void join_partial(vt_merge_key *const *items, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!vt_cite_key_is_nameless(items[i]->key)) items[i]->into = only_fuller(items, i);
}

/* The only numbered law that has this name. */
static vt_merge_key *only_numbered(vt_merge_key *const *items, size_t count, const char *name) {
    vt_merge_key *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (items[i]->into || !items[i]->name_key || !vt_cite_keys_agree(items[i]->name_key, name)) continue;
        if (found) return NULL;
        found = items[i];
    }
    return found;
}

/* A law that is cited by its name joins the one that is cited by name and number. */
static void join_laws(vt_merge_key *const *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        bool named = !vt_key_ordinal(items[i]->key).size && !vt_cite_key_is_nameless(items[i]->key);
        if (named && !items[i]->into) items[i]->into = only_numbered(items, count, items[i]->key);
    }
}

bool vt_merge_join(vt_merge *merge) {
    size_t count = merge->keys.count;
    vt_merge_key **items = vt_arena_alloc(merge->arena, count * sizeof(vt_merge_key *));
    if (!items) return false;
    if (count) memcpy(items, merge->keys.items, count * sizeof *items);
    if (count) qsort(items, count, sizeof *items, by_ordinal);
    join_partial(items, count);
    join_laws(items, count);
    return true;
}

const vt_merge_key *vt_merge_root(const vt_merge_key *key) {
    while (key->into) key = key->into;
    return key;
}
