/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the answer to a search. Out: its JSON, schema vanthu.hits/1 (docs/json.md), and what other lists share with it. */
#include "write/hits.h"

void vt_emit_hit_head(vt_emit *emit, const vt_hit *hit) {
    vt_emit_text(emit, "id", hit->id);
    vt_emit_text(emit, "path", hit->path);
    if (hit->source_missing) vt_emit_bool(emit, "source_missing", true);
    vt_emit_text(emit, "type", hit->type);
    vt_emit_text(emit, "number", hit->number);
    vt_emit_text(emit, "date", hit->date);
    vt_emit_text(emit, "issuer", hit->issuer);
    vt_emit_text(emit, "title", hit->title);
    vt_emit_decimal(emit, "score", hit->score);
}

void vt_emit_meanings(vt_emit *emit, const vt_meaning *meanings, size_t count) {
    vt_emit_array(emit, "meanings");
    for (size_t i = 0; i < count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "key", meanings[i].key);
        vt_emit_text(emit, "text", meanings[i].text);
        vt_emit_integer(emit, "documents", (int64_t)meanings[i].documents);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_hit(vt_emit *emit, const vt_hit *hit) {
    vt_emit_object(emit, NULL);
    vt_emit_hit_head(emit, hit);
    vt_emit_text(emit, "section", hit->section);
    vt_emit_text(emit, "snippet", hit->snippet);
    vt_emit_array(emit, "marks");
    for (size_t i = 0; i < hit->mark_count; i++) vt_emit_span(emit, NULL, hit->marks[i]);
    vt_emit_array_end(emit);
    vt_emit_object_end(emit);
}

static void emit_ambiguity(vt_emit *emit, const vt_ambiguity *ambiguity) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "reference", ambiguity->reference);
    vt_emit_integer(emit, "total", (int64_t)ambiguity->total);
    vt_emit_meanings(emit, ambiguity->meanings, ambiguity->meaning_count);
    vt_emit_object_end(emit);
}

static void emit_ambiguities(vt_emit *emit, const vt_hits *hits) {
    if (!hits->ambiguity_count) return;
    vt_emit_array(emit, "ambiguous");
    for (size_t i = 0; i < hits->ambiguity_count; i++) emit_ambiguity(emit, &hits->ambiguities[i]);
    vt_emit_array_end(emit);
}

static void emit_facet(vt_emit *emit, const vt_facet *facet) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "facet", vt_facet_id(facet->kind));
    vt_emit_text(emit, "field", vt_facet_field(facet->kind));
    vt_emit_integer(emit, "distinct", (int64_t)facet->distinct);
    vt_emit_array(emit, "values");
    for (size_t i = 0; i < facet->count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "value", facet->items[i].value);
        vt_emit_text(emit, "label", facet->items[i].label);
        vt_emit_integer(emit, "documents", (int64_t)facet->items[i].documents);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
    vt_emit_object_end(emit);
}

static void emit_facets(vt_emit *emit, const vt_hits *hits) {
    if (!hits->facet_count) return;
    if (hits->facets_are_estimates) vt_emit_bool(emit, "facets_are_estimates", true);
    vt_emit_array(emit, "facets");
    for (size_t i = 0; i < hits->facet_count; i++) emit_facet(emit, &hits->facets[i]);
    vt_emit_array_end(emit);
}

vt_code vt_write_hits_json(const vt_hits *hits, const char *query, bool indented, const vt_output *output,
                           vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, output, indented);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.hits/1");
    vt_emit_text(&emit, "query", query);
    vt_emit_integer(&emit, "total", (int64_t)hits->total);
    if (hits->total_is_estimate) vt_emit_bool(&emit, "total_is_estimate", true);
    if (hits->is_relaxed) vt_emit_bool(&emit, "relaxed", true);
    if (hits->suggestion) vt_emit_text(&emit, "suggestion", hits->suggestion);
    emit_ambiguities(&emit, hits);
    emit_facets(&emit, hits);
    vt_emit_array(&emit, "hits");
    for (size_t i = 0; i < hits->count; i++) emit_hit(&emit, &hits->items[i]);
    vt_emit_array_end(&emit);
    vt_emit_object_end(&emit);
    return vt_emit_finish(&emit, err);
}
