/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plots of counts as SVG. Widths are shares of the place that there is, so that
 * letters stay as large as those of the page, on a phone too; colours are the
 * page's. Each bar is a link, which says its name and its count.
 */
#ifndef VT_WEB_PLOT_H
#define VT_WEB_PLOT_H

#include "web/html.h"

typedef struct vt_bar {
    const char *label, *address;
    uint64_t documents;
} vt_bar;

/* Upright bars from left to right: for years. */
void vt_plot_columns(vt_page *page, const char *title, const vt_bar *bars, size_t count);

/* Bars below each other, with room for a longer name. */
void vt_plot_rows(vt_page *page, const char *title, const vt_bar *bars, size_t count);

#endif
