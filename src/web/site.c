/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a request. Out: its answer, from the page or the asset that its path names. */
#include <string.h>
#include "base/slice.h"
#include "web/assets.h"
#include "web/messages.h"
#include "web/pages.h"

/* A path that ends with a slash stands for everything below it. */
static const struct {
    const char *path;
    bool post;
    bool needs_archive;
    void (*page)(const vt_request *request, vt_answer *answer);
} routes[] = {
    {"/", false, true, vt_page_overview},
    {"/document/", false, true, vt_page_document},
    {"/document/", true, true, vt_page_change},
    {"/review", false, true, vt_page_review},
    {"/review/next", false, true, vt_page_review_next},
    {"/search", false, true, vt_page_search},
    {"/search/cited", false, true, vt_page_search_cited},
    {"/bases", false, true, vt_page_bases},
    {"/bases/preamble.docx", false, true, vt_page_preamble},
    {"/bases/preamble.txt", false, true, vt_page_preamble},
    {"/bases/preamble.docx", true, true, vt_page_preamble},
    {"/bases/preamble.txt", true, true, vt_page_preamble},
    {"/map", false, true, vt_page_map},
    {"/cited-by", false, true, vt_page_cited_by},
    {"/compare", false, true, vt_page_compare},
    {"/original/", false, true, vt_page_original},
    {"/language", false, false, vt_page_language},
    {"/api/cited-by", false, true, vt_api_cited_by},
    {"/api/search", false, true, vt_api_search},
    {"/api/graph", false, true, vt_api_graph},
    {"/api/complete", false, true, vt_api_complete},
    {"/api/bases", false, true, vt_api_bases},
    {"/api/review", false, true, vt_api_review},
    {"/api/document/", false, true, vt_api_document},
};

static const struct {
    const char *ending, *type;
} asset_types[] = {
    {".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".svg", "image/svg+xml"}};

static bool answer_asset(const char *name, vt_answer *answer) {
    for (size_t i = 0; i < vt_asset_count; i++) {
        if (strcmp(vt_assets[i].name, name) != 0) continue;
        for (size_t k = 0; k < sizeof asset_types / sizeof *asset_types; k++)
            if (vt_slice_ends(vt_slice_of(name), vt_slice_of(asset_types[k].ending)))
                answer->type = asset_types[k].type;
        answer->keep = true;
        vt_buffer_append(&answer->body, vt_assets[i].bytes, vt_assets[i].size);
        return true;
    }
    return false;
}

/* A page with a title and a sentence; worded: the sentence is a message of the library. */
static void answer_message(const vt_request *request, vt_answer *answer, unsigned status, vt_word_id title,
                           const char *sentence, bool worded) {
    vt_page page;
    vt_buffer_clear(&answer->body);
    answer->status = status;
    vt_page_begin(&page, request, answer, VT_MENU_NONE, vt_word_in(request->language, title));
    vt_html(&page, "<h1>%s</h1>\n", vt_page_word(&page, title));
    if (worded)
        vt_page_fault(&page, sentence);
    else
        vt_html(&page, "<p>%s</p>\n", sentence);
    vt_page_end(&page);
}

void vt_answer_failed(const vt_request *request, vt_answer *answer, const vt_error *err) {
    answer_message(request, answer,
                   err->code == VT_ERR_NOT_FOUND  ? 404
                   : err->code == VT_ERR_ARGUMENT ? 400
                                                  : 500,
                   VT_WORD_FAILED, err->message, true);
}

static bool is_path(const char *pattern, const char *path) {
    size_t size = strlen(pattern);
    bool below = size > 1 && pattern[size - 1] == '/';
    return below ? strncmp(pattern, path, size) == 0 && path[size] : strcmp(pattern, path) == 0;
}

static void answer_page(const vt_request *request, vt_answer *answer) {
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (routes[i].post != request->post || !is_path(routes[i].path, request->path)) continue;
        if (routes[i].needs_archive && !request->archive)
            answer_message(request, answer, 503, VT_WORD_FAILED, vt_word_in(request->language, VT_WORD_NO_ARCHIVE),
                           false);
        else
            routes[i].page(request, answer);
        return;
    }
    answer_message(request, answer, 404, VT_WORD_NOT_FOUND, request->path, false);
}

void vt_site_answer(const vt_request *request, vt_answer *answer) {
    static const char assets[] = "/assets/";
    answer->status = 200;
    bool asset = !request->post && strncmp(request->path, assets, sizeof assets - 1) == 0;
    if (!asset || !answer_asset(request->path + sizeof assets - 1, answer)) answer_page(request, answer);
    if (answer->body.failed) {
        vt_buffer_clear(&answer->body);
        answer->status = 503;
    }
}
