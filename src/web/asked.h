/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a page of results was asked for: the query as typed, filters that were
 * chosen beside it ("type:KH"), the order, the place in the list; and addresses
 * that ask for a little more or less.
 */
#ifndef VT_WEB_ASKED_H
#define VT_WEB_ASKED_H

#include "web/parts.h"

enum { VT_FILTERS = 16 };

typedef struct vt_asked {
    const char *typed;
    const char *filters[VT_FILTERS];
    size_t filter_count;
    vt_sort sort;
    uint32_t from;
    const char *query; /* all of it, as the archive is asked */
} vt_asked;

/* False when memory ran out. */
bool vt_asked_read(const vt_request *request, vt_asked *asked);

/* The same with another filter, without one of those that are there (or neither: NULL), or in another order; from the
 * first. In the request's arena; "" when memory ran out. */
const char *vt_asked_with(const vt_page *page, const vt_asked *asked, const char *filter);
const char *vt_asked_without(const vt_page *page, const vt_asked *asked, size_t filter);
const char *vt_asked_sorted(const vt_page *page, const vt_asked *asked, vt_sort sort);

/* A filter that stands for a facet's value. */
const char *vt_asked_filter(const vt_page *page, vt_facet_kind kind, const char *value);

#endif
