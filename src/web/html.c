/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: markup and values. Out: HTML in which every value is escaped. */
#include "web/html.h"

#include <stdarg.h>
#include <string.h>
#include "base/slice.h"

static const char *entity_of(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void vt_html_text(vt_page *page, vt_slice text) {
    size_t start = 0;
    for (size_t i = 0; i < text.size; i++) {
        const char *entity = entity_of(text.data[i]);
        if (!entity) continue;
        vt_buffer_append(page->out, text.data + start, i - start);
        vt_buffer_append_text(page->out, entity);
        start = i + 1;
    }
    if (text.size > start) vt_buffer_append(page->out, text.data + start, text.size - start);
}

const char *vt_page_word(const vt_page *page, vt_word_id id) { return vt_word_in(page->request->language, id); }

const char *vt_page_made(const vt_page *page, const char *text) {
    if (!text) page->out->failed = true;
    return text ? text : "";
}

const char *vt_page_address(const vt_page *page, const char *value) {
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    if (value) vt_address_append(&buffer, value);
    const char *copy = buffer.failed ? NULL : vt_arena_text(page->request->arena, vt_buffer_slice(&buffer));
    vt_buffer_free(&buffer);
    return vt_page_made(page, copy);
}

/* One conversion, behind its percent sign; returns what follows it. */
static const char *put_value(vt_page *page, const char *kind, va_list *values) {
    char length = *kind == 'l' || *kind == 'z' ? *kind++ : '\0';
    switch (*kind) {
    case 's': vt_html_text(page, vt_slice_of(va_arg(*values, const char *))); break;
    case 'd': vt_buffer_printf(page->out, "%d", va_arg(*values, int)); break;
    case 'u':
        if (length == 'l')
            vt_buffer_printf(page->out, "%lu", va_arg(*values, unsigned long));
        else if (length == 'z')
            vt_buffer_printf(page->out, "%zu", va_arg(*values, size_t));
        else
            vt_buffer_printf(page->out, "%u", va_arg(*values, unsigned));
        break;
    default: vt_buffer_append_char(page->out, *kind);
    }
    return kind + 1;
}

void vt_html(vt_page *page, const char *markup, ...) {
    va_list values;
    va_start(values, markup);
    for (const char *next; (next = strchr(markup, '%')) && next[1];) {
        vt_buffer_append(page->out, markup, (size_t)(next - markup));
        markup = put_value(page, next + 1, &values);
    }
    vt_buffer_append_text(page->out, markup);
    va_end(values);
}
