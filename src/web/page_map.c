/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query. Out: the page with the picture of what the documents that it finds cite. */
#include "web/messages.h"
#include "web/pages.h"

#include <string.h>
#include <vanthu/references.h>
#include "base/base64.h"
#include "base/digest.h"
#include "base/slice.h"

enum { DEFAULT_DOCUMENTS = 40, MOST_DOCUMENTS = 200 };

/* A document of the archive leads to its page, another one to who cites it. */
static const char *address_of(void *context, const vt_graph_node *node) {
    const vt_page *page = context;
    vt_arena *arena = page->request->arena;
    if (node->id) return vt_arena_printf(arena, "/document/%s", node->id);
    return node->key ? vt_arena_printf(arena, "/cited-by?ref=%s", vt_page_address(page, node->key)) : NULL;
}

/* The picture brings a style of its own, which the policy of the page admits by its hash. */
static const char *style_source(vt_arena *arena, vt_slice body) {
    static const char begin[] = "<style>", end[] = "</style>";
    char hex[VT_DIGEST_HEX + 1], bytes[VT_DIGEST_HEX / 2];
    const char *from = body.size ? strstr(body.data, begin) : NULL, *to = from ? strstr(from, end) : NULL;
    vt_buffer source;
    if (!to) return NULL;
    from += sizeof begin - 1;
    vt_digest_hex((vt_slice){from, (size_t)(to - from)}, hex);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(vt_hex_value(hex[2 * i]) * 16 + vt_hex_value(hex[2 * i + 1]));
    vt_buffer_init(&source, NULL);
    vt_buffer_append_text(&source, "'sha256-");
    vt_base64_write(&source, (vt_slice){bytes, sizeof bytes});
    vt_buffer_append_char(&source, '\'');
    const char *copy = source.failed ? NULL : vt_arena_text(arena, vt_buffer_slice(&source));
    vt_buffer_free(&source);
    return copy;
}

static void put_map(vt_page *page, vt_answer *answer, const vt_graph *graph, uint32_t limit) {
    vt_output output = vt_buffer_output(&answer->body);
    vt_graph_links links = {address_of, page};
    uint64_t shown = graph->matches < limit ? graph->matches : limit;
    vt_html(page, "<p class=\"count\">%lu / %lu %s", (unsigned long)shown, (unsigned long)graph->matches,
            W(page, FOUND));
    if (graph->matches > shown) vt_html(page, " – %s", W(page, NEWEST_SHOWN));
    vt_html(page, "</p>\n");
    if (!graph->node_count) return;
    vt_html(page, "<div class=\"map\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n", W(page, MAP));
    if (vt_write_graph_svg(graph, &links, &output, NULL) != VT_OK) answer->body.failed = true;
    vt_html(page, "</div>\n");
    if (!answer->body.failed) answer->style = style_source(page->request->arena, vt_buffer_slice(&answer->body));
}

void vt_page_map(const vt_request *request, vt_answer *answer) {
    vt_page page;
    vt_graph *graph = NULL;
    vt_error err = {0};
    uint32_t asked = vt_request_number(request, "n");
    uint32_t limit = asked == 0 ? DEFAULT_DOCUMENTS : asked < MOST_DOCUMENTS ? asked : MOST_DOCUMENTS;
    const char *query = vt_request_value(&request->query, "q");
    vt_code code = vt_archive_graph(request->archive, query, limit, &graph, &err);
    if (code != VT_OK && code != VT_ERR_QUERY) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    vt_page_begin(&page, request, answer, VT_MENU_MAP, vt_word_in(request->language, VT_WORD_MAP));
    vt_html(&page, "<h1>%s</h1>\n<p class=\"lead\">%s</p>\n", W(&page, MAP), W(&page, MAP_HINT));
    vt_page_search_form(&page, "/map", query);
    if (graph)
        put_map(&page, answer, graph, limit);
    else
        vt_page_fault(&page, err.message);
    vt_page_end(&page);
    vt_graph_free(graph);
}
