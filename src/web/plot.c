/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: counts. Out: bars, as long as their share of the greatest. */
#include "web/plot.h"

/* Lengths in pixels, shares in tenths of a hundredth. */
enum {
    WHOLE = 1000,
    TALLEST = 110,
    ABOVE = 18, /* the count over a column */
    BELOW = 20, /* the year under it */
    ROW = 26,
    BAR = 14,
    ROW_START = 440, /* behind the longest name */
    ROW_LONGEST = 420
};

static uint64_t greatest_of(const vt_bar *bars, size_t count) {
    uint64_t greatest = 1;
    for (size_t i = 0; i < count; i++)
        if (bars[i].documents > greatest) greatest = bars[i].documents;
    return greatest;
}

/* So that even the smallest count is seen. */
static unsigned share_of(uint64_t documents, uint64_t greatest, unsigned whole) {
    unsigned share = (unsigned)((double)documents / (double)greatest * whole + 0.5);
    return share ? share : 1;
}

/* NAME="12.3%" */
static void put_share(vt_page *page, const char *name, size_t share) {
    vt_html(page, " %s=\"%zu.%zu%%\"", name, share / 10, share % 10);
}

static void begin_plot(vt_page *page, const char *title, size_t height) {
    vt_html(page, "<svg class=\"plot\" role=\"group\" aria-label=\"%s\" width=\"100%%\" height=\"%zu\">\n", title,
            height);
}

static void begin_bar(vt_page *page, const vt_bar *bar) {
    vt_html(page, "<a href=\"%s\" aria-label=\"%s: %lu %s\">", bar->address, bar->label, (unsigned long)bar->documents,
            W(page, FOUND));
}

static void put_column_text(vt_page *page, const char *kind, unsigned y, size_t middle) {
    vt_html(page, "<text class=\"%s\" y=\"%u\"", kind, y);
    put_share(page, "x", middle);
    vt_html(page, ">");
}

/* The name stands before the count, as it is read out. */
static void put_column(vt_page *page, const vt_bar *bar, uint64_t greatest, size_t at, size_t wide) {
    unsigned tall = share_of(bar->documents, greatest, TALLEST), top = ABOVE + TALLEST - tall;
    begin_bar(page, bar);
    put_column_text(page, "middle", ABOVE + TALLEST + BELOW - 5, at * wide + wide / 2);
    vt_html(page, "%s</text>\n<rect y=\"%u\" height=\"%u\"", bar->label, top, tall);
    put_share(page, "x", at * wide + wide / 10);
    put_share(page, "width", wide - wide / 5);
    vt_html(page, "/>");
    put_column_text(page, "middle faint", top - 4, at * wide + wide / 2);
    vt_html(page, "%lu</text></a>\n", (unsigned long)bar->documents);
}

void vt_plot_columns(vt_page *page, const char *title, const vt_bar *bars, size_t count) {
    enum { WIDEST = WHOLE / 6 };
    uint64_t greatest = greatest_of(bars, count);
    size_t wide = count && WHOLE / count < WIDEST ? WHOLE / count : WIDEST;
    begin_plot(page, title, ABOVE + TALLEST + BELOW);
    for (size_t i = 0; i < count; i++) put_column(page, &bars[i], greatest, i, wide);
    vt_html(page, "</svg>\n");
}

static void put_row(vt_page *page, const vt_bar *bar, uint64_t greatest, size_t at) {
    size_t top = at * ROW, line = top + ROW / 2 + 5;
    begin_bar(page, bar);
    vt_html(page, "<text y=\"%zu\">%s</text>\n<rect y=\"%zu\" height=\"%d\"", line, bar->label, top + (ROW - BAR) / 2,
            BAR);
    put_share(page, "x", ROW_START);
    put_share(page, "width", share_of(bar->documents, greatest, ROW_LONGEST));
    vt_html(page, "/><text class=\"end faint\" x=\"100%%\" y=\"%zu\">%lu</text></a>\n", line,
            (unsigned long)bar->documents);
}

void vt_plot_rows(vt_page *page, const char *title, const vt_bar *bars, size_t count) {
    uint64_t greatest = greatest_of(bars, count);
    begin_plot(page, title, count * ROW);
    for (size_t i = 0; i < count; i++) put_row(page, &bars[i], greatest, i);
    vt_html(page, "</svg>\n");
}
