/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing HTML into a buffer. Markup is written by vt_html as by printf, but
 * what goes in for %s is escaped, so that no value can reach the page as
 * markup. It knows %s (NULL is nothing), %d, %u, %lu, %zu and %%, without widths.
 *
 *     vt_html(page, "<a href=\"/document/%s\">%s</a>", vt_page_address(page, hit->id), hit->title);
 */
#ifndef VT_WEB_HTML_H
#define VT_WEB_HTML_H

#include "web/http.h"

typedef struct vt_page {
    const vt_request *request;
    vt_buffer *out;
} vt_page;

__attribute__((format(printf, 2, 3))) void vt_html(vt_page *page, const char *markup, ...);

/* Text, escaped. */
void vt_html_text(vt_page *page, vt_slice text);

/* A word of words.def in the page's language: W(page, SEARCH). */
const char *vt_page_word(const vt_page *page, vt_word_id id);
#define W(page, id) vt_page_word(page, VT_WORD_##id)

/* What was made for the page; when memory ran out for it, which is NULL, nothing, and the page has failed. */
const char *vt_page_made(const vt_page *page, const char *text);

/* A value as part of an address, in the request's arena. */
const char *vt_page_address(const vt_page *page, const char *value);

/* Everything before and behind a page's own content. title is shown by the browser; here: the place in the menu. */
typedef enum vt_menu {
    VT_MENU_OVERVIEW,
    VT_MENU_SEARCH,
    VT_MENU_BASES,
    VT_MENU_MAP,
    VT_MENU_REVIEW,
    VT_MENU_NONE
} vt_menu;
void vt_page_begin(vt_page *page, const vt_request *request, vt_answer *answer, vt_menu here, const char *title);
void vt_page_end(vt_page *page);

#endif
