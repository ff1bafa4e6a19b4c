/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a record's id. Out: the page of the document: its fields beside its text, where each is marked. */
#include "web/pages.h"

#include <string.h>
#include "base/slice.h"
#include "web/marked.h"

static const char address[] = "/document/";

static bool is_unsure(const vt_document *document, const char *path) {
    for (size_t i = 0; i < document->evidence_count; i++)
        if (strcmp(document->evidence[i].path, path) == 0) return document->evidence[i].confidence < VT_CONFIDENCE_SURE;
    return false;
}

static void put_field(vt_page *page, const vt_document *document, const char *path, const char *name,
                      const char *value) {
    vt_html(page, "<div class=\"row%s\" data-f=\"%s\"><dt>%s</dt><dd>", is_unsure(document, path) ? " unsure" : "",
            path, name);
    if (value)
        vt_html(page, "<a href=\"#f-%s\">%s</a>", path, value);
    else
        vt_html(page, "<span class=\"absent\">–</span>");
    vt_html(page, "</dd></div>\n");
}

static void put_signers(vt_page *page, const vt_document *document) {
    for (size_t i = 0; i < document->signer_count; i++) {
        const char *path = vt_arena_printf(page->request->arena, "signers.%zu.name", i);
        if (path)
            put_field(page, document, path,
                      document->signers[i].position ? document->signers[i].position : W(page, SIGNER),
                      document->signers[i].name);
    }
}

static void put_record(vt_page *page, const vt_document *d) {
    vt_html(page, "<dl class=\"record\">\n");
    put_field(page, d, "type", W(page, TYPE), d->type.name);
    put_field(page, d, "number.ordinal", W(page, NUMBER), d->number.full);
    put_field(page, d, "issued.date", W(page, DATE), d->issued.date);
    put_field(page, d, "issued.place", W(page, PLACE), d->issued.place);
    put_field(page, d, "issuer.name", W(page, ISSUER), d->issuer.name);
    put_field(page, d, "issuer.parent", W(page, PARENT), d->issuer.parent);
    put_field(page, d, "title", W(page, TITLE), d->title);
    put_signers(page, d);
    vt_html(page, "</dl>\n");
}

static void put_outline(vt_page *page, const vt_section *sections, size_t count, size_t *number) {
    if (!count) return;
    vt_html(page, "<ol class=\"outline\">\n");
    for (size_t i = 0; i < count; i++) {
        size_t own = ++*number;
        vt_html(page, "<li><a href=\"#s-%zu\"><b>%s</b> %s</a>\n", own, sections[i].marker, sections[i].title);
        put_outline(page, sections[i].sections, sections[i].section_count, number);
        vt_html(page, "</li>\n");
    }
    vt_html(page, "</ol>\n");
}

static void put_document(vt_page *page, const vt_document *document) {
    size_t number = 0;
    vt_html(page, "<h1>%s</h1>\n<div class=\"sides\">\n<aside>\n",
            document->title ? document->title : document->number.full);
    put_record(page, document);
    put_outline(page, document->sections, document->section_count, &number);
    vt_html(page, "</aside>\n<article class=\"sheet\">\n");
    vt_html_document_text(page, document);
    vt_html(page, "</article>\n</div>\n");
}

void vt_page_document(const vt_request *request, vt_answer *answer) {
    vt_page page;
    vt_record *record;
    vt_error err = {0};
    if (vt_archive_show(request->archive, request->path + sizeof address - 1, &record, &err) != VT_OK) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    const char *number = record->document->number.full;
    vt_page_begin(&page, request, answer, VT_MENU_SEARCH, number ? number : "");
    put_document(&page, record->document);
    vt_page_end(&page);
    vt_record_free(record);
}
