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

static void put_field(vt_page *page, const vt_document *document, const char *path, const char *value) {
    vt_html(page, "<div class=\"row%s\" data-f=\"%s\"><dt>%s</dt><dd>", is_unsure(document, path) ? " unsure" : "",
            path, vt_page_field_name(page, path));
    if (value)
        vt_html(page, "<a href=\"#f-%s\">%s</a>", path, value);
    else
        vt_html(page, "<span class=\"absent\">–</span>");
    vt_html(page, "</dd></div>\n");
}

static void put_signers(vt_page *page, const vt_document *document) {
    for (size_t i = 0; i < document->signer_count; i++) {
        const vt_signer *signer = &document->signers[i];
        const char *name = vt_arena_printf(page->request->arena, "signers.%zu.name", i),
                   *position = vt_arena_printf(page->request->arena, "signers.%zu.position", i),
                   *capacity = vt_arena_printf(page->request->arena, "signers.%zu.capacity", i);
        if (!name || !position || !capacity) return;
        if (signer->capacity) put_field(page, document, capacity, signer->capacity);
        if (signer->position) put_field(page, document, position, signer->position);
        put_field(page, document, name, signer->name);
    }
}

static void put_record(vt_page *page, const vt_document *d) {
    vt_html(page, "<dl class=\"record\">\n");
    put_field(page, d, "type", d->type.name);
    put_field(page, d, "number.ordinal", d->number.full);
    put_field(page, d, "issued.date", d->issued.date ? vt_page_date(page, d->issued.date) : NULL);
    put_field(page, d, "issued.place", d->issued.place);
    put_field(page, d, "issuer.name", d->issuer.name);
    put_field(page, d, "issuer.parent", d->issuer.parent);
    put_field(page, d, "title", d->title);
    put_signers(page, d);
    vt_html(page, "</dl>\n");
}

/* A section that begins with running text is shown by its first words. */
static const char *heading_of(const vt_page *page, const vt_section *section) {
    enum { SHOWN = 60 };
    vt_slice text = vt_slice_of(section->text);
    if (section->title || text.size <= SHOWN) return section->title ? section->title : section->text;
    size_t size = SHOWN;
    while (size && text.data[size] != ' ') size--;
    return vt_arena_printf(page->request->arena, "%.*s …", (int)size, text.data);
}

static void put_outline(vt_page *page, const vt_section *sections, size_t count, size_t *number) {
    if (!count) return;
    vt_html(page, "<ol class=\"outline\">\n");
    for (size_t i = 0; i < count; i++) {
        size_t own = ++*number;
        vt_html(page, "<li><a href=\"#s-%zu\"><b>%s</b> %s</a>\n", own, sections[i].marker,
                heading_of(page, &sections[i]));
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
    vt_html(page, "<p class=\"actions\"><a href=\"/original/%s\">%s</a></p>\n", document->id, W(page, ORIGINAL));
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
