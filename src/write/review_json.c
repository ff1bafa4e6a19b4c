/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: documents that need a person. Out: their JSON, schema vanthu.review/1 (docs/json.md). */
#include <vanthu/journal.h>

#include "write/emit.h"

static void emit_concern(vt_emit *emit, const vt_concern *concern) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "field", concern->field);
    vt_emit_text(emit, "code", concern->code);
    vt_emit_text(emit, "message", concern->message);
    vt_emit_text(emit, "value", concern->value);
    vt_emit_decimal(emit, "confidence", concern->confidence);
    vt_emit_text(emit, "line", concern->line);
    if (concern->line)
        vt_emit_span(emit, "mark", concern->mark);
    else
        vt_emit_null(emit, "mark");
    vt_emit_object_end(emit);
}

static void emit_item(vt_emit *emit, const vt_review_item *item) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "id", item->id);
    vt_emit_text(emit, "path", item->path);
    vt_emit_text(emit, "type", item->type);
    vt_emit_text(emit, "number", item->number);
    vt_emit_text(emit, "title", item->title);
    vt_emit_decimal(emit, "weight", item->weight);
    vt_emit_array(emit, "concerns");
    for (size_t i = 0; i < item->concern_count; i++) emit_concern(emit, &item->concerns[i]);
    vt_emit_array_end(emit);
    vt_emit_object_end(emit);
}

vt_code vt_write_review_json(const vt_review_list *list, bool indented, const vt_output *output, vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, output, indented);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.review/1");
    vt_emit_integer(&emit, "total", (int64_t)list->total);
    vt_emit_array(&emit, "documents");
    for (size_t i = 0; i < list->count; i++) emit_item(&emit, &list->items[i]);
    vt_emit_array_end(&emit);
    vt_emit_object_end(&emit);
    return vt_emit_finish(&emit, err);
}
