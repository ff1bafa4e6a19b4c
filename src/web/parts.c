/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: what the archive says of a document. Out: pieces of pages. */
#include "web/parts.h"

#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "write/date.h"

const char *vt_page_date(const vt_page *page, const char *iso) {
    char out[VT_DATE_WRITTEN];
    const char *date = vt_date_written(iso, out);
    if (date != out) return date ? date : "";
    return vt_page_made(page, vt_arena_text(page->request->arena, vt_slice_of(out)));
}

const char *vt_page_file_name(const char *path) {
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

static const char *first_known(const char *a, const char *b, const char *c) { return a && *a ? a : b && *b ? b : c; }

void vt_page_hit_head(vt_page *page, const vt_hit_head *head) {
    vt_html(page, "<p class=\"line\"><b>%s</b>", first_known(head->number, head->type, "–"));
    if (head->date) vt_html(page, " <time datetime=\"%s\">%s</time>", head->date, vt_page_date(page, head->date));
    if (head->issuer) vt_html(page, " <span>%s</span>", head->issuer);
    vt_html(page, "</p>\n<h2><a href=\"/document/%s\">%s</a></h2>\n", head->id,
            first_known(head->title, vt_page_file_name(head->path), head->id));
}

void vt_page_marked(vt_page *page, const char *text, const vt_span *marks, size_t count) {
    vt_slice all = vt_slice_of(text);
    size_t at = 0;
    for (size_t i = 0; i < count && marks[i].end <= all.size; i++) {
        vt_html_text(page, vt_slice_sub(all, at, marks[i].start));
        vt_html(page, "<mark>");
        vt_html_text(page, vt_slice_sub(all, marks[i].start, marks[i].end));
        vt_html(page, "</mark>");
        at = marks[i].end;
    }
    vt_html_text(page, vt_slice_sub(all, at, all.size));
}

void vt_page_cited_item(vt_page *page, const char *reference, const char *text, uint64_t documents) {
    vt_html(page, "<li><a href=\"/cited-by?ref=%s\">%s</a> <span class=\"count\">%lu</span></li>\n",
            vt_page_address(page, reference), text, (unsigned long)documents);
}

/* The path without its first figure: "signers.0.name" is "signers.name". */
static vt_slice without_figure(const vt_page *page, const char *path) {
    const char *dot = strchr(path, '.');
    if (!dot || !vt_is_digit(dot[1])) return vt_slice_of(path);
    const char *rest = dot + 1 + strspn(dot + 1, "0123456789");
    char *joined = vt_arena_printf(page->request->arena, "%.*s%s", (int)(dot - path), path, rest);
    return vt_slice_of(joined ? joined : path);
}

const char *vt_page_field_name(const vt_page *page, const char *path) {
    static const struct {
        const char *path;
        vt_word_id word;
    } names[] = {
        {"type", VT_WORD_TYPE},
        {"type.code", VT_WORD_TYPE},
        {"number", VT_WORD_NUMBER},
        {"number.full", VT_WORD_NUMBER},
        {"number.ordinal", VT_WORD_ORDINAL},
        {"number.symbol", VT_WORD_SYMBOL},
        {"issued.date", VT_WORD_DATE},
        {"issued.place", VT_WORD_PLACE},
        {"issuer.name", VT_WORD_ISSUER},
        {"issuer.parent", VT_WORD_PARENT},
        {"title", VT_WORD_TITLE},
        {"marks.secrecy", VT_WORD_SECRECY},
        {"marks.urgency", VT_WORD_URGENCY},
        {"signers.name", VT_WORD_SIGNER},
        {"signers.position", VT_WORD_POSITION},
        {"signers.capacity", VT_WORD_CAPACITY},
        {"bases", VT_WORD_BASES},
        {"recipients", VT_WORD_RECIPIENTS},
        {"addressees", VT_WORD_ADDRESSEES},
    };
    vt_slice plain = without_figure(page, path);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (vt_slice_is(plain, names[i].path)) return vt_page_word(page, names[i].word);
    return strncmp(path, "warnings.", 9) == 0 ? W(page, DOCUMENT) : path;
}

/* A script offers under the box how the query may go on; the list's name is in the page's language. */
void vt_page_search_begin(vt_page *page, const char *action, const char *query) {
    vt_html(page,
            "<form class=\"search\" role=\"search\" method=\"get\" action=\"%s\">\n"
            "<label class=\"unseen\" for=\"q\">%s</label>\n<div class=\"box\">"
            "<input id=\"q\" name=\"q\" type=\"search\" value=\"%s\" placeholder=\"%s\" autocomplete=\"off\" "
            "data-offers=\"%s\"></div>\n",
            action, W(page, SEARCH), query, W(page, SEARCH_HINT), W(page, OFFERS));
}

void vt_page_search_end(vt_page *page) { vt_html(page, "<button>%s</button>\n</form>\n", W(page, FIND)); }

void vt_page_search_form(vt_page *page, const char *action, const char *query) {
    vt_page_search_begin(page, action, query);
    vt_page_search_end(page);
}

void vt_page_pager(vt_page *page, const char *address, uint32_t offset, uint32_t limit, uint64_t total) {
    if (!offset && total <= limit) return;
    vt_html(page, "<p class=\"pager\">");
    if (offset)
        vt_html(page, "<a rel=\"prev\" href=\"%sfrom=%u\">%s</a> ", address, offset > limit ? offset - limit : 0,
                W(page, EARLIER_PAGE));
    vt_html(page, "<span class=\"count\">%u–%lu / %lu</span> ", offset + 1,
            (unsigned long)(offset + limit < total ? offset + limit : total), (unsigned long)total);
    if (offset + limit < total)
        vt_html(page, "<a rel=\"next\" href=\"%sfrom=%u\">%s</a>", address, offset + limit, W(page, LATER_PAGE));
    vt_html(page, "</p>\n");
}

uint32_t vt_request_number(const vt_request *request, const char *name) {
    unsigned long number = strtoul(vt_request_value(&request->query, name), NULL, 10);
    return number < UINT32_MAX / 2 ? (uint32_t)number : 0;
}

uint32_t vt_request_limit(const vt_request *request, uint32_t otherwise, uint32_t most) {
    uint32_t limit = vt_request_number(request, "limit");
    return !limit ? otherwise : limit < most ? limit : most;
}

uint32_t vt_request_offset(const vt_request *request) { return vt_request_number(request, "from"); }
