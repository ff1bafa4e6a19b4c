/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query. Out: the legal bases of what it finds, to be ticked, and the preamble of those that were, as a file. */
#include "web/messages.h"
#include "web/pages.h"

#include <stdlib.h>
#include <string.h>
#include <vanthu/bases.h>
#include "base/error.h"

/* Of a longer list the most cited ones are shown; a form has room for so many. */
enum { A_PAGE = 100, MOST_SHOWN = 900 };

static const vt_word_id warning_words[VT_BASIS_WARNING_KINDS] = {
    [VT_BASIS_DATES] = VT_WORD_SEVERAL_DATES,   [VT_BASIS_BODIES] = VT_WORD_SEVERAL_BODIES,
    [VT_BASIS_AMBIGUOUS] = VT_WORD_AMBIGUOUS,   [VT_BASIS_REPLACED] = VT_WORD_WAS_REPLACED,
    [VT_BASIS_REPEALED] = VT_WORD_WAS_REPEALED, [VT_BASIS_AMENDED] = VT_WORD_WAS_AMENDED,
};

/* A date as it is written, a document as a link to who cites it, a body as it is. */
static void put_detail(vt_page *page, const vt_basis_warning *warning, const vt_basis_detail *detail) {
    if (detail->key)
        vt_html(page, "<a href=\"/cited-by?ref=%s\">%s</a>", vt_page_address(page, detail->key), detail->value);
    else
        vt_html(page, "%s", warning->kind == VT_BASIS_DATES ? vt_page_date(page, detail->value) : detail->value);
    vt_html(page, " (%lu)", (unsigned long)detail->by.documents);
}

static void put_warning(vt_page *page, const vt_basis_warning *warning) {
    vt_html(page, "<p class=\"warning\">⚠ %s: ", vt_page_word(page, warning_words[warning->kind]));
    for (size_t i = 0; i < warning->detail_count; i++) {
        if (i) vt_html(page, "; ");
        put_detail(page, warning, &warning->details[i]);
    }
    vt_html(page, "</p>\n");
}

static void put_years(vt_page *page, const vt_cited *cited) {
    if (!cited->first_year) return;
    vt_html(page, cited->first_year == cited->last_year ? " · %d" : " · %d–%d", cited->first_year, cited->last_year);
}

/* What was replaced or repealed is not ticked beforehand. */
static bool is_in_force(const vt_cited *cited) {
    for (size_t i = 0; i < cited->warning_count; i++)
        if (cited->warnings[i].kind == VT_BASIS_REPLACED || cited->warnings[i].kind == VT_BASIS_REPEALED) return false;
    return true;
}

static void put_item(vt_page *page, const vt_cited *cited, size_t number) {
    vt_html(
        page,
        "<li><input type=\"checkbox\" name=\"key\" id=\"b%zu\" value=\"%s\"%s>\n<div><label for=\"b%zu\">%s</label> ",
        number, cited->key, is_in_force(cited) ? " checked" : "", number, cited->text ? cited->text : cited->key);
    vt_html(page, "<a class=\"count\" href=\"/cited-by?ref=%s\">%lu %s", vt_page_address(page, cited->key),
            (unsigned long)cited->documents, W(page, CITING));
    put_years(page, cited);
    vt_html(page, "</a>\n");
    for (size_t i = 0; i < cited->warning_count; i++) put_warning(page, &cited->warnings[i]);
    vt_html(page, "</div></li>\n");
}

static int most_first(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

/* How many documents cite what is cited least among the most cited ones; false when memory ran out. */
static bool find_least(const vt_page *page, const vt_cited_list *list, size_t most, uint64_t *least) {
    *least = 0;
    if (list->count <= most) return true;
    uint64_t *counts = vt_arena_array(page->request->arena, list->count, sizeof *counts);
    if (!counts) return false;
    for (size_t i = 0; i < list->count; i++) counts[i] = list->items[i].documents;
    qsort(counts, list->count, sizeof *counts, most_first);
    *least = counts[most - 1];
    return true;
}

/* The most cited ones, in legal order. */
static void put_items(vt_page *page, const vt_cited_list *list, size_t most) {
    uint64_t least;
    if (!find_least(page, list, most, &least)) page->out->failed = true;
    size_t left = most;
    for (size_t i = 0; i < list->count && !page->out->failed; i++) left -= list->items[i].documents > least && left;
    for (size_t i = 0; i < list->count && !page->out->failed; i++) {
        const vt_cited *cited = &list->items[i];
        if (cited->documents < least || (cited->documents == least && !left)) continue;
        left -= cited->documents == least;
        put_item(page, cited, i);
    }
}

static void put_count(vt_page *page, const vt_cited_list *list, size_t most, const char *query) {
    vt_html(page, "<p class=\"count\">%zu %s", list->count, W(page, BASES_FOUND));
    if (list->count > most)
        vt_html(page, " – %s: %zu · <a href=\"/bases?q=%s&amp;limit=%d\">%s</a>", W(page, MOST_CITED_SHOWN), most,
                vt_page_address(page, query), MOST_SHOWN, W(page, SHOW_MORE));
    vt_html(page, "</p>\n");
}

static void put_list(vt_page *page, const vt_cited_list *list, const char *query) {
    size_t most = vt_request_limit(page->request, A_PAGE, MOST_SHOWN);
    put_count(page, list, most, query);
    if (!list->count) return;
    /* Ticked keys are too long for an address. */
    vt_html(page,
            "<form class=\"bases\" method=\"post\" action=\"/bases/preamble.docx\">\n<input type=\"hidden\" name=\"q\" "
            "value=\"%s\"><input type=\"hidden\" name=\"token\" value=\"%s\">\n",
            query, page->request->token);
    vt_html(page,
            "<p class=\"actions\"><button>%s</button> <button formaction=\"/bases/preamble.txt\" "
            "data-copy=\"%s\">%s</button></p>\n<ol>\n",
            W(page, PREAMBLE_DOCX), W(page, COPIED), W(page, PREAMBLE_TEXT));
    put_items(page, list, most);
    vt_html(page, "</ol>\n</form>\n");
}

static void answer_list(const vt_request *request, vt_answer *answer, const vt_cited_list *list,
                        const vt_error *fault) {
    vt_page page;
    const char *query = vt_request_value(&request->query, "q");
    vt_page_begin(&page, request, answer, VT_MENU_BASES, vt_word_in(request->language, VT_WORD_BASES));
    vt_html(&page, "<h1>%s</h1>\n<p class=\"lead\">%s</p>\n", W(&page, BASES), W(&page, BASES_HINT));
    vt_page_search_form(&page, "/bases", query);
    if (list)
        put_list(&page, list, query);
    else
        vt_page_fault(&page, fault->message);
    vt_page_end(&page);
}

static const vt_pairs *asked_by(const vt_request *request) { return request->post ? &request->form : &request->query; }

static vt_code read_list(const vt_request *request, vt_cited_list **list, vt_error *err) {
    return vt_archive_bases(request->archive, vt_request_value(asked_by(request), "q"), NULL, list, err);
}

void vt_page_bases(const vt_request *request, vt_answer *answer) {
    vt_cited_list *list = NULL;
    vt_error err = {0};
    vt_code code = read_list(request, &list, &err);
    if (code == VT_OK || code == VT_ERR_QUERY)
        answer_list(request, answer, list, &err);
    else
        vt_answer_failed(request, answer, &err);
    vt_cited_list_free(list);
}

/* The values of all ticked boxes; without any, all bases are meant. */
static vt_code take_ticked(const vt_request *request, vt_bases_write_options *wanted, vt_error *err) {
    VT_ARRAY(const char *) keys = {0};
    const vt_pairs *asked = asked_by(request);
    for (size_t i = 0; i < asked->count; i++) {
        if (strcmp(asked->items[i].name, "key") != 0) continue;
        const char **key = vt_array_push(request->arena, &keys);
        if (!key) return vt_fail_memory(err);
        *key = asked->items[i].value;
    }
    wanted->keys = keys.items;
    wanted->key_count = keys.count;
    return VT_OK;
}

static const struct {
    const char *ending, *type, *disposition;
    vt_bases_format format;
} files[] = {
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "attachment; filename=\"can-cu.docx\"", VT_BASES_DOCX},
    {".txt", "text/plain; charset=utf-8", NULL, VT_BASES_TEXT},
};

void vt_page_preamble(const vt_request *request, vt_answer *answer) {
    size_t kind = strcmp(strrchr(request->path, '.'), files[0].ending) != 0;
    vt_cited_list *list = NULL;
    vt_error err = {0};
    vt_output output = vt_buffer_output(&answer->body);
    vt_bases_write_options wanted = {.format = files[kind].format, .style = VT_BASES_PREAMBLE};
    vt_code code = take_ticked(request, &wanted, &err);
    if (code == VT_OK) code = read_list(request, &list, &err);
    if (code == VT_OK) code = vt_bases_write(list, &wanted, &output, &err);
    vt_cited_list_free(list);
    if (code != VT_OK) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    answer->type = files[kind].type;
    answer->disposition = files[kind].disposition;
}
