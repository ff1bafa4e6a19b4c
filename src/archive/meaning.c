/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the tree of a query. Out: its ambiguous references. Keys that agree with
 * a reference are joined as merge.h has it; what stays apart are the documents
 * that it could mean. Each is told in the words of a document that cites it.
 */
#include "archive/meaning.h"

#include <stdlib.h>
#include <string.h>
#include "archive/meant.h"
#include "archive/told.h"
#include "base/error.h"
#include "base/slice.h"
#include "cite/cite.h"

enum {
    MOST_TOLD = 8,
    MOST_JOINED = 500 /* keys; of an ordinal that thousands have only the most cited are told apart */
};

typedef struct search {
    vt_index *index;
    vt_arena *arena;
    vt_meanings *out;
    vt_error *err;
} search;

static int by_use(const void *a, const void *b) {
    const vt_reference *x = a, *y = b;
    if (x->documents != y->documents) return x->documents > y->documents ? -1 : 1;
    return vt_slice_compare(x->term, y->term);
}

static bool collect(const vt_node *node, vt_merge *merge, vt_meant_list *list) {
    vt_references *found = node->found;
    if (found->items.count > MOST_JOINED) {
        qsort(found->items.items, found->items.count, sizeof *found->items.items, by_use);
        found->items.count = MOST_JOINED;
    }
    for (size_t i = 0; i < found->items.count; i++)
        if (found->items.items[i].key && !vt_meant_take(list, merge, &found->items.items[i])) return false;
    return true;
}

/* Whether it may be any of several fuller ones, and so is no document of its own. */
static bool is_open(const vt_meant_list *list, size_t at) {
    const vt_merge_key *own = list->items.items[at].key;
    for (size_t i = 0; i < list->items.count; i++) {
        const vt_merge_key *other = list->items.items[i].key;
        if (other->known_parts > own->known_parts && vt_cite_keys_agree(own->key, other->key)) return true;
    }
    return false;
}

static bool drop_open(vt_meant_list *list, vt_arena *arena) {
    size_t count = list->items.count, used = 0;
    bool *open = vt_arena_alloc(arena, count * sizeof *open);
    if (!open) return false;
    for (size_t i = 0; i < count; i++) open[i] = is_open(list, i);
    for (size_t i = 0; i < count; i++)
        if (!open[i]) list->items.items[used++] = list->items.items[i];
    list->items.count = used;
    return true;
}

static vt_code add_ambiguity(const search *s, vt_slice reference, const vt_meant_list *list) {
    const vt_meant *items = list->items.items;
    size_t count = list->items.count;
    vt_ambiguity *place = vt_array_push(s->arena, &s->out->items);
    size_t told = count < MOST_TOLD ? count : MOST_TOLD;
    vt_meaning *meanings = vt_arena_alloc(s->arena, told * sizeof *meanings);
    char *text = vt_arena_text(s->arena, reference);
    vt_code code = place && meanings && text ? VT_OK : vt_fail_memory(s->err);
    for (size_t i = 0; i < told && code == VT_OK; i++) {
        meanings[i] = (vt_meaning){.key = items[i].key->key, .documents = items[i].documents};
        code = vt_told_document(s->index, s->arena, items[i].term, items[i].key->key, &meanings[i].text, s->err);
    }
    if (code == VT_OK) *place = (vt_ambiguity){text, meanings, told, count};
    return code;
}

/* One reference, which a bare number looks for under two fields: the nodes from first on that have its key. */
static vt_code look_at(const search *s, const vt_node *first, bool bare) {
    vt_merge merge;
    vt_meant_list list = {0};
    vt_merge_init(&merge, s->arena);
    if (!collect(first, &merge, &list) || (bare && !collect(first->next, &merge, &list)) || !vt_merge_join(&merge) ||
        !vt_meant_join(&list, s->arena) || !drop_open(&list, s->arena))
        return vt_fail_memory(s->err);
    if (list.items.count < 2) return VT_OK;
    vt_code code = vt_meant_count(&list, s->index, s->arena, s->err);
    if (code != VT_OK) return code;
    vt_meant_sort(&list);
    return add_ambiguity(s, first->text, &list);
}

static bool is_bare(const vt_node *node) {
    return node->kind == VT_NODE_REFERENCE && node->next && node->next->kind == VT_NODE_REFERENCE &&
           node->key == node->next->key;
}

static vt_code walk(const search *s, const vt_node *node) {
    vt_code code = VT_OK;
    if (node->kind == VT_NODE_REFERENCE) return look_at(s, node, false);
    if (node->kind != VT_NODE_AND && node->kind != VT_NODE_OR) return VT_OK;
    for (const vt_node *child = node->first; child && code == VT_OK; child = child->next) {
        bool bare = is_bare(child);
        code = bare ? look_at(s, child, true) : walk(s, child);
        if (bare) child = child->next;
    }
    return code;
}

vt_code vt_meanings_find(vt_index *index, vt_arena *arena, const vt_node *query, vt_meanings *out, vt_error *err) {
    search s = {index, arena, out, err};
    *out = (vt_meanings){0};
    return walk(&s, query);
}
