/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the documents most like one. Out: their JSON, schema vanthu.similar/1 (docs/json.md). */
#include <vanthu/similar.h>

#include "write/hits.h"

static void emit_basis(vt_emit *emit, const vt_shared_basis *basis) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "key", basis->key);
    vt_emit_text(emit, "text", basis->text);
    vt_emit_integer(emit, "documents", (int64_t)basis->documents);
    vt_emit_object_end(emit);
}

static void emit_similar(vt_emit *emit, const vt_similar *item) {
    vt_emit_object(emit, NULL);
    vt_emit_hit_head(emit, &item->hit);
    vt_emit_array(emit, "bases");
    for (size_t i = 0; i < item->basis_count; i++) emit_basis(emit, &item->bases[i]);
    vt_emit_array_end(emit);
    vt_emit_array(emit, "words");
    for (size_t i = 0; i < item->word_count; i++) vt_emit_text(emit, NULL, item->words[i]);
    vt_emit_array_end(emit);
    vt_emit_object_end(emit);
}

vt_code vt_write_similar_json(const vt_similar_list *list, bool indented, const vt_output *output, vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, output, indented);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.similar/1");
    vt_emit_text(&emit, "id", list->id);
    vt_emit_integer(&emit, "basis_count", (int64_t)list->basis_count);
    vt_emit_array(&emit, "documents");
    for (size_t i = 0; i < list->count; i++) emit_similar(&emit, &list->items[i]);
    vt_emit_array_end(&emit);
    vt_emit_object_end(&emit);
    return vt_emit_finish(&emit, err);
}
