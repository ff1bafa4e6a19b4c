/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a request. Out: what it asks for, and addresses near it. */
#include "web/asked.h"

#include <string.h>

/* AND binds closer than OR: what is typed with OR is one operand beside the filters. */
static void append_query(const vt_asked *asked, vt_buffer *buffer) {
    bool group = asked->filter_count && strstr(asked->typed, " OR ");
    vt_buffer_printf(buffer, group ? "(%s)" : "%s", asked->typed);
    for (size_t i = 0; i < asked->filter_count; i++) vt_buffer_printf(buffer, " %s", asked->filters[i]);
}

bool vt_asked_read(const vt_request *request, vt_asked *asked) {
    const char *sort = vt_request_value(&request->query, "sort");
    vt_buffer query;
    *asked = (vt_asked){.typed = vt_request_value(&request->query, "q"), .from = vt_request_offset(request)};
    for (int i = 0; i < VT_SORTS; i++)
        if (strcmp(sort, vt_sort_id((vt_sort)i)) == 0) asked->sort = (vt_sort)i;
    for (size_t i = 0; i < request->query.count && asked->filter_count < VT_FILTERS; i++) {
        const vt_pair *pair = &request->query.items[i];
        if (strcmp(pair->name, "f") == 0 && *pair->value) asked->filters[asked->filter_count++] = pair->value;
    }
    vt_buffer_init(&query, NULL);
    append_query(asked, &query);
    asked->query = query.failed ? NULL : vt_arena_text(request->arena, vt_buffer_slice(&query));
    vt_buffer_free(&query);
    return asked->query;
}

static const char *address_of(const vt_page *page, const vt_asked *asked) {
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    vt_buffer_append_text(&buffer, "/search?q=");
    vt_address_append(&buffer, asked->typed);
    for (size_t i = 0; i < asked->filter_count; i++) {
        vt_buffer_append_text(&buffer, "&f=");
        vt_address_append(&buffer, asked->filters[i]);
    }
    if (asked->sort) vt_buffer_printf(&buffer, "&sort=%s", vt_sort_id(asked->sort));
    const char *copy = buffer.failed ? NULL : vt_arena_text(page->request->arena, vt_buffer_slice(&buffer));
    vt_buffer_free(&buffer);
    return vt_page_made(page, copy);
}

const char *vt_asked_with(const vt_page *page, const vt_asked *asked, const char *filter) {
    vt_asked more = *asked;
    if (filter && more.filter_count < VT_FILTERS) more.filters[more.filter_count++] = filter;
    return address_of(page, &more);
}

const char *vt_asked_without(const vt_page *page, const vt_asked *asked, size_t filter) {
    vt_asked less = *asked;
    less.filter_count--;
    for (size_t i = filter; i < less.filter_count; i++) less.filters[i] = less.filters[i + 1];
    return address_of(page, &less);
}

const char *vt_asked_sorted(const vt_page *page, const vt_asked *asked, vt_sort sort) {
    vt_asked other = *asked;
    other.sort = sort;
    return address_of(page, &other);
}

const char *vt_asked_filter(const vt_page *page, vt_facet_kind kind, const char *value) {
    bool plain = kind == VT_FACET_TYPE || kind == VT_FACET_YEAR;
    const char *filter =
        vt_arena_printf(page->request->arena, plain ? "%s:%s" : "%s:\"%s\"", vt_facet_field(kind), value);
    return vt_page_made(page, filter);
}
