/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a list of legal bases, or a choice from it. Out: JSON, schema vanthu.bases/1 (docs/json.md). */
#include "base/error.h"
#include "write/bases.h"
#include "write/emit.h"

static void emit_citing(vt_emit *emit, const vt_citing *citing) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "id", citing->id);
    vt_emit_text(emit, "path", citing->path);
    vt_emit_text(emit, "type", citing->type);
    vt_emit_text(emit, "number", citing->number);
    vt_emit_text(emit, "date", citing->date);
    vt_emit_text(emit, "title", citing->title);
    vt_emit_object_end(emit);
}

static void emit_ids(vt_emit *emit, const vt_witnesses *by) {
    vt_emit_array(emit, "ids");
    for (size_t i = 0; i < by->count; i++) vt_emit_text(emit, NULL, by->items[i]->id);
    vt_emit_array_end(emit);
}

static void emit_detail(vt_emit *emit, const vt_basis_detail *detail) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "value", detail->value);
    vt_emit_text(emit, "key", detail->key);
    vt_emit_text(emit, "date", detail->date);
    vt_emit_text(emit, "via", detail->via);
    vt_emit_integer(emit, "documents", (int64_t)detail->by.documents);
    emit_ids(emit, &detail->by);
    vt_emit_object_end(emit);
}

static void emit_warning(vt_emit *emit, const vt_basis_warning *warning) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "code", vt_basis_warning_id(warning->kind));
    vt_emit_text(emit, "message", vt_basis_warning_message(warning->kind));
    vt_emit_array(emit, "details");
    for (size_t i = 0; i < warning->detail_count; i++) emit_detail(emit, &warning->details[i]);
    vt_emit_array_end(emit);
    vt_emit_object_end(emit);
}

static void emit_year(vt_emit *emit, const char *key, int year) {
    if (year)
        vt_emit_integer(emit, key, year);
    else
        vt_emit_null(emit, key);
}

static void emit_cited(vt_emit *emit, const vt_cited *cited) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "key", cited->key);
    vt_emit_text(emit, "type", cited->type);
    vt_emit_text(emit, "number", cited->number);
    vt_emit_text(emit, "date", cited->date);
    vt_emit_text(emit, "issuer", cited->issuer);
    vt_emit_text(emit, "subject", cited->subject);
    vt_emit_integer(emit, "rank", cited->rank);
    vt_emit_integer(emit, "documents", (int64_t)cited->documents);
    vt_emit_integer(emit, "mentions", (int64_t)cited->mentions);
    emit_year(emit, "first_year", cited->first_year);
    emit_year(emit, "last_year", cited->last_year);
    vt_emit_text(emit, "text", cited->text);
    vt_emit_array(emit, "cited_by");
    for (size_t i = 0; i < cited->by.count; i++) emit_citing(emit, cited->by.items[i]);
    vt_emit_array_end(emit);
    vt_emit_array(emit, "warnings");
    for (size_t i = 0; i < cited->warning_count; i++) emit_warning(emit, &cited->warnings[i]);
    vt_emit_array_end(emit);
    vt_emit_object_end(emit);
}

vt_code vt_bases_write_json(const vt_cited_list *list, const vt_bases_write_options *options, const vt_output *output,
                            vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, output, true);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.bases/1");
    vt_emit_array(&emit, "bases");
    for (size_t i = 0; i < list->count; i++)
        if (vt_bases_chosen(options, &list->items[i])) emit_cited(&emit, &list->items[i]);
    vt_emit_array_end(&emit);
    vt_emit_object_end(&emit);
    vt_code code = vt_emit_finish(&emit, err);
    if (code == VT_OK && !output->write(output->context, "\n", 1)) code = vt_fail(err, VT_ERR_WRITE, "could not write");
    return code;
}
