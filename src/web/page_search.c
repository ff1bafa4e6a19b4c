/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query with its filters. Out: the page of what it finds, and what it can be narrowed by. */
#include "web/asked.h"
#include "web/filter.h"
#include "web/messages.h"
#include "web/pages.h"

#include <string.h>
#include "base/slice.h"

enum {
    A_PAGE = 10,
    FACET_VALUES = 8,
    COUNTED = 1000 /* matches; of more the page says "about": to count them all would be most of its work */
};
/* What is cited takes longer to count than all the rest: it is told apart from the page. */
static const unsigned quick_facets = 1U << VT_FACET_TYPE | 1U << VT_FACET_YEAR | 1U << VT_FACET_BODY;

static const vt_word_id facet_words[VT_FACETS] = {
    [VT_FACET_TYPE] = VT_WORD_TYPE,
    [VT_FACET_YEAR] = VT_WORD_YEAR,
    [VT_FACET_BODY] = VT_WORD_ISSUER,
    [VT_FACET_CITES] = VT_WORD_CITES,
};

static const vt_word_id sort_words[VT_SORTS] = {
    [VT_SORT_RELEVANCE] = VT_WORD_BY_RELEVANCE, [VT_SORT_DATE] = VT_WORD_BY_DATE, [VT_SORT_ISSUER] = VT_WORD_BY_ISSUER};

static void put_hit(vt_page *page, const vt_hit *hit) {
    vt_html(page, "<li class=\"hit\">");
    vt_page_hit_head(page,
                     &(vt_hit_head){hit->id, hit->type, hit->number, hit->date, hit->issuer, hit->title, hit->path});
    vt_html(page, "<p class=\"snippet\">");
    if (*hit->section) vt_html(page, "<span class=\"tag\">%s</span> ", hit->section);
    vt_page_marked(page, hit->snippet, hit->marks, hit->mark_count);
    vt_html(page, "</p></li>\n");
}

/* What was typed goes on with a new search, and so do the filters. */
static void put_form(vt_page *page, const vt_asked *asked) {
    vt_page_search_begin(page, "/search", asked->typed);
    for (size_t i = 0; i < asked->filter_count; i++)
        vt_html(page, "<input type=\"hidden\" name=\"f\" value=\"%s\">", asked->filters[i]);
    if (asked->sort) vt_html(page, "<input type=\"hidden\" name=\"sort\" value=\"%s\">", vt_sort_id(asked->sort));
    vt_page_search_end(page);
}

static void put_chips(vt_page *page, const vt_asked *asked) {
    if (!asked->filter_count) return;
    vt_html(page, "<ul class=\"chips\" aria-label=\"%s\">\n", W(page, FILTERS));
    for (size_t i = 0; i < asked->filter_count; i++)
        vt_html(page, "<li><a href=\"%s\" title=\"%s\">%s <span aria-hidden=\"true\">✕</span></a></li>\n",
                vt_asked_without(page, asked, i), W(page, TAKE_AWAY), vt_filter_text(page, asked->filters[i]));
    vt_html(page, "</ul>\n");
}

static void put_orders(vt_page *page, const vt_asked *asked) {
    vt_html(page, "<p class=\"orders\">%s: ", W(page, ORDER));
    for (size_t i = 0; i < VT_SORTS; i++) {
        const char *word = vt_page_word(page, sort_words[i]);
        if ((vt_sort)i == asked->sort)
            vt_html(page, "<b>%s</b> ", word);
        else
            vt_html(page, "<a href=\"%s\">%s</a> ", vt_asked_sorted(page, asked, (vt_sort)i), word);
    }
    vt_html(page, "</p>\n");
}

/* Estimates are said to be some in the heading, for all of them. */
static void put_facet(vt_page *page, const vt_asked *asked, const vt_hits *hits, const vt_facet *facet) {
    if (facet->count < 2 && asked->filter_count) return;
    vt_html(page, "<section class=\"facet\"><h2>%s", vt_page_word(page, facet_words[facet->kind]));
    if (hits->facets_are_estimates) vt_html(page, " (%s)", W(page, ABOUT));
    vt_html(page, "</h2>\n<ul>\n");
    for (size_t i = 0; i < facet->count; i++) {
        const vt_facet_value *value = &facet->items[i];
        vt_html(page, "<li><a href=\"%s\">%s</a> <span class=\"count\">%lu</span></li>\n",
                vt_asked_with(page, asked, vt_asked_filter(page, facet->kind, value->value)), value->label,
                (unsigned long)value->documents);
    }
    vt_html(page, "</ul></section>\n");
}

static vt_hits *count_cited(const vt_page *page, const vt_asked *asked) {
    vt_hits *hits = NULL;
    vt_error ignored;
    vt_search_options wanted = {
        .limit = 1, .facets = 1U << VT_FACET_CITES, .facet_limit = FACET_VALUES, .depth = COUNTED};
    vt_archive_search(page->request->archive, asked->query, &wanted, &hits, &ignored);
    return hits;
}

static void put_cited(vt_page *page, const vt_asked *asked) {
    vt_hits *hits = count_cited(page, asked);
    if (hits && hits->facet_count) put_facet(page, asked, hits, &hits->facets[0]);
    vt_hits_free(hits);
}

/* With a script it is put in its place as soon as it is there; without one a link shows it. */
static void put_cited_later(vt_page *page, const vt_asked *asked) {
    const char *address = vt_asked_with(page, asked, NULL), *rest = strchr(address, '?');
    vt_html(page,
            "<section class=\"facet\" data-load=\"/search/cited%s\"><h2>%s</h2>\n<p><a "
            "href=\"%s&amp;cited=1\">%s</a></p></section>\n",
            rest ? rest : "", W(page, CITES), address, W(page, SHOW));
}

/* A reference that could mean several documents: each of them as a search of its own. */
static void put_ambiguities(vt_page *page, const vt_hits *hits) {
    for (size_t i = 0; i < hits->ambiguity_count; i++) {
        const vt_ambiguity *one = &hits->ambiguities[i];
        vt_html(page, "<div class=\"note\"><p>“%s” – %s</p>\n<ul>\n", one->reference, W(page, COULD_MEAN));
        for (size_t k = 0; k < one->meaning_count; k++)
            vt_page_cited_item(page, one->meanings[k].key, one->meanings[k].text, one->meanings[k].documents);
        vt_html(page, "</ul></div>\n");
    }
}

static void put_suggestion(vt_page *page, const vt_hits *hits) {
    if (!hits->suggestion) return;
    vt_html(page, "<p class=\"note\">%s: <a href=\"/search?q=%s\">%s</a></p>\n", W(page, DID_YOU_MEAN),
            vt_page_address(page, hits->suggestion), hits->suggestion);
}

static void put_found(vt_page *page, const vt_asked *asked, const vt_hits *hits) {
    vt_html(page, "<p class=\"count\">%s %lu %s", hits->total_is_estimate ? W(page, ABOUT) : "",
            (unsigned long)hits->total, W(page, FOUND));
    if (hits->total)
        vt_html(page, " · <a href=\"/bases?q=%s\">%s</a> · <a href=\"/map?q=%s\">%s</a>",
                vt_page_address(page, asked->query), W(page, BASES_OF_FOUND), vt_page_address(page, asked->query),
                W(page, MAP));
    vt_html(page, "</p>\n");
    put_suggestion(page, hits);
    if (hits->is_relaxed) vt_html(page, "<p class=\"note\">%s</p>\n", W(page, RELAXED));
    put_ambiguities(page, hits);
    if (!hits->total)
        vt_html(page, "<div class=\"note\"><p>%s</p><p>%s</p></div>\n", W(page, NOTHING_FOUND), W(page, TRY_OTHERWISE));
}

static void put_results(vt_page *page, const vt_asked *asked, const vt_hits *hits) {
    put_found(page, asked, hits);
    vt_html(page, "<div class=\"results\">\n<div>\n");
    if (hits->total) put_orders(page, asked);
    vt_html(page, "<ol class=\"hits\">\n");
    for (size_t i = 0; i < hits->count; i++) put_hit(page, &hits->items[i]);
    vt_html(page, "</ol>\n");
    const char *address = vt_arena_printf(page->request->arena, "%s&", vt_asked_with(page, asked, NULL));
    if (address) vt_page_pager(page, address, asked->from, A_PAGE, hits->total);
    vt_html(page, "</div>\n<aside class=\"facets\">\n");
    for (size_t i = 0; i < hits->facet_count && hits->total; i++) put_facet(page, asked, hits, &hits->facets[i]);
    if (*vt_request_value(&page->request->query, "cited"))
        put_cited(page, asked);
    else
        put_cited_later(page, asked);
    vt_html(page, "</aside>\n</div>\n");
}

/* The query with the place of the fault marked. */
static void put_fault(vt_page *page, const vt_asked *asked, const vt_error *fault) {
    vt_slice query = vt_slice_of(asked->query);
    size_t at = fault->offset >= 0 && (uint64_t)fault->offset < query.size ? (size_t)fault->offset : query.size;
    vt_html(page, "<div class=\"note\">");
    vt_page_fault(page, fault->message);
    vt_html(page, "<pre>");
    vt_html_text(page, vt_slice_sub(query, 0, at));
    vt_html(page, "<mark>");
    vt_html_text(page, vt_slice_sub(query, at, query.size));
    vt_html(page, "</mark></pre></div>\n");
}

static void answer_hits(const vt_request *request, vt_answer *answer, const vt_asked *asked, const vt_hits *hits,
                        const vt_error *fault) {
    vt_page page;
    vt_page_begin(&page, request, answer, VT_MENU_SEARCH,
                  *asked->typed ? asked->typed : vt_word_in(request->language, VT_WORD_SEARCH));
    vt_html(&page, "<h1 class=\"unseen\">%s</h1>\n", W(&page, SEARCH));
    put_form(&page, asked);
    put_chips(&page, asked);
    if (hits)
        put_results(&page, asked, hits);
    else
        put_fault(&page, asked, fault);
    vt_page_end(&page);
}

void vt_page_search(const vt_request *request, vt_answer *answer) {
    vt_asked asked;
    vt_hits *hits = NULL;
    vt_error err = {0};
    bool read = vt_asked_read(request, &asked);
    vt_search_options wanted = {.offset = asked.from,
                                .limit = A_PAGE,
                                .sort = asked.sort,
                                .facets = quick_facets,
                                .facet_limit = FACET_VALUES,
                                .depth = COUNTED};
    vt_code code = read ? vt_archive_search(request->archive, asked.query, &wanted, &hits, &err) : VT_ERR_MEMORY;
    if (code == VT_OK || code == VT_ERR_QUERY)
        answer_hits(request, answer, &asked, hits, &err);
    else
        vt_answer_failed(request, answer, &err);
    vt_hits_free(hits);
}

/* The one facet that was put off, as a piece of the page. */
void vt_page_search_cited(const vt_request *request, vt_answer *answer) {
    vt_asked asked;
    vt_page page = {request, &answer->body};
    answer->type = "text/html; charset=utf-8";
    if (vt_asked_read(request, &asked))
        put_cited(&page, &asked);
    else
        answer->body.failed = true;
}
