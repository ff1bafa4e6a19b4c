/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: nothing. Out: what the archive holds: by year and type, what is cited most, what is new, what awaits a person. */
#include "web/pages.h"

#include <vanthu/bases.h>
#include <vanthu/keep.h>

enum { MOST_CITED = 8, MOST_BARS = 12, BAR_WIDTH = 100 };

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
    for (size_t i = 0; i < facet->count && i < MOST_CITED; i++)
        vt_page_cited_item(page, facet->items[i].value, facet->items[i].label, facet->items[i].documents);
    vt_html(page, "</ul></section>\n");
}

static void put_totals(vt_page *page, const vt_stats *stats) {
    vt_html(page, "<p class=\"totals\"><b>%lu</b> %s", (unsigned long)stats->records, W(page, FOUND));
    if (stats->review)
        vt_html(page, " · <a href=\"/review\"><b>%lu</b> %s</a>", (unsigned long)stats->review, W(page, AWAIT_REVIEW));
    if (stats->missing) vt_html(page, " · <b>%lu</b> %s", (unsigned long)stats->missing, W(page, WITHOUT_SOURCE));
    vt_html(page, "</p>\n");
}

static void put_overview(vt_page *page, const vt_stats *stats, const vt_overall *overall) {
    const vt_facet *cited = vt_overall_facet(overall, VT_FACET_CITES);
    vt_html(page, "<h1 class=\"unseen\">%s</h1>\n", W(page, OVERVIEW));
    vt_page_search_form(page, "/search", "");
    put_totals(page, stats);
    if (!stats->records) {
        vt_html(page, "<p>%s</p><pre>vanthu index --archive %s …</pre>\n", W(page, EMPTY_ARCHIVE),
                page->request->folder);
        return;
    }
    vt_html(page, "<div class=\"overview\">\n");
    put_newest(page, overall->hits);
    put_bars(page, VT_WORD_BY_YEAR, &stats->years, "year");
    put_bars(page, VT_WORD_BY_TYPE, &stats->types, "type");
    if (cited) put_most_cited(page, cited);
    vt_html(page, "</div>\n");
}

void vt_page_overview(const vt_request *request, vt_answer *answer) {
    vt_page page;
    const vt_stats *stats;
    const vt_overall *overall;
    vt_error err = {0};
    vt_code code = vt_catalog_stats(request->catalog, request->archive, &stats, &err);
    if (code == VT_OK) code = vt_catalog_overall(request->catalog, request->archive, &overall, &err);
    if (code != VT_OK) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    vt_page_begin(&page, request, answer, VT_MENU_OVERVIEW, vt_word_in(request->language, VT_WORD_OVERVIEW));
    put_overview(&page, stats, overall);
    vt_page_end(&page);
}
