/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as terms, values, data and queries of the index's shim. The bytes are
 * pieces, each led by its size; no misuse is worse than an error, and what was
 * put is found again by its unique term.
 */
#include <stdio.h>
#include "base/slice.h"
#include "fuzz.h"
#include "index/index.h"

enum { MOST_TERMS = 8, MOST_DEPTH = 6, MOST_NODES = 64 };

typedef struct supply {
    const uint8_t *at, *end;
} supply;

static uint8_t take_byte(supply *s) { return s->at < s->end ? *s->at++ : 0; }

static vt_slice take_piece(supply *s) {
    size_t size = take_byte(s), left = (size_t)(s->end - s->at);
    if (size > left) size = left;
    vt_slice piece = {(const char *)s->at, size};
    s->at += size;
    return piece;
}

static vt_index *open_index(void) {
    static vt_index *index;
    static vt_heap *heap;
    static char path[4096], heap_path[4096];
    const char *paths[] = {path};
    if (index) return index;
    snprintf(path, sizeof path, "%s/db-1", fuzz_folder());
    snprintf(heap_path, sizeof heap_path, "%s/heap-1", fuzz_folder());
    fuzz_expect(vt_heap_open(heap_path, VT_HEAP_WRITE, &heap, NULL) == VT_OK, "a heap can be made");
    fuzz_expect(vt_index_open(paths, 1, heap, VT_INDEX_CREATE, &index, NULL) == VT_OK, "an index can be made");
    return index;
}

static void expect_found(vt_index *index, vt_slice unique, vt_slice data) {
    static const vt_index_search wanted = {.with_data = true};
    vt_index_answer *answer;
    vt_error err = {0};
    fuzz_expect(vt_index_fetch(index, unique, &wanted, &answer, &err) == VT_OK, err.message);
    fuzz_expect(answer->row_count == 1 && vt_slice_equal(answer->rows[0].data, data), "what was put is there");
    vt_index_release(answer);
}

static void put(vt_index *index, supply *s) {
    vt_index_term terms[MOST_TERMS];
    uint32_t positions[MOST_TERMS];
    vt_index_value value;
    vt_index_document document = {.terms = terms, .values = &value, .value_count = 1};
    vt_error err = {0};
    document.term_count = 1 + take_byte(s) % MOST_TERMS;
    for (size_t i = 0; i < document.term_count; i++) {
        positions[i] = take_byte(s);
        terms[i] = (vt_index_term){take_piece(s), take_byte(s) % 4U, &positions[i], take_byte(s) & 1};
    }
    value = (vt_index_value){take_byte(s) % 8U, take_piece(s)};
    document.data = take_piece(s);
    fuzz_expect_error(vt_index_put(index, terms[0].text, &document, &err), &err);
    if (err.code == VT_OK) expect_found(index, terms[0].text, document.data);
}

typedef struct tree {
    vt_index_query nodes[MOST_NODES];
    const vt_index_query *children[MOST_NODES * 2];
    size_t count, child_count;
} tree;

static const vt_index_query *grow(tree *t, supply *s, unsigned depth) {
    if (t->count == MOST_NODES) return &t->nodes[0];
    vt_index_query *node = &t->nodes[t->count++];
    uint8_t kind = take_byte(s);
    *node = (vt_index_query){.op = depth ? (vt_index_op)(kind % (VT_INDEX_WEIGHTED + 1)) : VT_INDEX_TERM};
    node->weight = take_byte(s) - 8.0;
    take_byte(s); /* the inputs that are kept have one here */
    node->slot = take_byte(s) % 8U;
    if (node->op == VT_INDEX_TERM) node->term = take_piece(s);
    if (node->op == VT_INDEX_RANGE) node->low = take_piece(s), node->high = take_piece(s);
    if (node->op == VT_INDEX_TERM || node->op == VT_INDEX_RANGE) return node;
    size_t count = take_byte(s) % 4U, first = t->child_count;
    if (first + count > MOST_NODES * 2) return node;
    t->child_count += count;
    for (size_t i = 0; i < count; i++) t->children[first + i] = grow(t, s, depth - 1);
    for (size_t i = 0; i < count; i++)
        if (t->children[first + i] == &t->nodes[0]) count = i;
    node->children = &t->children[first];
    node->child_count = count;
    return node;
}

static void find(vt_index *index, supply *s) {
    static const uint32_t slots[] = {0, 1};
    tree t = {.count = 0};
    const vt_index_query *query = grow(&t, s, MOST_DEPTH);
    uint8_t flags = take_byte(s);
    vt_index_search search = {.offset = take_byte(s),
                              .limit = take_byte(s),
                              .depth = take_byte(s),
                              .with_data = true,
                              .collapse = flags & 1,
                              .sorted = flags & 2,
                              .ascending = flags & 4,
                              .sort_slot = 1,
                              .value_slots = slots,
                              .value_slot_count = 2,
                              .facet_slots = slots,
                              .facet_slot_count = 2};
    vt_index_answer *answer;
    vt_error err = {0};
    fuzz_expect_error(vt_index_find(index, query, &search, &answer, &err), &err);
    if (err.code == VT_OK) vt_index_release(answer);
    err = (vt_error){0};
    fuzz_expect_error(vt_index_docids(index, query, &answer, &err), &err);
    if (err.code == VT_OK) vt_index_release(answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    supply s = {data, data + size};
    vt_index *index = open_index();
    vt_index_answer *answer;
    vt_error err = {0};
    fuzz_expect(vt_index_begin(index, &err) == VT_OK, "changes can begin");
    for (unsigned i = 1 + take_byte(&s) % 3U; i > 0; i--) put(index, &s);
    find(index, &s);
    vt_slice low = take_piece(&s), high = take_piece(&s);
    fuzz_expect_error(vt_index_terms(index, low, high, 10, &answer, &err), &err);
    if (err.code == VT_OK) vt_index_release(answer);
    fuzz_expect(vt_index_cancel(index, &err) == VT_OK, "changes can be thrown away");
    return 0;
}
