/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a reference. Out: the page of the documents that cite it, each with the clause. */
#include "web/pages.h"

#include <string.h>
#include <vanthu/references.h>

enum { A_PAGE = 20 };

static const struct {
    vt_relation relation;
    vt_word_id word;
} relations[] = {
    {VT_RELATION_BASIS, VT_WORD_AS_BASIS},          {VT_RELATION_AMENDS, VT_WORD_AMENDS},
    {VT_RELATION_REPLACES, VT_WORD_REPLACES},       {VT_RELATION_REPEALS, VT_WORD_REPEALS},
    {VT_RELATION_ISSUED_WITH, VT_WORD_ISSUED_WITH}, {VT_RELATION_REPLIES_TO, VT_WORD_REPLIES_TO},
};

static const char *relation_word(const vt_page *page, vt_relation relation) {
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        if (relations[i].relation == relation) return vt_page_word(page, relations[i].word);
    return W(page, MENTIONS);
}

/* The clause with the mention marked in it. */
static void put_clause(vt_page *page, const vt_citing_place *place) {
    const char *found = place->text ? strstr(place->clause, place->text) : NULL;
    uint32_t start = found ? (uint32_t)(found - place->clause) : 0;
    vt_span mention = {start, found ? start + (uint32_t)strlen(place->text) : 0};
    vt_page_marked(page, place->clause, &mention, found ? 1 : 0);
}

static void put_place(vt_page *page, const vt_citing_place *place) {
    vt_html(page, "<p class=\"snippet\"><span class=\"tag\">%s", relation_word(page, place->relation));
    if (*place->section) vt_html(page, " · %s", place->section);
    if (place->provision) vt_html(page, " · %s", place->provision);
    vt_html(page, "</span> ");
    put_clause(page, place);
    vt_html(page, "</p>\n");
}

static void put_document(vt_page *page, const vt_citing_document *document) {
    vt_html(page, "<li class=\"hit\">");
    vt_page_hit_head(page, &(vt_hit_head){document->id, document->type, document->number, document->date,
                                          document->issuer, document->title, document->path});
    for (size_t i = 0; i < document->place_count; i++) put_place(page, &document->places[i]);
    vt_html(page, "</li>\n");
}

static void put_meanings(vt_page *page, const vt_cited_by *found) {
    if (found->meaning_count < 2) return;
    vt_html(page, "<p>%s</p>\n<ul class=\"meanings\">\n", W(page, COULD_MEAN));
    for (size_t i = 0; i < found->meaning_count; i++)
        vt_page_cited_item(page, found->meanings[i].key, found->meanings[i].text, found->meanings[i].documents);
    vt_html(page, "</ul>\n");
}

static void put_found(vt_page *page, const vt_cited_by *found) {
    const char *name =
        found->meaning_count == 1 ? found->meanings[0].text : vt_request_value(&page->request->query, "ref");
    vt_html(page, "<h1>%s</h1>\n", name);
    put_meanings(page, found);
    vt_html(page, "<p class=\"count\">%lu %s</p>\n<ol class=\"hits\">\n", (unsigned long)found->total, W(page, CITING));
    for (size_t i = 0; i < found->count; i++) put_document(page, &found->items[i]);
    vt_html(page, "</ol>\n");
    const char *address = vt_arena_printf(page->request->arena, "/cited-by?ref=%s&",
                                          vt_page_address(page, vt_request_value(&page->request->query, "ref")));
    if (address) vt_page_pager(page, address, vt_request_offset(page->request), A_PAGE, found->total);
}

void vt_page_cited_by(const vt_request *request, vt_answer *answer) {
    vt_page page;
    vt_cited_by *found;
    vt_error err = {0};
    const char *reference = vt_request_value(&request->query, "ref");
    vt_cited_by_options wanted = {.offset = vt_request_offset(request), .limit = A_PAGE};
    if (vt_archive_cited_by(request->archive, reference, &wanted, &found, &err) != VT_OK) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    vt_page_begin(&page, request, answer, VT_MENU_NONE, vt_word_in(request->language, VT_WORD_CITED_BY));
    put_found(&page, found);
    vt_page_end(&page);
    vt_cited_by_free(found);
}
