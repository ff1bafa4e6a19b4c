/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: references. Out: the documents that they mean, see meant.h. */
#include "archive/meant.h"

#include <stdlib.h>
#include <string.h>
#include "base/error.h"

bool vt_meant_take(vt_meant_list *list, vt_merge *merge, const vt_reference *reference) {
    vt_merge_key *key = vt_merge_add(merge, reference->key);
    vt_meant *own = key ? vt_array_push(merge->arena, &list->items) : NULL;
    if (!own) return false;
    if (!key->name_key) key->name_key = reference->name_key;
    *own = (vt_meant){.key = key, .term = reference->term, .documents = reference->documents};
    vt_slice *term = vt_array_push(merge->arena, &own->terms);
    if (term) *term = reference->term;
    return term;
}

/* The root's own term tells most of it. */
static bool add(vt_arena *arena, vt_meant *into, const vt_meant *from, const vt_merge_key *root) {
    vt_slice *term = vt_array_push(arena, &into->terms);
    if (!term) return false;
    *term = from->term;
    if (from->key == root) into->key = root, into->term = from->term;
    return true;
}

bool vt_meant_join(vt_meant_list *list, vt_arena *arena) {
    size_t used = 0;
    for (size_t i = 0; i < list->items.count; i++) {
        const vt_meant *own = &list->items.items[i];
        const vt_merge_key *root = vt_merge_root(own->key);
        size_t at = 0;
        while (at < used && vt_merge_root(list->items.items[at].key) != root) at++;
        if (at < used && !add(arena, &list->items.items[at], own, root)) return false;
        if (at == used) list->items.items[used++] = *own;
    }
    list->items.count = used;
    return true;
}

/* A document that cites it in two ways counts once. */
static vt_code count(vt_meant *own, vt_index *index, vt_arena *arena, vt_error *err) {
    static const vt_index_search all = {.depth = UINT32_MAX};
    size_t terms = own->terms.count;
    vt_index_query *leaves = vt_arena_alloc(arena, terms * sizeof *leaves);
    const vt_index_query **children = vt_arena_alloc(arena, terms * sizeof(const vt_index_query *));
    vt_index_answer *answer;
    if (!leaves || !children) return vt_fail_memory(err);
    for (size_t i = 0; i < terms; i++) {
        leaves[i] = (vt_index_query){.op = VT_INDEX_TERM, .term = own->terms.items[i]};
        children[i] = &leaves[i];
    }
    vt_index_query either = {.op = VT_INDEX_OR, .children = children, .child_count = terms};
    vt_code code = vt_index_find(index, &either, &all, &answer, err);
    if (code != VT_OK) return code;
    own->documents = answer->total;
    vt_index_release(answer);
    return VT_OK;
}

vt_code vt_meant_count(vt_meant_list *list, vt_index *index, vt_arena *arena, vt_error *err) {
    vt_code code = VT_OK;
    for (size_t i = 0; code == VT_OK && i < list->items.count; i++)
        if (list->items.items[i].terms.count > 1) code = count(&list->items.items[i], index, arena, err);
    return code;
}

static int by_documents(const void *a, const void *b) {
    const vt_meant *x = a, *y = b;
    if (x->documents != y->documents) return x->documents > y->documents ? -1 : 1;
    return strcmp(x->key->key, y->key->key);
}

void vt_meant_sort(vt_meant_list *list) {
    if (list->items.count) qsort(list->items.items, list->items.count, sizeof *list->items.items, by_documents);
}
