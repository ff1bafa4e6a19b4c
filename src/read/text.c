/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the bytes of a plain text file, UTF-8 or UTF-16 with a mark or a legacy charset.
 * Out: its lines, with the hints that can be seen. Assumes no binary data.
 */
#include <string.h>
#include "base/error.h"
#include "base/slice.h"
#include "read/read.h"
#include "read/text_charset.h"
#include "text/scan.h"
#include "text/utf8.h"

enum { TAB_COLUMNS = 8, AT_ONCE = 32 };

typedef struct reading {
    vt_text_decoder decoder;
    vt_arena *arena;
    vt_lines *lines;
    vt_limits limits;
    vt_error *err;
    unsigned unit;           /* bytes of the file a code unit: 1, or 2 in UTF-16 */
    uint64_t offset;         /* of the body in the file */
    uint32_t blank;          /* empty lines since the last one with text */
    VT_ARRAY(uint8_t) flags; /* of each line, as the scan told */
} reading;

/* ---- the body as one piece of bytes, borrowed where it is no UTF-16 ---- */

static uint16_t unit_at(vt_slice bytes, size_t at, bool big) {
    unsigned char first = (unsigned char)bytes.data[at], second = (unsigned char)bytes.data[at + 1];
    return (uint16_t)(big ? first << 8 | second : second << 8 | first);
}

static bool is_high(uint16_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
static bool is_low(uint16_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

/* A code unit makes three bytes at most; a lone surrogate and half a unit at the end become U+FFFD. */
static bool from_utf16(vt_arena *arena, vt_slice bytes, bool big, vt_slice *body) {
    char *out = bytes.size < SIZE_MAX / 2 ? vt_arena_bytes(arena, bytes.size / 2 * 3 + 4) : NULL;
    size_t size = 0, at = 0;
    if (!out) return false;
    for (; at + 1 < bytes.size; at += 2) {
        uint32_t point = unit_at(bytes, at, big);
        uint16_t next = at + 3 < bytes.size ? unit_at(bytes, at + 2, big) : 0;
        if (is_high((uint16_t)point) && is_low(next)) {
            point = 0x10000 + ((point - 0xD800) << 10) + (next - 0xDC00U);
            at += 2;
        } else if (point >= 0xD800 && point < 0xE000) {
            point = 0xFFFD;
        }
        size += vt_utf8_encode(point, out + size);
    }
    if (at < bytes.size) size += vt_utf8_encode(0xFFFD, out + size);
    *body = (vt_slice){out, size};
    return true;
}

static bool take_body(reading *r, vt_slice bytes, vt_slice *body) {
    r->unit = 1;
    if (vt_slice_starts(bytes, VT_LITERAL("\xFF\xFE")) || vt_slice_starts(bytes, VT_LITERAL("\xFE\xFF"))) {
        r->unit = 2;
        r->offset = 2;
        return from_utf16(r->arena, vt_slice_sub(bytes, 2, bytes.size), bytes.data[0] == '\xFE', body);
    }
    if (vt_slice_starts(bytes, VT_LITERAL("\xEF\xBB\xBF"))) r->offset = 3;
    *body = vt_slice_sub(bytes, (size_t)r->offset, bytes.size);
    return true;
}

/* ---- lines ---- */

/* Bytes of the file that a piece of the body took. */
static uint64_t source_size(const reading *r, vt_slice piece) {
    if (r->unit == 1) return piece.size;
    uint64_t units = 0;
    for (size_t at = 0; at < piece.size; at += vt_utf8_size(piece.data[at]))
        units += vt_utf8_size(piece.data[at]) == 4 ? 2 : 1;
    return units * 2;
}

/* Whether a line ends in these bytes: asked of all at once. */
static bool holds_end(const char *bytes) {
    unsigned char found = 0;
    for (size_t i = 0; i < AT_ONCE; i++) found |= vt_ends_line(bytes[i]);
    return found;
}

static size_t line_end(vt_slice body, size_t at) {
    while (body.size - at >= AT_ONCE && !holds_end(body.data + at)) at += AT_ONCE;
    while (at < body.size && !vt_ends_line(body.data[at])) at++;
    return at;
}

static size_t end_size(vt_slice body, size_t at) {
    if (at == body.size) return 0;
    return body.data[at] == '\r' && at + 1 < body.size && body.data[at + 1] == '\n' ? 2 : 1;
}

static uint32_t indent_of(vt_slice text) {
    uint32_t columns = 0;
    for (size_t at = 0; at < text.size && vt_is_space(text.data[at]); at++)
        columns = text.data[at] == '\t' ? (columns / TAB_COLUMNS + 1) * TAB_COLUMNS : columns + 1;
    return columns;
}

/* Scans each line, before any is decoded: what the file holds tells how. *all: the flags of any of them. */
static bool scan_lines(reading *r, vt_arena *scratch, vt_slice body, unsigned *all) {
    *all = 0;
    for (size_t at = 0; at < body.size; at += end_size(body, at)) {
        unsigned own;
        at = vt_scan_line(body, at, &own);
        uint8_t *flags = vt_array_push(scratch, &r->flags);
        if (!flags) return false;
        *flags = (uint8_t)own;
        *all |= own;
    }
    return true;
}

static vt_code add_line(reading *r, vt_slice raw, unsigned flags, bool new_page) {
    vt_slice text;
    size_t runs = r->lines->runs.count;
    if (!vt_text_decode(&r->decoder, raw, flags, r->lines->lines.count, &text)) return vt_fail_memory(r->err);
    if (!vt_slice_trim(text).size) {
        r->blank += !new_page;
        r->lines->runs.count = runs; /* legacy bytes for nothing but blanks: no line has them */
        return VT_OK;
    }
    if (r->lines->lines.count >= r->limits.lines) return vt_limit_fail(&r->limits, VT_LIMIT_lines, NULL, r->err);
    vt_line *line = vt_array_push(r->arena, &r->lines->lines);
    if (!line) return vt_fail_memory(r->err);
    *line = (vt_line){.text = text,
                      .source = r->offset,
                      .blank_before = r->blank,
                      .indent = indent_of(text),
                      .table = -1,
                      .row = -1,
                      .cell = -1};
    r->blank = 0;
    return VT_OK;
}

static vt_code add_lines(reading *r, vt_slice body) {
    const uint8_t *flags = r->flags.items;
    for (size_t at = 0; at < body.size; flags++) {
        size_t end = line_end(body, at), next = end + end_size(body, end);
        vt_code code = add_line(r, vt_slice_sub(body, at, end), *flags, end < body.size && body.data[end] == '\f');
        if (code) return code;
        r->offset += source_size(r, vt_slice_sub(body, at, next));
        at = next;
    }
    return VT_OK;
}

/* ---- what the file was encoded in ---- */

static const char *encoding_name(const reading *r, vt_charset charset) {
    return charset == VT_CHARSET_UTF8 && r->unit == 2 ? "utf-16" : vt_charset_name(charset);
}

/* Most used first; a file of ASCII is UTF-8. */
static vt_code add_encodings(reading *r) {
    size_t *used = r->decoder.used;
    bool any = false;
    for (int i = 0; i < VT_CHARSET_COUNT; i++) any |= used[i] > 0;
    if (!any) used[VT_CHARSET_UTF8] = 1;
    for (;;) {
        int most = 0;
        for (int i = 1; i < VT_CHARSET_COUNT; i++)
            if (used[i] > used[most]) most = i;
        if (!used[most]) return VT_OK;
        const char **name = vt_array_push(r->arena, &r->lines->encodings);
        if (!name) return vt_fail_memory(r->err);
        *name = encoding_name(r, (vt_charset)most);
        used[most] = 0;
    }
}

static vt_code add_note(reading *r) {
    if (!r->decoder.bad_bytes) return VT_OK;
    vt_read_note *note = vt_array_push(r->arena, &r->lines->notes);
    const char *message =
        vt_arena_printf(r->arena, "%zu bytes are not text of a known charset and were replaced", r->decoder.bad_bytes);
    if (!note || !message) return vt_fail_memory(r->err);
    *note = (vt_read_note){"text.bytes", message, r->decoder.first_bad};
    return VT_OK;
}

static vt_code read_text(vt_slice bytes, const vt_limits *limits, vt_arena *arena, vt_arena *scratch, vt_lines *lines,
                         vt_error *err) {
    reading r = {.arena = arena, .lines = lines, .limits = vt_limits_resolve(limits), .err = err};
    vt_slice body;
    unsigned flags;
    if (bytes.size > r.limits.text_bytes) return vt_limit_fail(&r.limits, VT_LIMIT_text_bytes, NULL, err);
    if (!take_body(&r, bytes, &body) || !scan_lines(&r, scratch, body, &flags) ||
        !vt_text_decoder_init(&r.decoder, arena, scratch, lines, body, flags))
        return vt_fail_memory(err);
    vt_code code = add_lines(&r, body);
    if (!code) code = add_encodings(&r);
    return code ? code : add_note(&r);
}

/* Whatever was not refused as binary is text. */
static bool sniff_text(vt_slice bytes, const char *name) {
    (void)name;
    return bytes.size > 0;
}

const vt_reader vt_reader_text = {"text", sniff_text, read_text};
