/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a document. Out: its fields, each with its value, who said it, and the form
 * that corrects it. A field's row leads to its place in the text.
 */
#include "web/record.h"

#include <string.h>

/* A number is read in parts, and shown, set and confirmed as a whole. */
static const vt_evidence *number_evidence(const vt_document *document) {
    const vt_evidence *ordinal = vt_document_evidence(document, "number.ordinal"),
                      *symbol = vt_document_evidence(document, "number.symbol"),
                      *full = vt_document_evidence(document, "number.full");
    if (full || !ordinal || !symbol) return full ? full : ordinal ? ordinal : symbol;
    return ordinal->confidence < symbol->confidence ? ordinal : symbol;
}

static const vt_evidence *best_evidence(const vt_document *document, const char *path) {
    return strcmp(path, "number.full") == 0 ? number_evidence(document) : vt_document_evidence(document, path);
}

static void begin_form(vt_page *page, const char *id, const char *field) {
    vt_html(page,
            "<form method=\"post\" action=\"/document/%s/set\"><input type=\"hidden\" name=\"token\" value=\"%s\">"
            "<input type=\"hidden\" name=\"field\" value=\"%s\">",
            id, page->request->token, field);
}

void vt_page_field_form(vt_page *page, const char *id, const char *field, const char *value) {
    begin_form(page, id, field);
    if (value)
        vt_html(page,
                "<input name=\"value\" value=\"%s\" aria-label=\"%s\"><button name=\"do\" value=\"set\">%s</button> ",
                value, vt_page_field_name(page, field), W(page, SAVE));
    vt_html(page, "<button name=\"do\" value=\"confirm\">%s</button></form>\n", W(page, CONFIRM));
}

/* Who said it, unless it is the parser. */
static void put_author(vt_page *page, const vt_document *document, const char *path, const vt_evidence *evidence) {
    if (!evidence || !evidence->by) return;
    bool corrected = evidence->origin == VT_ORIGIN_CORRECTED;
    vt_html(page, "<p class=\"by\">%s: %s, %s</p>\n", corrected ? W(page, CORRECTED_BY) : W(page, CONFIRMED_BY),
            evidence->by, vt_page_date(page, vt_arena_text(page->request->arena, (vt_slice){evidence->at, 10})));
    begin_form(page, document->id, path);
    vt_html(page, "<button name=\"do\" value=\"unset\">%s</button></form>\n", W(page, TAKE_BACK));
}

static void put_value(vt_page *page, const vt_evidence *evidence, const char *value) {
    if (!value)
        vt_html(page, "<span class=\"absent\">–</span>");
    else if (evidence && evidence->span_count)
        vt_html(page, "<a href=\"#f-%s\">%s</a>", evidence->path, value);
    else
        vt_html(page, "%s", value);
}

/* shown: as it is read; value: as it is set. */
static void put_field(vt_page *page, const vt_document *document, const char *path, const char *shown,
                      const char *value) {
    const vt_evidence *evidence = best_evidence(document, path);
    bool unsure = evidence && evidence->confidence < VT_CONFIDENCE_SURE;
    const char *name = vt_page_field_name(page, path);
    vt_html(page, "<div class=\"row%s\" data-f=\"%s\"><dt>%s</dt><dd>", unsure ? " unsure" : "",
            evidence ? evidence->path : path, name);
    put_value(page, evidence, shown);
    vt_html(page, "<details%s><summary><span class=\"unseen\">%s %s</span></summary>\n", unsure ? " open" : "",
            W(page, CORRECT), name);
    vt_page_field_form(page, document->id, path, value ? value : "");
    put_author(page, document, path, evidence);
    vt_html(page, "</details></dd></div>\n");
}

static void put_signer(vt_page *page, const vt_document *document, size_t index) {
    const vt_signer *signer = &document->signers[index];
    const struct {
        const char *part, *value;
    } parts[] = {{"capacity", signer->capacity}, {"position", signer->position}, {"name", signer->name}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *path = vt_arena_printf(page->request->arena, "signers.%zu.%s", index, parts[i].part);
        bool shown = parts[i].value || strcmp(parts[i].part, "capacity") != 0;
        if (path && shown) put_field(page, document, path, parts[i].value, parts[i].value);
    }
}

static void put_mark(vt_page *page, const vt_document *document, const char *path, const char *value) {
    if (value) put_field(page, document, path, value, value);
}

void vt_page_record(vt_page *page, const vt_document *d) {
    const char *date = d->issued.date ? vt_page_date(page, d->issued.date) : NULL;
    vt_html(page, "<dl class=\"record\">\n");
    put_field(page, d, "type", d->type.name ? d->type.name : d->type.code, d->type.code);
    put_field(page, d, "number.full", d->number.full, d->number.full);
    put_field(page, d, "issued.date", date, d->issued.date);
    put_field(page, d, "issued.place", d->issued.place, d->issued.place);
    put_field(page, d, "issuer.name", d->issuer.name, d->issuer.name);
    put_field(page, d, "issuer.parent", d->issuer.parent, d->issuer.parent);
    put_field(page, d, "title", d->title, d->title);
    put_mark(page, d, "marks.secrecy", d->marks.secrecy);
    put_mark(page, d, "marks.urgency", d->marks.urgency);
    for (size_t i = 0; i < d->signer_count; i++) put_signer(page, d, i);
    if (!d->signer_count) put_field(page, d, "signers.0.name", NULL, NULL);
    vt_html(page, "</dl>\n");
}
