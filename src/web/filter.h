/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters of a search ("type:KH") as a person reads them. */
#ifndef VT_WEB_FILTER_H
#define VT_WEB_FILTER_H

#include "archive/fields.h"
#include "web/parts.h"

/* What a field of the query language is called: "Loại văn bản". */
const char *vt_filter_field(vt_language language, vt_field_id field);

/* The filter with its field's name and its value in words: "Loại văn bản: Kế hoạch". In the request's arena; the filter
 * itself where it is none of those that the page makes. */
const char *vt_filter_text(const vt_page *page, const char *filter);

#endif
