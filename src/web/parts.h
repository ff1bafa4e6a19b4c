/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces that several pages show alike. */
#ifndef VT_WEB_PARTS_H
#define VT_WEB_PARTS_H

#include "web/html.h"

/* What a list shows of a document; NULL where unknown. */
typedef struct vt_hit_head {
    const char *id, *type, *number, *date, *issuer, *title, *path;
} vt_hit_head;

/* Number, date and issuer on one line, the title as a link below. */
void vt_page_hit_head(vt_page *page, const vt_hit_head *head);

/* A date as it is written in Vietnam: 09/01/2023, 01/2023, 2023. In the request's arena; "" when there is none. */
const char *vt_page_date(const vt_page *page, const char *iso);

/* A file without the folders that it lies in; NULL stays NULL. */
const char *vt_page_file_name(const char *path);

/* Text in which these spans of it are marked. */
void vt_page_marked(vt_page *page, const char *text, const vt_span *marks, size_t count);

/* A document as an item of a list: a link to who cites it, and how many do. reference: as /cited-by takes it. */
void vt_page_cited_item(vt_page *page, const char *reference, const char *text, uint64_t documents);

/* What a field is called, by its dotted path ("signers.0.name"). */
const char *vt_page_field_name(const vt_page *page, const char *path);

/* The box for a query, which leads to that page. */
void vt_page_search_form(vt_page *page, const char *action, const char *query);

/* The same in two halves, for what else goes with the query. */
void vt_page_search_begin(vt_page *page, const char *action, const char *query);
void vt_page_search_end(vt_page *page);

/* Links to the pages before and behind; address ends with "?" or "&". */
void vt_page_pager(vt_page *page, const char *address, uint32_t offset, uint32_t limit, uint64_t total);

/* A figure of the request; 0 when there is none that is sensible. */
uint32_t vt_request_number(const vt_request *request, const char *name);

/* How many of a list it asks for ("limit"): the default when it does not say, and no more than the most. */
uint32_t vt_request_limit(const vt_request *request, uint32_t otherwise, uint32_t most);

/* "from" of the request: how many are passed over. */
uint32_t vt_request_offset(const vt_request *request);

#endif
