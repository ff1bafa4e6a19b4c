/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages, each a function that turns a request into an answer; site.c says which path leads to which. */
#ifndef VT_WEB_PAGES_H
#define VT_WEB_PAGES_H

#include "web/parts.h"

void vt_api_cited_by(const vt_request *request, vt_answer *answer);
void vt_api_complete(const vt_request *request, vt_answer *answer);
void vt_api_document(const vt_request *request, vt_answer *answer);
void vt_page_cited_by(const vt_request *request, vt_answer *answer);
void vt_page_compare(const vt_request *request, vt_answer *answer);
void vt_page_language(const vt_request *request, vt_answer *answer);
void vt_page_original(const vt_request *request, vt_answer *answer);
void vt_page_review(const vt_request *request, vt_answer *answer);
void vt_page_review_next(const vt_request *request, vt_answer *answer);
void vt_page_change(const vt_request *request, vt_answer *answer);
void vt_page_bases(const vt_request *request, vt_answer *answer);
void vt_page_preamble(const vt_request *request, vt_answer *answer);
void vt_page_overview(const vt_request *request, vt_answer *answer);
void vt_api_bases(const vt_request *request, vt_answer *answer);
void vt_api_review(const vt_request *request, vt_answer *answer);
void vt_page_map(const vt_request *request, vt_answer *answer);
void vt_api_search(const vt_request *request, vt_answer *answer);
void vt_api_graph(const vt_request *request, vt_answer *answer);
void vt_page_search_cited(const vt_request *request, vt_answer *answer);
void vt_page_document(const vt_request *request, vt_answer *answer);
void vt_page_search(const vt_request *request, vt_answer *answer);

/* What went wrong, as a page. */
void vt_answer_failed(const vt_request *request, vt_answer *answer, const vt_error *err);

#endif
