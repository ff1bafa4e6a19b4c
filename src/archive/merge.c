/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: identity keys. Out: which of them are one document, see merge.h. */
#include "archive/merge.h"

#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "cite/key.h"

void vt_merge_init(vt_merge *merge, vt_arena *arena) {
    *merge = (vt_merge){.arena = arena};
    vt_table_init(&merge->table, arena);
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
    vt_merge_key *known = vt_table_get(&merge->table, vt_slice_of(key));
    if (known) return known;
    vt_merge_key *fresh = new_key(merge, key);
    void **place = fresh ? vt_table_put(&merge->table, vt_slice_of(fresh->key)) : NULL;
    if (!place) return NULL;
    *place = fresh;
    return fresh;
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
