/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a document. Out: its JSON, schema vanthu.document/1 (docs/schema/vanthu.document-1.json).
 * Every key is always there: what the document does not have is null or an empty list.
 */
#include <vanthu/write.h>

#include "base/error.h"
#include "write/emit.h"

static const char *const origins[] = {
    [VT_ORIGIN_READ] = "read",
    [VT_ORIGIN_INFERRED] = "inferred",
    [VT_ORIGIN_CORRECTED] = "corrected",
};

static void emit_source(vt_emit *emit, const vt_source *source) {
    vt_emit_object(emit, "source");
    vt_emit_text(emit, "path", source->path);
    vt_emit_text(emit, "format", source->format);
    vt_emit_array(emit, "encodings");
    for (size_t i = 0; i < source->encoding_count; i++) vt_emit_text(emit, NULL, source->encodings[i]);
    vt_emit_array_end(emit);
    vt_emit_integer(emit, "bytes", (int64_t)source->bytes);
    vt_emit_object_end(emit);
}

static void emit_header(vt_emit *emit, const vt_document *document) {
    vt_emit_object(emit, "type");
    vt_emit_text(emit, "code", document->type.code);
    vt_emit_text(emit, "name", document->type.name);
    vt_emit_object_end(emit);

    vt_emit_object(emit, "number");
    vt_emit_text(emit, "ordinal", document->number.ordinal);
    vt_emit_text(emit, "year", document->number.year);
    vt_emit_text(emit, "symbol", document->number.symbol);
    vt_emit_text(emit, "full", document->number.full);
    vt_emit_text(emit, "text", document->number.text);
    vt_emit_object_end(emit);

    vt_emit_object(emit, "issued");
    vt_emit_text(emit, "place", document->issued.place);
    vt_emit_text(emit, "date", document->issued.date);
    vt_emit_text(emit, "text", document->issued.text);
    vt_emit_object_end(emit);

    vt_emit_object(emit, "issuer");
    vt_emit_text(emit, "name", document->issuer.name);
    vt_emit_text(emit, "parent", document->issuer.parent);
    vt_emit_object_end(emit);

    vt_emit_object(emit, "marks");
    vt_emit_text(emit, "secrecy", document->marks.secrecy);
    vt_emit_text(emit, "urgency", document->marks.urgency);
    vt_emit_object_end(emit);

    vt_emit_text(emit, "title", document->title);
}

static void emit_addressees(vt_emit *emit, const vt_document *document) {
    vt_emit_array(emit, "addressees");
    for (size_t i = 0; i < document->addressee_count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "text", document->addressees[i].text);
        vt_emit_span(emit, "span", document->addressees[i].span);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_bases(vt_emit *emit, const vt_document *document) {
    vt_emit_array(emit, "bases");
    for (size_t i = 0; i < document->basis_count; i++) {
        const vt_basis *basis = &document->bases[i];
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "lead", basis->lead);
        vt_emit_text(emit, "text", basis->text);
        vt_emit_array(emit, "citations");
        for (size_t j = 0; j < basis->citation_count; j++) vt_emit_integer(emit, NULL, (int64_t)basis->citations[j]);
        vt_emit_array_end(emit);
        vt_emit_span(emit, "span", basis->span);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_index(vt_emit *emit, const char *key, int64_t index) {
    if (index < 0)
        vt_emit_null(emit, key);
    else
        vt_emit_integer(emit, key, index);
}

static void emit_related(vt_emit *emit, const vt_citation *citation) {
    vt_emit_array(emit, "related");
    for (size_t i = 0; i < citation->related_count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "relation", vt_relation_id(citation->related[i].relation));
        vt_emit_integer(emit, "to", (int64_t)citation->related[i].to);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_provisions(vt_emit *emit, const vt_citation *citation) {
    vt_emit_array(emit, "provisions");
    for (size_t i = 0; i < citation->provision_count; i++) {
        const vt_provision *provision = &citation->provisions[i];
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "text", provision->text);
        vt_emit_text(emit, "dieu", provision->dieu);
        vt_emit_text(emit, "khoan", provision->khoan);
        vt_emit_text(emit, "diem", provision->diem);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_citation(vt_emit *emit, const vt_citation *citation) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "text", citation->text);
    vt_emit_text(emit, "type", citation->type);
    vt_emit_text(emit, "number", citation->number);
    vt_emit_text(emit, "date", citation->date);
    vt_emit_text(emit, "issuer", citation->issuer);
    vt_emit_text(emit, "subject", citation->subject);
    vt_emit_text(emit, "key", citation->key);
    emit_index(emit, "basis", citation->basis);
    vt_emit_text(emit, "section", citation->section);
    vt_emit_text(emit, "relation", vt_relation_id(citation->relation));
    emit_related(emit, citation);
    emit_index(emit, "resolves_to", citation->resolves_to);
    vt_emit_bool(emit, "ambiguous", citation->ambiguous);
    emit_provisions(emit, citation);
    vt_emit_decimal(emit, "confidence", citation->confidence);
    vt_emit_span(emit, "span", citation->span);
    vt_emit_object_end(emit);
}

static void emit_citations(vt_emit *emit, const vt_document *document) {
    vt_emit_array(emit, "citations");
    for (size_t i = 0; i < document->citation_count; i++) emit_citation(emit, &document->citations[i]);
    vt_emit_array_end(emit);
}

static void emit_sections(vt_emit *emit, const vt_section *sections, size_t count) {
    vt_emit_array(emit, "sections");
    for (size_t i = 0; i < count; i++) {
        const vt_section *section = &sections[i];
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "marker", section->marker);
        vt_emit_text(emit, "title", section->title);
        vt_emit_text(emit, "text", section->text);
        vt_emit_bool(emit, "computed", section->computed);
        vt_emit_span(emit, "span", section->span);
        emit_sections(emit, section->sections, section->section_count);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_closing(vt_emit *emit, const vt_document *document) {
    vt_emit_array(emit, "recipients");
    for (size_t i = 0; i < document->recipient_count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "text", document->recipients[i].text);
        vt_emit_span(emit, "span", document->recipients[i].span);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);

    vt_emit_array(emit, "signers");
    for (size_t i = 0; i < document->signer_count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "capacity", document->signers[i].capacity);
        vt_emit_text(emit, "position", document->signers[i].position);
        vt_emit_text(emit, "name", document->signers[i].name);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_evidence(vt_emit *emit, const vt_document *document) {
    vt_emit_object(emit, "evidence");
    for (size_t i = 0; i < document->evidence_count; i++) {
        const vt_evidence *evidence = &document->evidence[i];
        vt_emit_object(emit, evidence->path);
        vt_emit_array(emit, "spans");
        for (size_t j = 0; j < evidence->span_count; j++) vt_emit_span(emit, NULL, evidence->spans[j]);
        vt_emit_array_end(emit);
        vt_emit_decimal(emit, "confidence", evidence->confidence);
        vt_emit_text(emit, "origin", origins[evidence->origin]);
        if (evidence->by) {
            vt_emit_text(emit, "by", evidence->by);
            vt_emit_text(emit, "at", evidence->at);
        }
        vt_emit_object_end(emit);
    }
    vt_emit_object_end(emit);
}

static void emit_warnings(vt_emit *emit, const vt_document *document) {
    vt_emit_array(emit, "warnings");
    for (size_t i = 0; i < document->warning_count; i++) {
        const vt_warning *warning = &document->warnings[i];
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "code", warning->code);
        vt_emit_text(emit, "message", warning->message);
        if (warning->has_span)
            vt_emit_span(emit, "span", warning->span);
        else
            vt_emit_null(emit, "span");
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void emit_paths(vt_emit *emit, const char *const *paths, size_t count) {
    vt_emit_array(emit, "paths");
    for (size_t i = 0; i < count; i++) vt_emit_text(emit, NULL, paths[i]);
    vt_emit_array_end(emit);
}

vt_code vt_write_json(const vt_document *document, const vt_json_options *options, const vt_output *output,
                      vt_error *err) {
    if (!document || !output || !output->write) return vt_fail(err, VT_ERR_ARGUMENT, "no document or no output");
    vt_json_options chosen = options ? *options : (vt_json_options){0};
    vt_emit emit;
    vt_emit_init(&emit, output, chosen.indented);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.document/1");
    vt_emit_text(&emit, "id", document->id);
    emit_source(&emit, &document->source);
    if (chosen.paths) emit_paths(&emit, chosen.paths, chosen.path_count);
    if (chosen.source_missing) vt_emit_bool(&emit, "source_missing", true);
    emit_header(&emit, document);
    emit_addressees(&emit, document);
    emit_bases(&emit, document);
    emit_citations(&emit, document);
    emit_sections(&emit, document->sections, document->section_count);
    emit_closing(&emit, document);
    emit_evidence(&emit, document);
    emit_warnings(&emit, document);
    if (chosen.with_text) {
        vt_slice text = document->text;
        vt_emit_slice(&emit, "text", text.data ? text : (vt_slice){"", 0});
    }
    vt_emit_object_end(&emit);
    return vt_emit_finish(&emit, err);
}
