/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a comparison. Out: its JSON, schema vanthu.compare/1 (docs/json.md). */
#include <vanthu/compare.h>

#include "write/emit.h"

static void emit_document(vt_emit *emit, const char *key, const vt_document *document) {
    vt_emit_object(emit, key);
    vt_emit_text(emit, "id", document->id);
    vt_emit_text(emit, "path", document->source.path);
    vt_emit_text(emit, "type", document->type.code);
    vt_emit_text(emit, "number", document->number.full);
    vt_emit_text(emit, "date", document->issued.date);
    vt_emit_text(emit, "title", document->title);
    vt_emit_object_end(emit);
}

static void emit_fields(vt_emit *emit, const vt_comparison *comparison) {
    vt_emit_array(emit, "fields");
    for (size_t i = 0; i < comparison->field_count; i++) {
        const vt_field_change *field = &comparison->fields[i];
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "field", field->path);
        vt_emit_text(emit, "change", vt_change_id(field->change));
        vt_emit_text(emit, "before", field->before);
        vt_emit_text(emit, "after", field->after);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_base(vt_emit *emit, const char *key, const vt_base *base) {
    if (!base->clause) {
        vt_emit_null(emit, key);
        return;
    }
    vt_emit_object(emit, key);
    vt_emit_text(emit, "lead", base->clause->lead);
    vt_emit_text(emit, "text", base->citation ? base->citation->text : base->clause->text);
    vt_emit_text(emit, "key", base->citation ? base->citation->key : NULL);
    vt_emit_object_end(emit);
}

static void emit_bases(vt_emit *emit, const vt_comparison *comparison) {
    vt_emit_array(emit, "bases");
    for (size_t i = 0; i < comparison->base_count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "change", vt_change_id(comparison->bases[i].change));
        emit_base(emit, "before", &comparison->bases[i].before);
        emit_base(emit, "after", &comparison->bases[i].after);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_section(vt_emit *emit, const char *key, const vt_section *section) {
    if (!section) {
        vt_emit_null(emit, key);
        return;
    }
    vt_emit_object(emit, key);
    vt_emit_text(emit, "marker", section->marker);
    vt_emit_text(emit, "title", section->title);
    vt_emit_span(emit, "span", section->span);
    vt_emit_object_end(emit);
}

static void emit_diff(vt_emit *emit, const char *key, const vt_diff *diff) {
    vt_emit_array(emit, key);
    for (size_t i = 0; i < diff->count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "change", vt_change_id(diff->runs[i].change));
        vt_emit_slice(emit, "text", diff->runs[i].text);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_sections(vt_emit *emit, const vt_comparison *comparison) {
    vt_emit_array(emit, "sections");
    for (size_t i = 0; i < comparison->section_count; i++) {
        const vt_section_change *section = &comparison->sections[i];
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "change", vt_change_id(section->change));
        vt_emit_text(emit, "path", section->path);
        emit_section(emit, "before", section->before);
        emit_section(emit, "after", section->after);
        if (section->title.count) emit_diff(emit, "title", &section->title);
        if (section->text.count) emit_diff(emit, "text", &section->text);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_lines(vt_emit *emit, const char *key, const vt_line_change *lines, size_t count) {
    vt_emit_array(emit, key);
    for (size_t i = 0; i < count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "change", vt_change_id(lines[i].change));
        vt_emit_text(emit, "text", lines[i].text);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

vt_code vt_write_comparison_json(const vt_comparison *comparison, bool indented, const vt_output *output,
                                 vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, output, indented);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.compare/1");
    emit_document(&emit, "before", comparison->before);
    emit_document(&emit, "after", comparison->after);
    emit_fields(&emit, comparison);
    emit_bases(&emit, comparison);
    emit_sections(&emit, comparison);
    emit_lines(&emit, "addressees", comparison->addressees, comparison->addressee_count);
    emit_lines(&emit, "recipients", comparison->recipients, comparison->recipient_count);
    vt_emit_object_end(&emit);
    return vt_emit_finish(&emit, err);
}
