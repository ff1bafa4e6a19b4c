/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the text of an address or a form. Out: names and values, decoded and harmless. */
#include "web/http.h"

#include <string.h>
#include "base/slice.h"
#include "write/plain.h"

enum { MOST_PAIRS = 1000 };

const char *vt_request_value(const vt_pairs *pairs, const char *name) {
    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(pairs->items[i].name, name) == 0) return pairs->items[i].value;
    return "";
}

/* One byte of an escaped text; *at moves behind it. */
static char take_byte(vt_slice text, size_t *at, bool form) {
    char c = text.data[(*at)++];
    if (form && c == '+') return ' ';
    if (c != '%' || *at + 2 > text.size) return c;
    int high = vt_hex_value(text.data[*at]), low = vt_hex_value(text.data[*at + 1]);
    if (high < 0 || low < 0) return c;
    *at += 2;
    return (char)(high * 16 + low);
}

static const char *decode(vt_arena *arena, vt_slice text, bool form) {
    vt_buffer clean;
    vt_output output = vt_buffer_output(&clean);
    char *bytes = vt_arena_bytes(arena, text.size + 1);
    size_t size = 0;
    if (!bytes) return NULL;
    for (size_t at = 0; at < text.size;) bytes[size++] = take_byte(text, &at, form);
    vt_buffer_init(&clean, NULL);
    vt_plain_write(&output, (vt_slice){bytes, size}, true);
    const char *copy = clean.failed ? NULL : vt_arena_text(arena, vt_buffer_slice(&clean));
    vt_buffer_free(&clean);
    return copy;
}

const char *vt_request_decode(vt_arena *arena, vt_slice text) { return decode(arena, text, false); }

/* What stands before the next mark, which is taken too. */
static vt_slice take_until(vt_slice *text, char mark) {
    const char *found = text->size ? memchr(text->data, mark, text->size) : NULL;
    size_t size = found ? (size_t)(found - text->data) : text->size;
    vt_slice head = {text->data, size};
    *text = vt_slice_sub(*text, found ? size + 1 : size, text->size);
    return head;
}

bool vt_request_form(vt_arena *arena, vt_slice text, vt_pairs *pairs) {
    while (text.size && pairs->count < MOST_PAIRS) {
        vt_slice value = take_until(&text, '&'), name = take_until(&value, '=');
        if (!name.size) continue;
        vt_pair *pair = vt_array_push(arena, pairs);
        if (!pair) return false;
        *pair = (vt_pair){decode(arena, name, true), decode(arena, value, true)};
        if (!pair->name || !pair->value) return false;
    }
    return true;
}

static bool is_plain(char c) { return vt_is_letter(c) || vt_is_digit(c) || strchr("-_.~/", c); }

void vt_address_append(vt_buffer *buffer, const char *value) {
    for (; *value; value++) {
        if (is_plain(*value))
            vt_buffer_append_char(buffer, *value);
        else
            vt_buffer_printf(buffer, "%%%02X", (unsigned)(unsigned char)*value);
    }
}
