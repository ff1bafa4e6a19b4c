/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: nothing. Out: what the archive holds: by year and type, what is cited most, what is new, what awaits a person. */
#include "web/pages.h"

#include <vanthu/bases.h>
#include <vanthu/keep.h>

enum { NEWEST = 5, MOST_CITED = 8, MOST_BARS = 12, BAR_WIDTH = 100 };

static uint64_t greatest_of(const vt_tallies *tallies) {
    uint64_t greatest = 1;
    for (size_t i = 0; i < tallies->count; i++)
        if (tallies->items[i].documents > greatest) greatest = tallies->items[i].documents;
    return greatest;
}

/* A bar a value, as wide as its share of the greatest; <progress> needs no style of its own. */
static void put_bars(vt_page *page, vt_word_id title, const vt_tallies *tallies, const char *field) {
    uint64_t greatest = greatest_of(tallies);
    size_t first = tallies->count > MOST_BARS && field[0] == 'y' ? tallies->count - MOST_BARS : 0;
    vt_html(page, "<section><h2>%s</h2>\n<table class=\"bars\">\n", vt_page_word(page, title));
    for (size_t i = first; i < tallies->count && i < first + MOST_BARS; i++) {
        const vt_tally *tally = &tallies->items[i];
        if (!tally->value) continue;
        vt_html(page,
                "<tr><th scope=\"row\"><a href=\"/search?q=%s:%s\">%s</a></th><td><progress aria-hidden=\"true\" "
                "max=\"%lu\" value=\"%lu\"></progress></td><td>%lu</td></tr>\n",
                field, vt_page_address(page, tally->value), tally->value, (unsigned long)greatest,
                (unsigned long)tally->documents, (unsigned long)tally->documents);
    }
    vt_html(page, "</table></section>\n");
}

static void put_newest(vt_page *page, const vt_hits *hits) {
    vt_html(page, "<section><h2>%s</h2>\n<ol class=\"hits\">\n", W(page, NEWEST_DOCUMENTS));
    for (size_t i = 0; i < hits->count; i++) {
        const vt_hit *hit = &hits->items[i];
        vt_html(page, "<li class=\"hit\">");
        vt_page_hit_head(
            page, &(vt_hit_head){hit->id, hit->type, hit->number, hit->date, hit->issuer, hit->title, hit->path});
        vt_html(page, "</li>\n");
    }
    vt_html(page, "</ol></section>\n");
}

static void put_most_cited(vt_page *page, const vt_facet *facet) {
    vt_html(page, "<section class=\"facet\"><h2>%s</h2>\n<ul>\n", W(page, MOST_CITED));
    for (size_t i = 0; i < facet->count; i++)
        vt_page_cited_item(page, facet->items[i].value, facet->items[i].label, facet->items[i].documents);
    vt_html(page, "</ul></section>\n");
}

static vt_hits *find(const vt_request *request, const vt_search_options *wanted) {
    vt_hits *hits = NULL;
    vt_error ignored;
    vt_archive_search(request->archive, "", wanted, &hits, &ignored);
    return hits;
}

static void put_totals(vt_page *page, const vt_stats *stats) {
    vt_html(page, "<p class=\"totals\"><b>%lu</b> %s", (unsigned long)stats->records, W(page, FOUND));
    if (stats->review)
        vt_html(page, " · <a href=\"/review\"><b>%lu</b> %s</a>", (unsigned long)stats->review, W(page, AWAIT_REVIEW));
    if (stats->missing) vt_html(page, " · <b>%lu</b> %s", (unsigned long)stats->missing, W(page, WITHOUT_SOURCE));
    vt_html(page, "</p>\n");
}

void vt_page_overview(const vt_request *request, vt_answer *answer) {
    vt_page page;
    vt_stats *stats;
    vt_error err = {0};
    if (vt_archive_stats(request->archive, &stats, &err) != VT_OK) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    vt_page_begin(&page, request, answer, VT_MENU_OVERVIEW, vt_word_in(request->language, VT_WORD_OVERVIEW));
    vt_html(&page, "<h1 class=\"unseen\">%s</h1>\n", W(&page, OVERVIEW));
    vt_page_search_form(&page, "/search", "");
    put_totals(&page, stats);
    if (!stats->records)
        vt_html(&page, "<p>%s</p><pre>vanthu index --archive %s …</pre>\n", W(&page, EMPTY_ARCHIVE), request->folder);
    vt_html(&page, "<div class=\"overview\">\n");
    vt_hits *newest = find(request, &(vt_search_options){.limit = NEWEST, .sort = VT_SORT_DATE});
    if (newest) put_newest(&page, newest);
    vt_hits_free(newest);
    put_bars(&page, VT_WORD_BY_YEAR, &stats->years, "year");
    put_bars(&page, VT_WORD_BY_TYPE, &stats->types, "type");
    /* This takes longer than all the rest: a script puts it in its place, a link leads to it. */
    vt_html(&page,
            "<section class=\"facet\" data-load=\"/most-cited\"><h2>%s</h2>\n<p><a "
            "href=\"/search?q=&amp;cited=1\">%s</a></p></section>\n",
            W(&page, MOST_CITED), W(&page, SHOW));
    vt_html(&page, "</div>\n");
    vt_page_end(&page);
    vt_stats_free(stats);
}

/* A piece of the page. */
void vt_page_most_cited(const vt_request *request, vt_answer *answer) {
    vt_page page = {request, &answer->body};
    vt_hits *hits =
        find(request, &(vt_search_options){.limit = 1, .facets = 1U << VT_FACET_CITES, .facet_limit = MOST_CITED});
    answer->type = "text/html; charset=utf-8";
    if (hits && hits->facet_count) put_most_cited(&page, &hits->facets[0]);
    vt_hits_free(hits);
}
