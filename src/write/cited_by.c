/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: who cites a document. Out: its JSON, schema vanthu.cited-by/1 (docs/json.md). */
#include <vanthu/references.h>

#include "write/hits.h"

static void emit_place(vt_emit *emit, const vt_citing_place *place) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "relation", vt_relation_id(place->relation));
    vt_emit_bool(emit, "basis", place->is_basis);
    vt_emit_text(emit, "text", place->text);
    vt_emit_text(emit, "clause", place->clause);
    vt_emit_text(emit, "section", place->section);
    vt_emit_text(emit, "provision", place->provision);
    vt_emit_text(emit, "key", place->key);
    vt_emit_bool(emit, "uncertain", place->is_uncertain);
    vt_emit_object_end(emit);
}

static void emit_document(vt_emit *emit, const vt_citing_document *document) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "id", document->id);
    vt_emit_text(emit, "path", document->path);
    vt_emit_text(emit, "type", document->type);
    vt_emit_text(emit, "number", document->number);
    vt_emit_text(emit, "date", document->date);
    vt_emit_text(emit, "issuer", document->issuer);
    vt_emit_text(emit, "title", document->title);
    vt_emit_array(emit, "places");
    for (size_t i = 0; i < document->place_count; i++) emit_place(emit, &document->places[i]);
    vt_emit_array_end(emit);
    vt_emit_object_end(emit);
}

vt_code vt_write_cited_by_json(const vt_cited_by *cited_by, bool indented, const vt_output *output, vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, output, indented);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.cited-by/1");
    vt_emit_text(&emit, "key", cited_by->key);
    vt_emit_integer(&emit, "total", (int64_t)cited_by->total);
    vt_emit_meanings(&emit, cited_by->meanings, cited_by->meaning_count);
    vt_emit_array(&emit, "documents");
    for (size_t i = 0; i < cited_by->count; i++) emit_document(&emit, &cited_by->items[i]);
    vt_emit_array_end(&emit);
    vt_emit_object_end(&emit);
    return vt_emit_finish(&emit, err);
}
