/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a request. Out: its answer, from the page or the asset that its path names. */
#include <string.h>
#include "base/slice.h"
#include "web/assets.h"
#include "web/messages.h"
#include "web/pages.h"

/* A path that ends with a slash stands for everything below it. kept: the answer says what the archive holds and takes
 * a while, so that it serves again while the archive stays as it is. */
typedef struct route {
    const char *path;
    bool post;
    bool needs_archive;
    void (*page)(const vt_request *request, vt_answer *answer);
    bool kept;
} route;

static const route routes[] = {
    {"/", false, true, vt_page_overview, false},
    {"/document/", false, true, vt_page_document, false},
    {"/document/", true, true, vt_page_change, false},
    {"/review", false, true, vt_page_review, false},
    {"/review/next", false, true, vt_page_review_next, false},
    {"/search", false, true, vt_page_search, true},
    {"/search/cited", false, true, vt_page_search_cited, true},
    {"/bases", false, true, vt_page_bases, true},
    {"/bases/preamble.docx", false, true, vt_page_preamble, false},
    {"/bases/preamble.txt", false, true, vt_page_preamble, false},
    {"/bases/preamble.docx", true, true, vt_page_preamble, false},
    {"/bases/preamble.txt", true, true, vt_page_preamble, false},
    {"/map", false, true, vt_page_map, false},
    {"/cited-by", false, true, vt_page_cited_by, true},
    {"/compare", false, true, vt_page_compare, false},
    {"/original/", false, true, vt_page_original, false},
    {"/language", false, false, vt_page_language, false},
    {"/api/cited-by", false, true, vt_api_cited_by, true},
    {"/api/search", false, true, vt_api_search, true},
    {"/api/graph", false, true, vt_api_graph, false},
    {"/api/complete", false, true, vt_api_complete, false},
    {"/api/bases", false, true, vt_api_bases, true},
    {"/api/review", false, true, vt_api_review, false},
    {"/api/document/", false, true, vt_api_document, false},
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

/* What an answer depends on beside the archive. False when memory ran out. */
static bool name_answer(const vt_request *request, vt_buffer *name) {
    vt_buffer_printf(name, "%s %s", vt_language_code(request->language), request->path);
    for (size_t i = 0; i < request->query.count; i++) {
        vt_buffer_append_char(name, '&');
        vt_address_append(name, request->query.items[i].name);
        vt_buffer_append_char(name, '=');
        vt_address_append(name, request->query.items[i].value);
    }
    return !name->failed;
}

static void answer_kept(const route *to, const vt_request *request, vt_answer *answer) {
    vt_kept *kept = vt_catalog_kept(request->catalog);
    vt_buffer name;
    vt_buffer_init(&name, NULL);
    bool named = name_answer(request, &name);
    if (!named || !vt_kept_find(kept, vt_buffer_slice(&name), &answer->body, &answer->type)) {
        to->page(request, answer);
        if (named && answer->status == 200 && !answer->body.failed)
            vt_kept_put(kept, vt_buffer_slice(&name), vt_buffer_slice(&answer->body), answer->type);
    }
    vt_buffer_free(&name);
}

static void answer_route(const route *to, const vt_request *request, vt_answer *answer) {
    if (to->needs_archive && !request->archive)
        answer_message(request, answer, 503, VT_WORD_FAILED, vt_word_in(request->language, VT_WORD_NO_ARCHIVE), false);
    else if (to->kept)
        answer_kept(to, request, answer);
    else
        to->page(request, answer);
}

static void answer_page(const vt_request *request, vt_answer *answer) {
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (routes[i].post != request->post || !is_path(routes[i].path, request->path)) continue;
        answer_route(&routes[i], request, answer);
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
