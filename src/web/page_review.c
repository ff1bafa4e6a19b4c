/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue of documents that need a person, worst first, and the way from one to the next. */
#include "web/messages.h"
#include "web/pages.h"

#include <stdlib.h>
#include <string.h>
#include <vanthu/journal.h>

enum { A_PAGE = 20 };

static void put_concern(vt_page *page, const vt_concern *concern) {
    vt_html(page, "<p class=\"snippet\"><span class=\"tag\">%s</span> ", vt_page_field_name(page, concern->field));
    vt_page_message(page, concern->message);
    if (concern->line) {
        vt_html(page, "<br>");
        vt_page_marked(page, concern->line, &concern->mark, 1);
    }
    vt_html(page, "</p>\n");
}

static void put_item(vt_page *page, const vt_review_item *item) {
    vt_html(page, "<li class=\"hit\">");
    vt_page_hit_head(
        page,
        &(vt_hit_head){
            .id = item->id, .type = item->type, .number = item->number, .title = item->title, .path = item->path});
    for (size_t i = 0; i < item->concern_count; i++) put_concern(page, &item->concerns[i]);
    vt_html(page, "</li>\n");
}

static void put_list(vt_page *page, const vt_review_list *list, uint32_t offset) {
    vt_html(page, "<h1>%s</h1>\n<p class=\"count\">%lu %s</p>\n<ol class=\"hits\">\n", W(page, REVIEW),
            (unsigned long)list->total, W(page, FOUND));
    for (size_t i = 0; i < list->count; i++) put_item(page, &list->items[i]);
    vt_html(page, "</ol>\n");
    if (!list->total) vt_html(page, "<p>%s</p>\n", W(page, NOTHING_TO_REVIEW));
    vt_page_pager(page, "/review?", offset, A_PAGE, list->total);
}

void vt_page_review(const vt_request *request, vt_answer *answer) {
    vt_page page;
    vt_review_list *list;
    vt_error err = {0};
    vt_review_options wanted = {.offset = vt_request_offset(request), .limit = A_PAGE};
    if (vt_archive_review(request->archive, &wanted, &list, &err) != VT_OK) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    vt_page_begin(&page, request, answer, VT_MENU_REVIEW, vt_word_in(request->language, VT_WORD_REVIEW));
    put_list(&page, list, wanted.offset);
    vt_page_end(&page);
    vt_review_list_free(list);
}

/* The one behind that in the queue; the first when it is not there any more, the queue itself when it is the only one.
 */
static const char *next_of(const vt_review_list *list, const char *after) {
    size_t at = 0;
    while (at < list->count && strcmp(list->items[at].id, after) != 0) at++;
    if (at == list->count) return list->count ? list->items[0].id : NULL;
    return list->count > 1 ? list->items[(at + 1) % list->count].id : NULL;
}

void vt_page_review_next(const vt_request *request, vt_answer *answer) {
    enum { MOST_AHEAD = 500 };
    vt_review_list *list;
    vt_error err = {0};
    if (vt_archive_review(request->archive, &(vt_review_options){.limit = MOST_AHEAD}, &list, &err) != VT_OK) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    const char *id = next_of(list, vt_request_value(&request->query, "after"));
    answer->status = 303;
    answer->location = id ? vt_arena_printf(request->arena, "/document/%s", id) : "/review";
    vt_review_list_free(list);
}
