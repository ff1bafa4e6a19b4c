/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a page's title and place. Out: what stands before and behind its content on every page. */
#include "web/html.h"

#include "web/assets.h"

static const struct {
    vt_menu id;
    const char *address;
    vt_word_id word;
} entries[] = {
    {VT_MENU_SEARCH, "/search", VT_WORD_SEARCH}, {VT_MENU_BASES, "/bases", VT_WORD_BASES},
    {VT_MENU_MAP, "/map", VT_WORD_MAP},          {VT_MENU_REVIEW, "/review", VT_WORD_REVIEW},
    {VT_MENU_OVERVIEW, "/", VT_WORD_OVERVIEW},
};

static void put_head(vt_page *page, const char *title) {
    vt_html(page,
            "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n<title>%s – %s</title>\n",
            vt_language_code(page->request->language), title, W(page, NAME));
    vt_html(
        page,
        "<link rel=\"icon\" href=\"/assets/icon.svg?%s\">\n<link rel=\"stylesheet\" href=\"/assets/style.css?%s\">\n",
        vt_assets_version, vt_assets_version);
    vt_html(page, "<script src=\"/assets/page.js?%s\" defer></script>\n</head>\n", vt_assets_version);
}

static void put_menu(vt_page *page, vt_menu here) {
    vt_html(page, "<nav aria-label=\"%s\"><ul>\n", W(page, MENU));
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        vt_html(page,
                entries[i].id == here ? "<li><a href=\"%s\" aria-current=\"page\">%s</a></li>\n"
                                      : "<li><a href=\"%s\">%s</a></li>\n",
                entries[i].address, vt_page_word(page, entries[i].word));
    vt_html(page, "</ul></nav>\n");
}

void vt_page_begin(vt_page *page, const vt_request *request, vt_answer *answer, vt_menu here, const char *title) {
    const char *other = vt_language_code(request->language == VT_ENGLISH ? VT_VIETNAMESE : VT_ENGLISH);
    *page = (vt_page){request, &answer->body};
    answer->type = "text/html; charset=utf-8";
    put_head(page, title);
    vt_html(page,
            "<body>\n<a class=\"skip\" href=\"#content\">%s</a>\n<header>\n<a class=\"brand\" href=\"/\">%s</a>\n",
            W(page, SKIP), W(page, NAME));
    put_menu(page, here);
    vt_html(
        page,
        "<form class=\"language\" method=\"get\" action=\"/language\"><input type=\"hidden\" name=\"to\" value=\"%s\">"
        "<input type=\"hidden\" name=\"back\" value=\"%s\"><button lang=\"%s\">%s</button></form>\n</header>\n"
        "<main id=\"content\" tabindex=\"-1\">\n",
        other, request->path, other, W(page, OTHER_LANGUAGE));
}

void vt_page_end(vt_page *page) { vt_html(page, "</main>\n</body>\n</html>\n"); }
