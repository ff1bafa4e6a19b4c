/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the tree of a query. Out: a tree that asks for most of its words. The
 * index can only AND and OR, so "all but m of n" is built by halves: j are
 * missing on the left and m - j on the right, for each j. The right hits have
 * exactly the words; how they are ranked is an OR of all the words.
 */
#include "archive/relax.h"

#include "archive/fields.h"
#include "archive/words.h"
#include "base/error.h"
#include "base/slice.h"

enum {
    LEAST_UNITS = 5,  /* fewer words are all wanted */
    MOST_UNITS = 24,  /* of a longer text the first count */
    WORDS_A_MISS = 4, /* one in four may be missing, */
    MOST_MISSING = 4  /* but never more than these */
};

/* What may be missing: words and references, each once. */
typedef struct relaxing {
    vt_arena *arena;
    VT_ARRAY(const vt_node *) units, kept;
    bool failed;
} relaxing;

static vt_node *new_node(relaxing *r, vt_node_kind kind) {
    vt_node *node = vt_node_new(r->arena, kind);
    r->failed |= !node;
    return node;
}

static bool has_unit(const relaxing *r, vt_slice text) {
    for (size_t i = 0; i < r->units.count; i++)
        if (vt_slice_equal(r->units.items[i]->text, text)) return true;
    return false;
}

static void add_unit(relaxing *r, const vt_node *unit) {
    const vt_node **place = r->units.count < MOST_UNITS ? vt_array_push(r->arena, &r->units) : NULL;
    if (place) *place = unit;
    r->failed |= !place && r->units.count < MOST_UNITS;
}

static void add_words(relaxing *r, const vt_node *words) {
    vt_words reader;
    vt_word word;
    vt_words_start(&reader, r->arena, words->text);
    while (!r->failed && vt_words_next(&reader, &word)) {
        vt_slice text = vt_slice_sub(words->text, word.span.start, word.span.end);
        if (has_unit(r, text)) continue;
        vt_node *unit = new_node(r, VT_NODE_WORDS);
        if (!unit) return;
        unit->text = text;
        add_unit(r, unit);
    }
    r->failed |= reader.failed;
}

/* A number that stands alone: its own or a citation of it. */
static bool is_number(const vt_node *node) {
    return node->kind == VT_NODE_OR && node->first && node->first->kind == VT_NODE_REFERENCE;
}

static void sort_out(relaxing *r, const vt_node *all) {
    for (const vt_node *child = all->first; child && !r->failed; child = child->next) {
        if (child->kind == VT_NODE_WORDS && child->prefix == VT_PREFIX_BODY) {
            add_words(r, child);
        } else if (is_number(child)) {
            add_unit(r, child);
        } else {
            const vt_node **place = vt_array_push(r->arena, &r->kept);
            r->failed |= !place;
            if (place) *place = child;
        }
    }
}

/* Copies, since a node knows its neighbour. */
static void add_copy(relaxing *r, vt_node *parent, const vt_node *node) {
    vt_node *copy = parent ? new_node(r, node->kind) : NULL;
    if (!copy) return;
    *copy = *node;
    copy->next = NULL;
    vt_node_add(parent, copy);
}

static vt_node *join(relaxing *r, vt_node_kind kind, const vt_node *const *nodes, size_t count) {
    vt_node *parent = new_node(r, kind);
    for (size_t i = 0; i < count; i++) add_copy(r, parent, nodes[i]);
    return parent;
}

/* All but `missing` of the units; NULL when that asks for nothing, or memory ran out. */
static vt_node *nearly_all(relaxing *r, const vt_node *const *units, size_t count, size_t missing) {
    if (missing >= count || r->failed) return NULL;
    if (!missing) return join(r, VT_NODE_AND, units, count);
    if (missing == count - 1) return join(r, VT_NODE_OR, units, count);
    vt_node *any = new_node(r, VT_NODE_OR);
    size_t half = count / 2;
    for (size_t left = 0; left <= missing && !r->failed; left++) {
        vt_node *both = new_node(r, VT_NODE_AND);
        vt_node *a = nearly_all(r, units, half, left), *b = nearly_all(r, units + half, count - half, missing - left);
        if (r->failed) return NULL;
        if (a) vt_node_add(both, a);
        if (b) vt_node_add(both, b);
        vt_node_add(any, both);
    }
    return any;
}

static size_t may_miss(size_t count) {
    size_t missing = count / WORDS_A_MISS;
    return missing < MOST_MISSING ? missing : MOST_MISSING;
}

vt_code vt_query_relax(vt_arena *arena, const vt_node *query, size_t missing, const vt_node **out, vt_error *err) {
    relaxing r = {.arena = arena};
    *out = NULL;
    if (query->kind != VT_NODE_AND) return VT_OK;
    sort_out(&r, query);
    if (r.failed) return vt_fail_memory(err);
    if (r.units.count < LEAST_UNITS || missing > may_miss(r.units.count)) return VT_OK;
    vt_node *all = join(&r, VT_NODE_AND, r.kept.items, r.kept.count);
    vt_node *words = join(&r, VT_NODE_OR, r.units.items, r.units.count), *filter = new_node(&r, VT_NODE_FILTER);
    vt_node *most = nearly_all(&r, r.units.items, r.units.count, missing);
    if (r.failed) return vt_fail_memory(err);
    vt_node_add(filter, most);
    vt_node_add(all, words);
    vt_node_add(all, filter);
    *out = all;
    return VT_OK;
}

vt_code vt_query_find(vt_index *index, vt_arena *arena, const vt_node **query, const vt_index_search *search,
                      bool *relaxed, vt_index_answer **out, vt_error *err) {
    const vt_node *most = NULL;
    *relaxed = false;
    vt_code code = vt_query_ask(index, arena, *query, search, out, err);
    for (size_t missing = 1; code == VT_OK && !(*out)->total; missing++) {
        code = vt_query_relax(arena, *query, missing, &most, err);
        if (code == VT_OK && !most) return VT_OK;
        vt_index_release(*out);
        if (code == VT_OK) code = vt_query_ask(index, arena, most, search, out, err);
    }
    if (code != VT_OK || !most) return code;
    *relaxed = true;
    *query = most;
    return VT_OK;
}
