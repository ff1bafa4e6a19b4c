/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: nothing. Out: what the archive holds: by year and type, what is cited most, what is new, what awaits a person. */
#include "web/pages.h"

#include <string.h>
#include "web/plot.h"

enum { MOST_CITED = 8, MOST_BARS = 12 };

typedef VT_ARRAY(vt_bar) bars;

/* What has no value is not among them. False when memory ran out. */
static bool add_bar(vt_page *page, bars *to, const vt_tally *tally, const char *field, const char *label) {
    vt_arena *arena = page->request->arena;
    const char *value = tally->value;
    if (!value) return true;
    vt_bar *bar = vt_array_push(arena, to);
    if (!bar) return false;
    *bar = (vt_bar){label, vt_arena_printf(arena, "/search?q=%s:%s", field, vt_page_address(page, value)),
                    tally->documents};
    return bar->address;
}

/* The last years, in their order. */
static void put_years(vt_page *page, const vt_tallies *years) {
    bars all = {0};
    bool enough = true;
    for (size_t i = 0; i < years->count && enough; i++)
        enough = add_bar(page, &all, &years->items[i], "year", years->items[i].value);
    size_t first = all.count > MOST_BARS ? all.count - MOST_BARS : 0;
    if (!enough) page->out->failed = true;
    if (!all.count) return;
    vt_html(page, "<section><h2>%s</h2>\n", W(page, BY_YEAR));
    vt_plot_columns(page, W(page, BY_YEAR), all.items + first, all.count - first);
    vt_html(page, "</section>\n");
}

/* A type's name; its code where no facet tells it. */
static const char *name_of(const vt_facet *types, const char *code) {
    for (size_t i = 0; code && types && i < types->count; i++)
        if (strcmp(types->items[i].value, code) == 0) return types->items[i].label;
    return code;
}

/* The most frequent types. */
static void put_types(vt_page *page, const vt_tallies *types, const vt_facet *names) {
    bars all = {0};
    bool enough = true;
    for (size_t i = 0; i < types->count && all.count < MOST_BARS && enough; i++)
        enough = add_bar(page, &all, &types->items[i], "type", name_of(names, types->items[i].value));
    if (!enough) page->out->failed = true;
    if (!all.count) return;
    vt_html(page, "<section><h2>%s</h2>\n", W(page, BY_TYPE));
    vt_plot_rows(page, W(page, BY_TYPE), all.items, all.count);
    vt_html(page, "</section>\n");
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
    put_years(page, &stats->years);
    put_types(page, &stats->types, vt_overall_facet(overall, VT_FACET_TYPE));
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
