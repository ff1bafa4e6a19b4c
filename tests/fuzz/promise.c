/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a document. Out: the end of the process when it does not hold what document.h promises. */
#include <string.h>
#include <vanthu/write.h>
#include "archive/record.h"
#include "base/slice.h"
#include "fuzz.h"
#include "text/utf8.h"

static void expect_string(const char *text) {
    fuzz_expect(!text || vt_utf8_valid(vt_slice_of(text)), "strings are UTF-8");
}

static bool is_boundary(vt_slice text, uint32_t at) {
    return at == text.size || ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

static void expect_span(const vt_document *document, vt_span span) {
    vt_slice text = document->text;
    fuzz_expect(span.start <= span.end && span.end <= text.size, "a span lies inside the text");
    fuzz_expect(is_boundary(text, span.start) && is_boundary(text, span.end), "a span cuts no letter");
}

static void expect_ratio(double ratio) { fuzz_expect(ratio >= 0 && ratio <= 1, "a confidence lies in 0..1"); }

static void expect_bases(const vt_document *d) {
    for (size_t i = 0; i < d->basis_count; i++) {
        expect_span(d, d->bases[i].span);
        expect_string(d->bases[i].lead), expect_string(d->bases[i].text);
        for (size_t k = 0; k < d->bases[i].citation_count; k++)
            fuzz_expect(d->bases[i].citations[k] < d->citation_count, "a basis cites what is there");
    }
}

static void expect_citation(const vt_document *d, const vt_citation *c) {
    const char *const strings[] = {c->text, c->type, c->number, c->date, c->issuer, c->subject, c->key, c->section};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) expect_string(strings[i]);
    expect_span(d, c->span);
    expect_ratio(c->confidence);
    fuzz_expect(c->span.start < c->span.end, "a citation stands somewhere");
    fuzz_expect(c->key && c->section, "a citation has a key and a section");
    fuzz_expect(c->basis >= -1 && c->basis < (int64_t)d->basis_count, "a citation's basis is there");
    fuzz_expect(c->resolves_to >= -1 && c->resolves_to < (int64_t)d->citation_count, "what it resolves to is there");
    for (size_t i = 0; i < c->related_count; i++)
        fuzz_expect(c->related[i].to < d->citation_count, "a related citation is there");
}

static void expect_sections(const vt_document *d, const vt_section *sections, size_t count) {
    for (size_t i = 0; i < count; i++) {
        expect_span(d, sections[i].span);
        expect_string(sections[i].marker), expect_string(sections[i].title), expect_string(sections[i].text);
        expect_sections(d, sections[i].sections, sections[i].section_count);
    }
}

static void expect_header(const vt_document *d) {
    const char *const strings[] = {d->type.code,     d->type.name,     d->number.ordinal, d->number.year,
                                   d->number.symbol, d->number.full,   d->number.text,    d->issued.place,
                                   d->issued.date,   d->issued.text,   d->issuer.name,    d->issuer.parent,
                                   d->marks.secrecy, d->marks.urgency, d->title};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) expect_string(strings[i]);
}

static void expect_lists(const vt_document *d) {
    for (size_t i = 0; i < d->addressee_count; i++)
        expect_span(d, d->addressees[i].span), expect_string(d->addressees[i].text);
    for (size_t i = 0; i < d->recipient_count; i++)
        expect_span(d, d->recipients[i].span), expect_string(d->recipients[i].text);
    for (size_t i = 0; i < d->signer_count; i++)
        expect_string(d->signers[i].capacity), expect_string(d->signers[i].position), expect_string(d->signers[i].name);
    for (size_t i = 0; i < d->warning_count; i++) {
        expect_string(d->warnings[i].code), expect_string(d->warnings[i].message), expect_string(d->warnings[i].field);
        if (d->warnings[i].has_span) expect_span(d, d->warnings[i].span);
    }
}

static void expect_evidence(const vt_document *d) {
    for (size_t i = 0; i < d->evidence_count; i++) {
        expect_string(d->evidence[i].path);
        expect_ratio(d->evidence[i].confidence);
        for (size_t k = 0; k < d->evidence[i].span_count; k++) expect_span(d, d->evidence[i].spans[k]);
    }
}

static void json_of(const vt_document *document, vt_buffer *json) {
    vt_output output = vt_buffer_output(json);
    vt_json_options options = {.with_text = true};
    vt_buffer_init(json, NULL);
    fuzz_expect(vt_write_json(document, &options, &output, NULL) == VT_OK, "a document can be written as JSON");
    fuzz_expect(fuzz_is_json(vt_buffer_slice(json)), "what is written is JSON");
}

/* The stored record says the same as the document, and so does its JSON. */
static void expect_record(const vt_document *document) {
    static const vt_corrections nothing_said = {0};
    vt_arena arena;
    vt_buffer packed, before, after;
    vt_document out;
    vt_arena_init(&arena, NULL);
    vt_buffer_init(&packed, NULL);
    vt_record_pack(document, &nothing_said, &packed);
    fuzz_expect(vt_record_unpack(&arena, vt_buffer_slice(&packed), &out, NULL) == VT_OK, "a record can be unpacked");
    json_of(document, &before);
    json_of(&out, &after);
    fuzz_expect(vt_slice_equal(vt_buffer_slice(&before), vt_buffer_slice(&after)), "a record keeps the document");
    vt_buffer_free(&before), vt_buffer_free(&after), vt_buffer_free(&packed);
    vt_arena_free(&arena);
}

void fuzz_expect_document(const vt_document *document) {
    fuzz_expect(vt_utf8_valid(document->text), "the text is UTF-8");
    expect_header(document);
    expect_lists(document);
    expect_bases(document);
    for (size_t i = 0; i < document->citation_count; i++) expect_citation(document, &document->citations[i]);
    expect_sections(document, document->sections, document->section_count);
    expect_evidence(document);
    expect_record(document);
}
