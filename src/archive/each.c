/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a query's tree. Out: a call for each record that matches. The docids are
 * found at once and the records fetched some at a time; a record that a writer has
 * removed in between is passed over.
 */
#include "archive/each.h"

#include <stdlib.h>
#include <string.h>
#include "archive/entry.h"
#include "archive/fields.h"
#include "base/error.h"
#include "base/slice.h"

enum { AT_ONCE = 32 }; /* records that are fetched together */

typedef struct going {
    vt_archive *archive;
    vt_entry_part part;
    vt_arena scratch; /* of one record */
    vt_found_fn fn;
    void *context;
} going;

static vt_code tell(going *g, const vt_index_row *row, vt_error *err) {
    vt_document document;
    vt_places places;
    vt_code code = vt_entry_read(&g->scratch, row, g->part, &document, &places, err);
    return code == VT_OK ? g->fn(g->context, &(vt_found){row->docid, &document, &places}, err) : code;
}

static vt_code visit_some(going *g, const uint32_t *docids, size_t count, vt_error *err) {
    vt_index_answer *answer;
    vt_code code = vt_index_rows_of(g->archive->index, docids, count, &vt_entry_wanted, &answer, err);
    if (code != VT_OK) return code;
    for (size_t i = 0; code == VT_OK && i < answer->row_count; i++) {
        vt_arena_reset(&g->scratch);
        code = tell(g, &answer->rows[i], err);
    }
    vt_index_release(answer);
    return code;
}

static vt_code visit(going *g, const uint32_t *docids, size_t count, vt_error *err) {
    vt_code code = VT_OK;
    for (size_t i = 0; code == VT_OK && i < count; i += AT_ONCE)
        code = visit_some(g, docids + i, count - i < AT_ONCE ? count - i : AT_ONCE, err);
    return code;
}

vt_code vt_archive_docids(vt_archive *archive, const vt_node *query, vt_index_answer **found, vt_error *err) {
    const vt_index_query *compiled;
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    vt_code code = vt_query_compile(archive->index, &arena, query, &compiled, err);
    if (code == VT_OK) code = vt_index_docids(archive->index, compiled, found, err);
    vt_arena_free(&arena);
    return code;
}

vt_code vt_archive_each_of(vt_archive *archive, const uint32_t *docids, size_t count, vt_entry_part part,
                           vt_found_fn fn, void *context, vt_error *err) {
    going g = {.archive = archive, .part = part, .fn = fn, .context = context};
    vt_arena_init(&g.scratch, NULL);
    vt_code code = visit(&g, docids, count, err);
    vt_arena_free(&g.scratch);
    return code;
}

vt_code vt_archive_each(vt_archive *archive, const vt_node *query, vt_entry_part part, vt_found_fn fn, void *context,
                        vt_error *err) {
    vt_index_answer *found = NULL;
    vt_code code = vt_archive_docids(archive, query, &found, err);
    if (code == VT_OK) code = vt_archive_each_of(archive, found->docids, found->docid_count, part, fn, context, err);
    vt_index_release(found);
    return code;
}

/* ---- the newest ---- */

static vt_code find_newest(vt_archive *archive, const vt_node *query, const vt_newest *some, vt_index_answer **found,
                           vt_error *err) {
    uint32_t limit = some->limit ? some->limit : UINT32_MAX;
    vt_index_search wanted = {
        .offset = some->offset, .limit = limit, .depth = UINT32_MAX, .sorted = true, .sort_slot = VT_SLOT_DATE};
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    vt_code code = vt_query_ask(archive->index, &arena, query, &wanted, found, err);
    vt_arena_free(&arena);
    return code;
}

vt_code vt_archive_each_newest(vt_archive *archive, const vt_node *query, const vt_newest *some, vt_entry_part part,
                               vt_found_fn fn, void *context, uint64_t *total, vt_error *err) {
    going g = {.archive = archive, .part = part, .fn = fn, .context = context};
    vt_index_answer *found = NULL;
    vt_arena_init(&g.scratch, NULL);
    vt_code code = find_newest(archive, query, some, &found, err);
    if (code == VT_OK) *total = found->total;
    for (size_t i = 0; code == VT_OK && i < found->row_count; i++) code = visit(&g, &found->rows[i].docid, 1, err);
    vt_index_release(found);
    vt_arena_free(&g.scratch);
    return code;
}

/* ---- by path ---- */

typedef struct placed {
    const char *path;
    uint32_t docid;
} placed;

typedef struct placed_list {
    vt_arena arena;
    VT_ARRAY(placed) items;
} placed_list;

static int by_path(const void *a, const void *b) {
    const placed *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    return order ? order : x->docid < y->docid ? -1 : x->docid > y->docid;
}

static vt_code add_placed(placed_list *list, uint32_t docid, const char *path, vt_error *err) {
    const char *copy = vt_arena_text(&list->arena, vt_slice_of(path));
    placed *fresh = copy ? vt_array_push(&list->arena, &list->items) : NULL;
    if (!fresh) return vt_fail_memory(err);
    *fresh = (placed){copy, docid};
    return VT_OK;
}

static vt_code place(going *g, const vt_index_row *row, const char *after, placed_list *list, vt_error *err) {
    vt_places places;
    vt_arena_reset(&g->scratch);
    if (!vt_places_read(&g->scratch, row->values[0], &places) || !places.items.count)
        return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    const char *path = places.items.items[0].path;
    return !after || strcmp(path, after) > 0 ? add_placed(list, row->docid, path, err) : VT_OK;
}

/* Reads of the records only where they lie. */
static vt_code place_all(going *g, const vt_index_answer *found, const char *after, placed_list *list, vt_error *err) {
    static const uint32_t slots[] = {VT_SLOT_PLACES};
    static const vt_index_search wanted = {.value_slots = slots, .value_slot_count = 1};
    vt_index_answer *answer;
    vt_code code = vt_index_rows_of(g->archive->index, found->docids, found->docid_count, &wanted, &answer, err);
    if (code != VT_OK) return code;
    for (size_t i = 0; code == VT_OK && i < answer->row_count; i++) code = place(g, &answer->rows[i], after, list, err);
    vt_index_release(answer);
    return code;
}

vt_code vt_archive_each_by_path(vt_archive *archive, const vt_node *query, const char *after, vt_found_fn fn,
                                void *context, vt_error *err) {
    going g = {.archive = archive, .fn = fn, .context = context};
    placed_list list = {0};
    vt_index_answer *found = NULL;
    vt_arena_init(&g.scratch, NULL);
    vt_arena_init(&list.arena, NULL);
    vt_code code = vt_archive_docids(archive, query, &found, err);
    if (code == VT_OK) code = place_all(&g, found, after, &list, err);
    vt_index_release(found);
    if (list.items.count) qsort(list.items.items, list.items.count, sizeof *list.items.items, by_path);
    for (size_t i = 0; code == VT_OK && i < list.items.count; i++) code = visit(&g, &list.items.items[i].docid, 1, err);
    vt_arena_free(&list.arena);
    vt_arena_free(&g.scratch);
    return code;
}
