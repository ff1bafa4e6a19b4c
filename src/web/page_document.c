/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a record's id. Out: the page of the document: its fields beside its text, where each is marked. */
#include "web/messages.h"
#include "web/pages.h"

#include <stdlib.h>
#include <string.h>
#include <vanthu/journal.h>
#include <vanthu/similar.h>
#include "archive/slots.h"
#include "base/error.h"
#include "base/slice.h"
#include "web/marked.h"
#include "web/record.h"

enum { SHOWN_OF_TEXT = 60 };

/* A section that begins with running text is shown by its first words. */
static const char *heading_of(const vt_page *page, const vt_section *section) {
    vt_slice text = vt_slice_of(section->text);
    if (section->title) return section->title;
    if (text.size <= SHOWN_OF_TEXT) return section->text ? section->text : "";
    size_t size = SHOWN_OF_TEXT;
    while (size && text.data[size] != ' ') size--;
    const char *words = vt_arena_printf(page->request->arena, "%.*s …", (int)size, text.data);
    return vt_page_made(page, words);
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

/* What a person should look at in this document; without a queue nothing is shown. */
static void put_concerns(vt_page *page, const vt_document *document) {
    vt_review_list *list = NULL;
    vt_review_options wanted = {.id = document->id, .limit = 1};
    vt_error ignored;
    if (vt_archive_review(page->request->archive, &wanted, &list, &ignored) != VT_OK || !list->count) {
        vt_review_list_free(list);
        return;
    }
    vt_html(page, "<section class=\"concerns\"><h2>%s</h2>\n<ul>\n", W(page, REVIEW));
    for (size_t i = 0; i < list->items[0].concern_count; i++) {
        const vt_concern *concern = &list->items[0].concerns[i];
        vt_html(page, "<li><span>%s: ", vt_page_field_name(page, concern->field));
        vt_page_message(page, concern->message);
        vt_html(page, "</span>\n");
        vt_page_field_form(page, document->id, concern->field, NULL);
        vt_html(page, "</li>\n");
    }
    vt_html(
        page,
        "</ul>\n<form method=\"post\" action=\"/document/%s/set\"><input type=\"hidden\" name=\"token\" value=\"%s\">"
        "<button name=\"do\" value=\"confirm\">%s</button></form>\n</section>\n",
        document->id, page->request->token, W(page, CONFIRM_ALL));
    vt_review_list_free(list);
}

/* Up to the next word that has a figure in it. */
static size_t run_size(const char *text) {
    size_t stop = strcspn(text, "0123456789\"");
    while (text[stop] && stop && text[stop - 1] != ' ') stop--;
    return stop;
}

static bool has_letter(vt_slice text) {
    for (size_t i = 0; i < text.size; i++)
        if (vt_is_letter(text.data[i])) return true;
    return false;
}

/* The title as phrases to be found: all of it but the words with figures, which are other ones every year. */
static void append_title(vt_buffer *query, const char *title) {
    for (const char *at = title; *at; at += strspn(at, " ")) {
        size_t size = run_size(at);
        if (has_letter((vt_slice){at, size})) vt_buffer_printf(query, " title:\"%.*s\"", (int)size, at);
        at += size;
        at += strcspn(at, " ");
    }
}

/* What somebody who writes this year's plan has before him: the same issuer's of the year before, by its title. The
 * caller frees the hits; NULL when something of that is not known. */
static vt_hits *find_year_before(const vt_page *page, const vt_document *document) {
    const char *body = vt_document_body(page->request->arena, document), *date = document->issued.date;
    long year = date ? strtol(date, NULL, 10) : 0;
    vt_hits *hits = NULL;
    vt_error ignored;
    vt_buffer query;
    if (!body || !*body || !document->type.code || !document->title || year < 1) return NULL;
    vt_buffer_init(&query, NULL);
    vt_buffer_printf(&query, "type:%s body:\"%s\" year:%04ld", document->type.code, body, year - 1);
    append_title(&query, document->title);
    if (!query.failed)
        vt_archive_search(page->request->archive, query.data, &(vt_search_options){.limit = 1}, &hits, &ignored);
    vt_buffer_free(&query);
    return hits;
}

static void put_year_before(vt_page *page, const vt_document *document) {
    vt_hits *hits = find_year_before(page, document);
    if (hits && hits->count && !hits->is_relaxed)
        vt_html(page, "<a class=\"before\" href=\"/compare?a=%s&amp;b=%s\">%s</a> ", hits->items[0].id, document->id,
                W(page, COMPARE_BEFORE));
    vt_hits_free(hits);
}

static void put_actions(vt_page *page, const vt_record *record) {
    const vt_document *document = record->document;
    vt_html(page, "<p class=\"actions\"><a href=\"/original/%s\">%s</a> ", document->id, W(page, ORIGINAL));
    if (document->number.full) vt_html(page, "<a href=\"/cited-by?ref=%s\">%s</a> ", document->id, W(page, WHO_CITES));
    if (document->number.full)
        vt_html(page, "<a href=\"/map?q=number:%s\">%s</a> ", vt_page_address(page, document->number.full),
                W(page, MAP));
    put_year_before(page, document);
    vt_html(page, "<a class=\"next\" href=\"/review/next?after=%s\">%s</a></p>\n", document->id, W(page, NEXT_REVIEW));
}

static void put_alike(vt_page *page, const vt_document *document, const vt_similar *one) {
    vt_html(page, "<li><a href=\"/document/%s\">%s</a> <span class=\"count\">%s</span> ", one->hit.id,
            one->hit.title ? one->hit.title : one->hit.path, vt_page_date(page, one->hit.date));
    if (one->basis_count)
        vt_html(page, "<span class=\"count\">· %zu %s</span> ", one->basis_count, W(page, SHARED_BASES));
    vt_html(page, "· <a href=\"/compare?a=%s&amp;b=%s\">%s</a></li>\n", one->hit.id, document->id, W(page, COMPARE));
}

/* The most alike, each beside the link that compares it with this one. */
static void put_similar(vt_page *page, const vt_document *document) {
    enum { SHOWN = 4 };
    vt_similar_list *list = NULL;
    vt_error ignored;
    if (vt_archive_similar(page->request->archive, document->id, SHOWN, &list, &ignored) == VT_OK && list->count) {
        vt_html(page, "<section class=\"similar\"><h2>%s</h2>\n<ul>\n", W(page, SIMILAR));
        for (size_t i = 0; i < list->count; i++) put_alike(page, document, &list->items[i]);
        vt_html(page, "</ul></section>\n");
    }
    vt_similar_list_free(list);
}

static void put_document(vt_page *page, const vt_record *record, const vt_error *fault) {
    const vt_document *document = record->document;
    size_t number = 0;
    vt_html(page, "<h1>%s</h1>\n",
            document->title         ? document->title
            : document->number.full ? document->number.full
                                    : vt_page_file_name(record->paths[0]));
    if (fault) vt_page_fault(page, fault->message);
    vt_html(page, "<div class=\"sides\">\n<aside>\n");
    put_actions(page, record);
    put_concerns(page, document);
    vt_page_record(page, document);
    put_outline(page, document->sections, document->section_count, &number);
    put_similar(page, document);
    vt_html(page, "</aside>\n<article class=\"sheet\" lang=\"vi\">\n");
    if (!vt_html_document_text(page, document)) page->out->failed = true;
    vt_html(page, "</article>\n</div>\n");
}

static void answer_document(const vt_request *request, vt_answer *answer, const char *id, const vt_error *fault) {
    vt_page page;
    vt_record *record;
    vt_error err = {0};
    if (vt_archive_show(request->archive, id, &record, &err) != VT_OK) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    const char *number = record->document->number.full;
    vt_page_begin(&page, request, answer, VT_MENU_SEARCH, number ? number : record->document->id);
    put_document(&page, record, fault);
    vt_page_end(&page);
    vt_record_free(record);
}

/* What stands between "/document/" and the next slash. */
static const char *id_of(const vt_request *request) {
    const char *id = request->path + strlen("/document/");
    return vt_arena_text(request->arena, (vt_slice){id, strcspn(id, "/")});
}

void vt_page_document(const vt_request *request, vt_answer *answer) {
    const char *id = id_of(request);
    answer_document(request, answer, id ? id : "", NULL);
}

/* ---- changes ---- */

static vt_code change(const vt_request *request, vt_archive *archive, const char *id, vt_error *err) {
    const char *what = vt_request_value(&request->form, "do"), *field = vt_request_value(&request->form, "field"),
               *value = vt_request_value(&request->form, "value");
    vt_author author = {.user = request->user};
    if (strcmp(what, "confirm") == 0) return vt_archive_confirm(archive, id, *field ? field : NULL, &author, NULL, err);
    if (strcmp(what, "unset") == 0) return vt_archive_unset(archive, id, field, &author, err);
    if (strcmp(what, "set") == 0) return vt_archive_set(archive, id, field, *value ? value : NULL, &author, err);
    return vt_fail(err, VT_ERR_ARGUMENT, "there is no such change");
}

void vt_page_change(const vt_request *request, vt_answer *answer) {
    enum { PATIENCE = 5 }; /* seconds for another writer to finish */
    vt_archive *archive = NULL;
    vt_error err = {0};
    const char *id = id_of(request);
    vt_code code = id ? vt_archive_open_waiting(request->folder, VT_ARCHIVE_AMEND, PATIENCE, &archive, &err)
                      : vt_fail_memory(&err);
    if (code == VT_OK) code = change(request, archive, id, &err);
    vt_archive_close(archive);
    if (code == VT_ERR_ARGUMENT) {
        answer_document(request, answer, id, &err);
        answer->status = 422;
    } else if (code != VT_OK) {
        vt_answer_failed(request, answer, &err);
    } else {
        answer->status = 303;
        answer->location = vt_arena_printf(request->arena, "/document/%s", id);
    }
}
