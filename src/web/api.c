/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a request below /api/. Out: the JSON that the command line prints for it, or a vanthu.error/1 that says why not.
 */
#include "web/asked.h"
#include "web/filter.h"
#include "web/pages.h"

#include <string.h>
#include <vanthu/bases.h>
#include <vanthu/journal.h>
#include <vanthu/references.h>
#include "base/error.h"
#include "write/emit.h"

/* A request must not read a whole archive: documents that an answer lists, or draws. */
enum {
    DEFAULT_HITS = 10,
    DEFAULT_LISTED = 20,
    DEFAULT_DRAWN = 200,
    DEFAULT_OFFERS = 8,
    MOST_OFFERS = 20,
    MOST_LISTED = 1000
};

static vt_output output_of(vt_answer *answer) {
    answer->type = "application/json; charset=utf-8";
    return vt_buffer_output(&answer->body);
}

static unsigned status_of(vt_code code) {
    switch (code) {
    case VT_ERR_ARGUMENT:
    case VT_ERR_QUERY: return 400;
    case VT_ERR_NOT_FOUND: return 404;
    case VT_ERR_ARCHIVE:
    case VT_ERR_LOCKED: return 503;
    default: return 500;
    }
}

static void answer_error(vt_answer *answer, const vt_error *err) {
    vt_emit emit;
    vt_buffer_clear(&answer->body);
    vt_output output = output_of(answer);
    answer->status = status_of(err->code);
    vt_emit_init(&emit, &output, false);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.error/1");
    vt_emit_text(&emit, "code", vt_error_id(err->code));
    vt_emit_text(&emit, "message", err->message);
    if (err->offset >= 0 && err->code == VT_ERR_QUERY) vt_emit_integer(&emit, "offset", err->offset);
    vt_emit_object_end(&emit);
}

void vt_api_document(const vt_request *request, vt_answer *answer) {
    vt_record *record = NULL;
    vt_error err = {0};
    vt_code code = vt_archive_show(request->archive, strrchr(request->path, '/') + 1, &record, &err);
    if (code == VT_OK) {
        vt_output output = output_of(answer);
        vt_json_options wanted = {.with_text = true, .paths = record->paths, .path_count = record->path_count};
        code = vt_write_json(record->document, &wanted, &output, &err);
    }
    if (code != VT_OK) answer_error(answer, &err);
    vt_record_free(record);
}

void vt_api_cited_by(const vt_request *request, vt_answer *answer) {
    vt_cited_by *found = NULL;
    vt_error err = {0};
    vt_cited_by_options wanted = {.basis_only = *vt_request_value(&request->query, "basis") == '1',
                                  .offset = vt_request_offset(request),
                                  .limit = vt_request_limit(request, DEFAULT_LISTED, MOST_LISTED)};
    vt_code code =
        vt_archive_cited_by(request->archive, vt_request_value(&request->query, "ref"), &wanted, &found, &err);
    if (code == VT_OK) {
        vt_output output = output_of(answer);
        code = vt_write_cited_by_json(found, false, &output, &err);
    }
    if (code != VT_OK) answer_error(answer, &err);
    vt_cited_by_free(found);
}

void vt_api_bases(const vt_request *request, vt_answer *answer) {
    vt_cited_list *list = NULL;
    vt_error err = {0};
    const char *as_of = vt_request_value(&request->query, "as-of");
    vt_bases_options wanted = {.as_of = *as_of ? as_of : NULL};
    vt_code code = vt_archive_bases(request->archive, vt_request_value(&request->query, "q"), &wanted, &list, &err);
    if (code == VT_OK) {
        vt_output output = output_of(answer);
        code = vt_bases_write(list, &(vt_bases_write_options){.format = VT_BASES_JSON}, &output, &err);
    }
    if (code != VT_OK) answer_error(answer, &err);
    vt_cited_list_free(list);
}

void vt_api_review(const vt_request *request, vt_answer *answer) {
    vt_review_list *list = NULL;
    vt_error err = {0};
    const char *query = vt_request_value(&request->query, "q");
    vt_review_options wanted = {.query = *query ? query : NULL,
                                .offset = vt_request_offset(request),
                                .limit = vt_request_limit(request, DEFAULT_LISTED, MOST_LISTED)};
    vt_code code = vt_archive_review(request->archive, &wanted, &list, &err);
    if (code == VT_OK) {
        vt_output output = output_of(answer);
        code = vt_write_review_json(list, false, &output, &err);
    }
    if (code != VT_OK) answer_error(answer, &err);
    vt_review_list_free(list);
}

void vt_api_search(const vt_request *request, vt_answer *answer) {
    vt_asked asked;
    vt_hits *hits = NULL;
    vt_error err = {.code = VT_ERR_MEMORY, .offset = -1, .message = "memory ran out"};
    bool read = vt_asked_read(request, &asked);
    bool facets = *vt_request_value(&request->query, "facets") == '1';
    vt_search_options wanted = {.offset = asked.from,
                                .limit = vt_request_limit(request, DEFAULT_HITS, MOST_LISTED),
                                .sort = asked.sort,
                                .facets = facets ? (1U << VT_FACETS) - 1 : 0};
    vt_code code = read ? vt_archive_search(request->archive, asked.query, &wanted, &hits, &err) : VT_ERR_MEMORY;
    if (code == VT_OK) {
        vt_output output = output_of(answer);
        code = vt_write_hits_json(hits, asked.query, false, &output, &err);
    }
    if (code != VT_OK) answer_error(answer, &err);
    vt_hits_free(hits);
}

void vt_api_graph(const vt_request *request, vt_answer *answer) {
    vt_graph *graph = NULL;
    vt_error err = {0};
    uint32_t limit = vt_request_limit(request, DEFAULT_DRAWN, MOST_LISTED);
    vt_code code = vt_archive_graph(request->archive, vt_request_value(&request->query, "q"), limit, &graph, &err);
    if (code == VT_OK) {
        vt_output output = output_of(answer);
        code = vt_write_graph_json(graph, false, &output, &err);
    }
    if (code != VT_OK) answer_error(answer, &err);
    vt_graph_free(graph);
}

static void emit_offer(vt_emit *emit, const vt_request *request, const vt_offer *offer) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "query", offer->query);
    vt_emit_text(emit, "field", vt_fields[offer->field].name);
    vt_emit_text(emit, "name", vt_filter_field(request->language, offer->field));
    vt_emit_text(emit, "label", offer->label);
    if (offer->label) vt_emit_integer(emit, "documents", (int64_t)offer->documents);
    vt_emit_object_end(emit);
}

static vt_code write_offers(const vt_request *request, const vt_offers *offers, const vt_output *output,
                            vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, output, false);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.offers/1");
    vt_emit_array(&emit, "offers");
    for (size_t i = 0; i < offers->items.count; i++) emit_offer(&emit, request, &offers->items.items[i]);
    vt_emit_array_end(&emit);
    vt_emit_object_end(&emit);
    return vt_emit_finish(&emit, err);
}

void vt_api_complete(const vt_request *request, vt_answer *answer) {
    const vt_overall *overall;
    vt_offers offers;
    vt_error err = {0};
    uint32_t limit = vt_request_limit(request, DEFAULT_OFFERS, MOST_OFFERS);
    const char *typed = vt_request_value(&request->query, "q");
    vt_code code = vt_catalog_overall(request->catalog, request->archive, &overall, &err);
    if (code == VT_OK && !vt_vocabulary_offer(&overall->vocabulary, request->arena, typed, limit, &offers))
        code = vt_fail_memory(&err);
    if (code == VT_OK) {
        vt_output output = output_of(answer);
        code = write_offers(request, &offers, &output, &err);
    }
    if (code != VT_OK) answer_error(answer, &err);
}
