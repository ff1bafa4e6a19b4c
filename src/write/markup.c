/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: text. Out: markup that it cannot break out of. */
#include "write/markup.h"

#include <stdarg.h>
#include <stdio.h>
#include "base/slice.h"
#include "write/plain.h"

static void put(vt_markup *markup, const char *bytes, size_t size) {
    if (size && !markup->failed) markup->failed = !markup->output->write(markup->output->context, bytes, size);
}

void vt_markup_put(vt_markup *markup, const char *text) { put(markup, text, strlen(text)); }

void vt_markup_printf(vt_markup *markup, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= sizeof text)
        markup->failed = true;
    else
        put(markup, text, (size_t)size);
}

/* What stands for a code point; NULL: itself. */
static const char *escape_of(uint32_t point) {
    switch (point) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\n': return "&#10;";
    case '\t': return " ";
    case 0xFFFE:
    case 0xFFFF: return "\xEF\xBF\xBD";
    default: return vt_point_is_control(point) || point == VT_POINT_INVALID ? "\xEF\xBF\xBD" : NULL;
    }
}

void vt_markup_text(vt_markup *markup, vt_slice text) {
    size_t start = 0; /* of the run that stands for itself */
    for (size_t at = 0; at < text.size;) {
        uint32_t point;
        size_t size = vt_point_next(text.data + at, text.size - at, &point);
        const char *escape = escape_of(point);
        if (escape) {
            put(markup, text.data + start, at - start);
            vt_markup_put(markup, escape);
            start = at + size;
        }
        at += size;
    }
    put(markup, text.data + start, text.size - start);
}

enum { SMALL = 3, CAPITAL = 4, NARROW = 2 }; /* thirds of a small letter's width */

static bool is_capital(uint32_t point) {
    static const uint32_t single[] = {0x102, 0x110, 0x128, 0x168, 0x1A0, 0x1AF}; /* Ă Đ Ĩ Ũ Ơ Ư */
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        if (point == single[i]) return true;
    return (point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE) ||
           (point >= 0x1EA0 && point <= 0x1EF9 && point % 2 == 0);
}

static size_t width_of(uint32_t point, vt_slice bytes) {
    if (!vt_plain_width(bytes)) return 0; /* a combining mark */
    if (point < 0x80 && strchr(" .,;:'!ijlt()|/-", (int)point)) return NARROW;
    return is_capital(point) ? CAPITAL : SMALL;
}

/* How many bytes of the text are at most so wide. */
static size_t size_within(vt_slice text, size_t thirds) {
    size_t at = 0, width = 0;
    while (at < text.size) {
        uint32_t point;
        size_t size = vt_point_next(text.data + at, text.size - at, &point);
        width += width_of(point, vt_slice_sub(text, at, at + size));
        if (width > thirds) break;
        at += size;
    }
    return at;
}

void vt_markup_beginning(vt_markup *markup, vt_slice text, size_t letters) {
    enum { LONGEST_WORD = 8 }; /* Vietnamese words are short; a longer one is cut */
    text = vt_slice_trim(text);
    if (size_within(text, letters * SMALL) == text.size) {
        vt_markup_text(markup, text);
        return;
    }
    size_t size = size_within(text, (letters - 1) * SMALL), end = size;
    while (end && size - end < LONGEST_WORD && !vt_is_space(text.data[end])) end--;
    if (end && vt_is_space(text.data[end])) size = end;
    while (size && strchr(" ,;.-(", text.data[size - 1])) size--;
    vt_markup_text(markup, vt_slice_sub(text, 0, size));
    vt_markup_put(markup, "\xE2\x80\xA6");
}
