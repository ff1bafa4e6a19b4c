/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a document. Out: a record to read: a label column, values wrapped beside it, aligned by what a terminal shows
 * (a Vietnamese letter is two or three bytes and one column). Fields that the document does not have are left out.
 */
#include <vanthu/write.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "base/error.h"
#include "base/slice.h"
#include "write/plain.h"

enum { LABEL_COLUMNS = 12, DEFAULT_WIDTH = 100, LEAST_WIDTH = 40, DEEPEST_INDENT = 24 };

/* Below this a value is marked for the reader to check. */
static const double unsure_below = 0.5;

typedef struct record {
    const vt_document *document;
    const vt_output *output;
    size_t width;
    bool colour;
    bool failed;
} record;

static void put(record *r, const char *text) {
    size_t size = strlen(text);
    if (size && !r->failed) r->failed = !r->output->write(r->output->context, text, size);
}

static void put_plain(record *r, vt_slice text) {
    if (!r->failed) r->failed = !vt_plain_write(r->output, text, false);
}

static void put_spaces(record *r, size_t count) {
    while (count--) put(r, " ");
}

static void put_style(record *r, const char *code) {
    if (r->colour) put(r, code);
}

static const char strong[] = "\033[1m", faint[] = "\033[2m", upright[] = "\033[0m";

static bool next_word(vt_slice *text, vt_slice *word) {
    if (!text->size) return false; /* it may be no text at all, from which no piece can be taken */
    *text = vt_slice_trim(*text);
    size_t size = 0;
    while (size < text->size && !vt_is_space(text->data[size])) size++;
    *word = vt_slice_sub(*text, 0, size);
    *text = vt_slice_sub(*text, size, text->size);
    return size > 0;
}

static void put_line_end(record *r) { put(r, "\n"); }

/*
 * Writes the words from this column on, wrapped to indent; returns the column after them. Past the indent a blank
 * parts them from what stands before, so that calls in a row make one paragraph.
 */
static size_t put_words(record *r, size_t column, size_t indent, const char *text) {
    vt_slice rest = vt_slice_of(text), word;
    while (next_word(&rest, &word)) {
        size_t columns = vt_plain_width(word);
        if (column > indent && column + 1 + columns > r->width) {
            put_line_end(r);
            put_spaces(r, indent);
            column = indent;
        } else if (column > indent) {
            put(r, " ");
            column++;
        }
        put_plain(r, word);
        column += columns;
    }
    return column;
}

/* label NULL leaves the label column empty. */
static void put_label(record *r, const char *label) {
    size_t columns = label ? vt_plain_width(vt_slice_of(label)) : 0;
    if (label) {
        put_style(r, faint);
        put(r, label);
        put_style(r, upright);
    }
    put_spaces(r, columns < LABEL_COLUMNS ? LABEL_COLUMNS - columns : 1);
}

/* Who said it, where that is a person: "(corrected by Lan on 2024-05-06)". */
static size_t put_person(record *r, size_t column, size_t indent, const vt_evidence *evidence) {
    char date[16];
    snprintf(date, sizeof date, "on %.10s)", evidence->at ? evidence->at : "?");
    column = put_words(r, column, indent, evidence->origin == VT_ORIGIN_CORRECTED ? "(corrected by" : "(confirmed by");
    column = put_words(r, column, indent, evidence->by);
    return put_words(r, column, indent, date);
}

/* What the reader should know about a value; nothing of what is read and sure. */
static void put_origin_of(record *r, size_t column, size_t indent, const char *path) {
    const vt_evidence *evidence = vt_document_evidence(r->document, path);
    if (!evidence) return;
    put_style(r, faint);
    if (evidence->by)
        put_person(r, column, indent, evidence);
    else if (evidence->origin == VT_ORIGIN_INFERRED)
        put_words(r, column, indent, "(inferred)");
    else if (evidence->confidence < unsure_below)
        put_words(r, column, indent, "(unsure)");
    put_style(r, upright);
}

static void put_field(record *r, const char *label, const char *path, const char *value) {
    if (!value) return;
    put_label(r, label);
    size_t column = put_words(r, LABEL_COLUMNS, LABEL_COLUMNS, value);
    put_origin_of(r, column, LABEL_COLUMNS, path);
    put_line_end(r);
}

/* The start of a list's line: its marker; returns the column at which its text hangs. */
static size_t put_marker(record *r, const char *label, size_t indent, const char *marker) {
    put_label(r, label);
    put_spaces(r, indent);
    put_plain(r, vt_slice_of(marker));
    put(r, " ");
    return LABEL_COLUMNS + indent + vt_plain_width(vt_slice_of(marker)) + 1;
}

/* path NULL: nothing is told of the text's origin. */
static void put_item(record *r, const char *label, const char *marker, const char *text, const char *path) {
    size_t indent = put_marker(r, label, 0, marker);
    size_t column = put_words(r, indent, indent, text);
    if (path) put_origin_of(r, column, indent, path);
    put_line_end(r);
}

/* An item of a list of the document, whose evidence has the list's name and the item's index. */
static void put_listed(record *r, const char *list, size_t index, const char *text) {
    char path[48];
    snprintf(path, sizeof path, "%s.%zu", list, index);
    if (text) put_item(r, index ? NULL : list, "-", text, path);
}

static void put_heading(record *r) {
    const vt_document *document = r->document;
    put_style(r, strong);
    put_plain(r, vt_slice_of(document->type.name ? document->type.name : "Document of unknown type"));
    if (document->number.full) {
        put(r, " ");
        put_plain(r, vt_slice_of(document->number.full));
    }
    put_style(r, upright);
    put_line_end(r);
    if (document->title) {
        put_origin_of(r, put_words(r, 0, 0, document->title), 0, "title");
        put_line_end(r);
    }
    put_line_end(r);
}

static bool said_by_person(const record *r, const char *path) {
    const vt_evidence *evidence = vt_document_evidence(r->document, path);
    return evidence && evidence->by;
}

/* Of a number of which a person said a part, that part tells. */
static const char *number_path(const record *r) {
    static const char *const paths[] = {"number.full", "number.ordinal", "number.year", "number.symbol"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (said_by_person(r, paths[i])) return paths[i];
    return "number.symbol";
}

static void put_header_fields(record *r) {
    const vt_document *document = r->document;
    const struct {
        const char *label, *path, *value;
    } fields[] = {
        {"type", "type", said_by_person(r, "type") ? document->type.name : NULL},
        {"number", number_path(r), document->number.full ? document->number.full : document->number.text},
        {"date", "issued.date", document->issued.date},
        {"place", "issued.place", document->issued.place},
        {"issuer", "issuer.name", document->issuer.name},
        {"under", "issuer.parent", document->issuer.parent},
        {"secrecy", "marks.secrecy", document->marks.secrecy},
        {"urgency", "marks.urgency", document->marks.urgency},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        put_field(r, fields[i].label, fields[i].path, fields[i].value);
    for (size_t i = 0; i < document->addressee_count; i++)
        put_listed(r, "addressees", i, document->addressees[i].text);
}

/* "KH 383/KH-UBND, 2022-12-07, Ủy ban nhân dân Quận 1" */
static void put_reference(record *r, const vt_citation *citation) {
    const char *number = citation->number ? citation->number : citation->subject;
    const char *parts[] = {number, citation->date, citation->issuer};
    size_t indent = put_marker(r, NULL, 3, "=");
    size_t column = put_words(r, indent, indent, citation->type);
    for (size_t i = 0, shown = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i]) continue;
        if (shown++) put(r, ","), column++;
        column = put_words(r, column, indent, parts[i]);
    }
    put_line_end(r);
}

static void put_bases(record *r) {
    const vt_document *document = r->document;
    for (size_t i = 0; i < document->basis_count; i++) {
        const vt_basis *basis = &document->bases[i];
        char marker[32];
        snprintf(marker, sizeof marker, "%zu.", i + 1);
        size_t indent = put_marker(r, i ? NULL : "bases", 0, marker);
        size_t column = put_words(r, indent, indent, basis->lead);
        put_words(r, column, indent, basis->text);
        put_line_end(r);
        for (size_t j = 0; j < basis->citation_count; j++) put_reference(r, &document->citations[basis->citations[j]]);
    }
}

/* Mentions outside the bases; as in the bases, one that resolves to a full mention is not shown again. */
static void put_citations(record *r) {
    const char *label = "cites";
    for (size_t i = 0; i < r->document->citation_count; i++) {
        const vt_citation *citation = &r->document->citations[i];
        if (citation->basis >= 0 || citation->resolves_to >= 0) continue;
        put_item(r, label, "-", citation->text, NULL);
        label = NULL;
    }
}

/* As many words as fit on the line, and an ellipsis where there are more. */
static void put_beginning(record *r, size_t column, const char *text) {
    vt_slice rest = vt_slice_of(text), word;
    const char *blank = "";
    while (next_word(&rest, &word)) {
        column += vt_plain_width(word) + 1;
        if (column + 2 > r->width) {
            put(r, " …");
            return;
        }
        put(r, blank);
        put_plain(r, word);
        blank = " ";
    }
}

/* A section that starts with running text is shown by the text's first words. */
static void put_section(record *r, const char *label, const vt_section *section, size_t indent) {
    size_t column = put_marker(r, label, indent, section->marker ? section->marker : "");
    if (section->title) {
        put_words(r, column, column, section->title);
    } else if (section->text) {
        put_style(r, faint);
        put_beginning(r, column, section->text);
        put_style(r, upright);
    }
    put_line_end(r);
}

static void put_sections(record *r, const char *label, const vt_section *sections, size_t count, size_t indent) {
    for (size_t i = 0; i < count; i++) {
        size_t deeper = indent + 2 < DEEPEST_INDENT ? indent + 2 : indent;
        put_section(r, i ? NULL : label, &sections[i], indent);
        put_sections(r, NULL, sections[i].sections, sections[i].section_count, deeper);
    }
}

static void put_signer(record *r, size_t index, const vt_signer *signer) {
    const struct {
        const char *part, *text;
    } lines[] = {{"capacity", signer->capacity}, {"position", signer->position}, {"name", signer->name}};
    const char *label = index ? NULL : "signer";
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char path[48];
        if (!lines[i].text) continue;
        snprintf(path, sizeof path, "signers.%zu.%s", index, lines[i].part);
        put_label(r, label);
        put_origin_of(r, put_words(r, LABEL_COLUMNS, LABEL_COLUMNS, lines[i].text), LABEL_COLUMNS, path);
        put_line_end(r);
        label = NULL;
    }
}

static void put_closing(record *r) {
    const vt_document *document = r->document;
    for (size_t i = 0; i < document->signer_count; i++) put_signer(r, i, &document->signers[i]);
    for (size_t i = 0; i < document->recipient_count; i++)
        put_listed(r, "recipients", i, document->recipients[i].text);
}

static void put_origin(record *r) {
    const vt_source *source = &r->document->source;
    char text[128];
    snprintf(text, sizeof text, "(%.20s, %" PRIu64 " bytes)", source->format ? source->format : "?", source->bytes);
    put_label(r, "file");
    put_plain(r, vt_slice_of(source->path ? source->path : "-"));
    put(r, " ");
    put(r, text);
    put_line_end(r);
    put_field(r, "id", "id", r->document->id);
    for (size_t i = 0; i < r->document->warning_count; i++) {
        const vt_warning *warning = &r->document->warnings[i];
        put_item(r, i ? NULL : "warnings", "!", warning->message ? warning->message : warning->code, NULL);
    }
}

vt_code vt_write_record(const vt_document *document, const vt_record_options *options, const vt_output *output,
                        vt_error *err) {
    if (!document || !output || !output->write) return vt_fail(err, VT_ERR_ARGUMENT, "no document or no output");
    record r = {.document = document, .output = output, .width = DEFAULT_WIDTH};
    if (options && options->width) r.width = options->width < LEAST_WIDTH ? LEAST_WIDTH : options->width;
    if (options) r.colour = options->colour;
    put_heading(&r);
    put_header_fields(&r);
    put_bases(&r);
    put_sections(&r, "sections", document->sections, document->section_count, 0);
    put_citations(&r);
    put_closing(&r);
    put_origin(&r);
    return r.failed ? vt_fail(err, VT_ERR_WRITE, "could not write") : VT_OK;
}
