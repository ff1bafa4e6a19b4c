/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query. Out: the page of what it finds. */
#include "web/pages.h"

static void put_hit(vt_page *page, const vt_hit *hit) {
    vt_html(page, "<li class=\"hit\">");
    vt_page_hit_head(page,
                     &(vt_hit_head){hit->id, hit->type, hit->number, hit->date, hit->issuer, hit->title, hit->path});
    vt_html(page, "<p class=\"snippet\">");
    vt_page_marked(page, hit->snippet, hit->marks, hit->mark_count);
    vt_html(page, "</p></li>\n");
}

static void put_hits(vt_page *page, const vt_hits *hits) {
    vt_html(page, "<p class=\"count\">%s%lu %s</p>\n<ol class=\"hits\">\n",
            hits->total_is_estimate ? W(page, ABOUT) : "", (unsigned long)hits->total, W(page, FOUND));
    for (size_t i = 0; i < hits->count; i++) put_hit(page, &hits->items[i]);
    vt_html(page, "</ol>\n");
    if (!hits->count) vt_html(page, "<p>%s</p>\n", W(page, NOTHING_FOUND));
}

void vt_page_search(const vt_request *request, vt_answer *answer) {
    vt_page page;
    vt_hits *hits = NULL;
    vt_error err = {0};
    const char *query = vt_request_value(&request->query, "q");
    vt_code code = vt_archive_search(request->archive, query, NULL, &hits, &err);
    if (code != VT_OK && code != VT_ERR_QUERY) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    vt_page_begin(&page, request, answer, VT_MENU_SEARCH, vt_word_in(request->language, VT_WORD_SEARCH));
    vt_page_search_form(&page, "/search", query);
    if (hits)
        put_hits(&page, hits);
    else
        vt_html(&page, "<p class=\"fault\">%s</p>\n", err.message);
    vt_page_end(&page);
    vt_hits_free(hits);
}
