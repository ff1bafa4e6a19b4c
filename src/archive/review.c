/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a query, or none. Out: the documents that need a person, worst first, with
 * what to look at and the line of the text where it stands. What a document
 * weighs is kept in a slot, so that only those that are shown are read.
 */
#include <stdlib.h>
#include <string.h>
#include "archive/entry.h"
#include "archive/fields.h"
#include "archive/inside.h"
#include "archive/query.h"
#include "base/slice.h"
#include "text/utf8.h"

enum { DEFAULT_LIMIT = 20, MOST_BEFORE = 60, MOST_AFTER = 100 };

/* The list with the arena that it lives in; the list is the first member. */
typedef struct kept_review {
    vt_review_list list;
    vt_arena arena;
    vt_review_options options;
    const vt_node *query;
} kept_review;

/* The line around a span, cut where it is long, with the mark of the span in it. */
static bool fill_line(vt_arena *arena, vt_slice text, vt_span span, vt_concern *concern) {
    if (span.start > span.end || span.end > text.size) return true;
    size_t start = span.start, end = span.end;
    while (start > 0 && text.data[start - 1] != '\n' && span.start - start < MOST_BEFORE)
        start = vt_utf8_before(text.data, start);
    while (end < text.size && text.data[end] != '\n' && end - span.end < MOST_AFTER)
        end += vt_utf8_size(text.data[end]);
    if (end > text.size) end = text.size;
    char *line = vt_arena_text(arena, vt_slice_sub(text, start, end));
    if (!line) return false;
    for (char *at = line; *at; at++)
        if (vt_is_space(*at)) *at = ' ';
    concern->line = line;
    concern->mark = (vt_span){(uint32_t)(span.start - start), (uint32_t)(span.end - start)};
    return true;
}

static bool fill_concern(vt_arena *arena, const vt_document *document, const vt_warning *warning,
                         vt_concern *concern) {
    vt_spot spot;
    *concern = (vt_concern){.field = vt_warning_field(arena, warning), .code = warning->code,
                            .message = warning->message};
    if (!concern->field) return false;
    const vt_evidence *evidence = vt_document_evidence(document, concern->field);
    if (vt_spot_find(arena, concern->field, &spot)) concern->value = vt_spot_value(&spot, document);
    if (evidence && concern->value) concern->confidence = evidence->confidence;
    if (evidence && evidence->span_count) return fill_line(arena, document->text, evidence->spans[0], concern);
    return !warning->has_span || fill_line(arena, document->text, warning->span, concern);
}

static bool fill_concerns(vt_arena *arena, const vt_document *document, vt_review_item *item) {
    vt_concern *list = vt_arena_alloc(arena, document->warning_count * sizeof *list);
    if (!list) return false;
    for (size_t i = 0; i < document->warning_count; i++)
        if (vt_warning_is_concern(&document->warnings[i]) &&
            !fill_concern(arena, document, &document->warnings[i], &list[item->concern_count++]))
            return false;
    item->concerns = list;
    return true;
}

static vt_code fill_item(kept_review *kept, const vt_index_row *row, vt_review_item *item, vt_error *err) {
    vt_document document;
    vt_places places;
    vt_code code = vt_entry_read(&kept->arena, row, VT_ENTRY_WHOLE, &document, &places, err);
    if (code != VT_OK) return code;
    *item = (vt_review_item){.id = places.id,
                             .path = places.items.items[0].path,
                             .type = document.type.code,
                             .number = document.number.full,
                             .title = document.title,
                             .weight = vt_document_review_weight(&document)};
    return fill_concerns(&kept->arena, &document, item) ? VT_OK : vt_fail_memory(err);
}

static vt_code fill_list(kept_review *kept, const vt_index_answer *answer, vt_error *err) {
    vt_review_item *items = vt_arena_alloc(&kept->arena, answer->row_count * sizeof *items);
    vt_code code = items ? VT_OK : vt_fail_memory(err);
    for (size_t i = 0; i < answer->row_count && code == VT_OK; i++)
        code = fill_item(kept, &answer->rows[i], &items[i], err);
    kept->list = (vt_review_list){answer->total, items, answer->row_count};
    return code;
}

/* What matches and has a weight; of one record, if it is named. */
static vt_code find(vt_archive *archive, kept_review *kept, vt_index_answer **answer, vt_error *err) {
    static const uint32_t slots[] = {VT_SLOT_PLACES};
    vt_index_query needed = {.op = VT_INDEX_RANGE, .slot = VT_SLOT_REVIEW};
    vt_index_query one = {.op = VT_INDEX_TERM};
    const vt_index_query *parts[3] = {&needed};
    vt_index_query all = {.op = VT_INDEX_AND, .children = parts, .child_count = 2};
    vt_index_search wanted = {.offset = kept->options.offset,
                              .limit = kept->options.limit ? kept->options.limit : DEFAULT_LIMIT,
                              .depth = UINT32_MAX,
                              .with_data = true,
                              .sorted = true,
                              .sort_slot = VT_SLOT_REVIEW,
                              .value_slots = slots,
                              .value_slot_count = 1};
    vt_code code = vt_query_compile(archive->index, &kept->arena, kept->query, &parts[1], err);
    if (kept->options.id) {
        one.term = vt_entry_id_term(&kept->arena, kept->options.id);
        parts[all.child_count++] = &one;
        if (code == VT_OK && !one.term.data) code = vt_fail_memory(err);
    }
    return code == VT_OK ? vt_index_find(archive->index, &all, &wanted, answer, err) : code;
}

static vt_code read_review(vt_archive *archive, void *context, vt_error *err) {
    kept_review *kept = context;
    vt_index_answer *answer;
    vt_code code = find(archive, kept, &answer, err);
    if (code != VT_OK) return code;
    code = fill_list(kept, answer, err);
    vt_index_release(answer);
    return code;
}

vt_code vt_archive_review(vt_archive *archive, const vt_review_options *options, vt_review_list **out, vt_error *err) {
    *out = NULL;
    kept_review *kept = calloc(1, sizeof *kept);
    if (!kept) return vt_fail_memory(err);
    vt_arena_init(&kept->arena, NULL);
    if (options) kept->options = *options;
    vt_code code = vt_query_parse(&kept->arena, kept->options.query, &kept->query, err);
    if (code == VT_OK) code = vt_archive_reading(archive, read_review, kept, err);
    if (code == VT_OK)
        *out = &kept->list;
    else
        vt_review_list_free(&kept->list);
    return code;
}

void vt_review_list_free(vt_review_list *list) {
    kept_review *kept = (kept_review *)list;
    if (!kept) return;
    vt_arena_free(&kept->arena);
    free(kept);
}
