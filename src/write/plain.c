/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: bytes that nobody has checked. Out: text that a terminal only shows. */
#include "write/plain.h"

#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* Bytes of a code point by its first byte; 0 where none starts so. */
static size_t sequence_size(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

static bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

size_t vt_point_next(const char *bytes, size_t size, uint32_t *point) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    *point = VT_POINT_INVALID;
    if (!size) return 0;
    const unsigned char *s = (const unsigned char *)bytes;
    size_t needed = sequence_size(s[0]);
    if (needed == 0 || needed > size) return 1;
    uint32_t value = needed == 1 ? s[0] : s[0] & (0x7FU >> needed);
    for (size_t i = 1; i < needed; i++) {
        if (!is_continuation(s[i])) return 1;
        value = value << 6 | (s[i] & 0x3FU);
    }
    if (value < least[needed] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 1;
    *point = value;
    return needed;
}

bool vt_point_is_control(uint32_t point) {
    if (point == '\n' || point == '\t') return false;
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069) || point == 0x200E || point == 0x200F || point == 0x061C ||
           point == VT_POINT_INVALID;
}

static bool put(const vt_output *output, const char *bytes, size_t size) {
    return size == 0 || output->write(output->context, bytes, size);
}

static const char *stand_in(uint32_t point, bool breaks) {
    if (vt_point_is_control(point)) return replacement;
    return !breaks && (point == '\n' || point == '\t') ? " " : NULL;
}

bool vt_plain_write(const vt_output *output, vt_slice text, bool breaks) {
    size_t start = 0; /* of the run that is written as it stands */
    for (size_t at = 0; at < text.size;) {
        uint32_t point;
        size_t size = vt_point_next(text.data + at, text.size - at, &point);
        const char *instead = stand_in(point, breaks);
        if (instead) {
            if (!put(output, text.data + start, at - start) || !put(output, instead, strlen(instead))) return false;
            start = at + size;
        }
        at += size;
    }
    return put(output, text.data + start, text.size - start);
}

/* Bytes at the end of the text that begin a code point whose rest may still come. */
static size_t unfinished_size(const char *bytes, size_t size) {
    for (size_t back = 1; back <= 3 && back <= size; back++) {
        unsigned char byte = (unsigned char)bytes[size - back];
        if (is_continuation(byte)) continue;
        return sequence_size(byte) > back ? back : 0;
    }
    return 0;
}

/* Completes the held code point from the front of text; false only when writing failed. */
static bool finish_held(vt_plain_filter *filter, vt_slice *text) {
    size_t needed = sequence_size((unsigned char)filter->held[0]);
    while (filter->held_size < needed && text->size && is_continuation((unsigned char)text->data[0])) {
        filter->held[filter->held_size++] = *text->data++;
        text->size--;
    }
    if (filter->held_size < needed && !text->size) return true;
    return vt_plain_filter_end(filter);
}

static bool filter_write(void *context, const char *bytes, size_t size) {
    vt_plain_filter *filter = context;
    vt_slice text = {bytes, size};
    if (filter->held_size && !finish_held(filter, &text)) return false;
    if (!text.size) return true;
    size_t kept = unfinished_size(text.data, text.size);
    text.size -= kept;
    if (!vt_plain_write(filter->next, text, true)) return false;
    memcpy(filter->held, text.data + text.size, kept);
    filter->held_size = kept;
    return true;
}

vt_output vt_plain_filter_output(vt_plain_filter *filter, const vt_output *next) {
    *filter = (vt_plain_filter){.next = next};
    return (vt_output){filter_write, filter};
}

bool vt_plain_filter_end(vt_plain_filter *filter) {
    vt_slice held = {filter->held, filter->held_size};
    filter->held_size = 0;
    return vt_plain_write(filter->next, held, true);
}

typedef struct range {
    uint32_t first, last;
    unsigned columns;
} range;

/* The blocks that matter beside letters of one column: marks, joiners, East Asian and pictures. */
static const range widths[] = {
    {0x0300, 0x036F, 0}, {0x1100, 0x115F, 2}, {0x200B, 0x200F, 0},   {0x2060, 0x2064, 0},
    {0x20D0, 0x20FF, 0}, {0x2E80, 0xA4CF, 2}, {0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},
    {0xFE00, 0xFE0F, 0}, {0xFE20, 0xFE2F, 0}, {0xFE30, 0xFE6F, 2},   {0xFEFF, 0xFEFF, 0},
    {0xFF00, 0xFF60, 2}, {0xFFE0, 0xFFE6, 2}, {0x1F300, 0x1FAFF, 2}, {0x20000, 0x3FFFD, 2},
};

static unsigned point_width(uint32_t point) {
    for (size_t i = 0; point >= 0x300 && i < sizeof widths / sizeof *widths; i++)
        if (point >= widths[i].first && point <= widths[i].last) return widths[i].columns;
    return 1;
}

size_t vt_plain_width(vt_slice text) {
    size_t columns = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t point;
        at += vt_point_next(text.data + at, text.size - at, &point);
        columns += point == VT_POINT_INVALID ? 1 : point_width(point);
    }
    return columns;
}
