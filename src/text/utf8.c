/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: bytes. Out: whether they are well-formed UTF-8, or a mended copy. Assumes nothing. */
#include "text/utf8.h"

static bool follows(unsigned char c) { return (c & 0xC0) == 0x80; }

unsigned vt_utf8_sequence(const char *at, size_t left) {
    const unsigned char *s = (const unsigned char *)at;
    if (s[0] < 0x80) return 1;
    if (s[0] < 0xC2 || s[0] > 0xF4) return 0;
    if (s[0] < 0xE0) return left >= 2 && follows(s[1]) ? 2 : 0;
    unsigned char low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;
    unsigned size = s[0] < 0xF0 ? 3 : 4;
    if (left < size || s[1] < low || s[1] > high || !follows(s[2])) return 0;
    return size == 3 || follows(s[3]) ? size : 0;
}

static size_t bad_from(vt_slice text, size_t at) {
    while (at < text.size) {
        if (text.size - at >= 8 && vt_ascii8(text.data + at)) {
            at += 8;
            continue;
        }
        unsigned size = vt_utf8_sequence(text.data + at, text.size - at);
        if (!size) return at;
        at += size;
    }
    return at;
}

size_t vt_utf8_bad(vt_slice text) { return bad_from(text, 0); }

bool vt_utf8_valid(vt_slice text) { return bad_from(text, 0) == text.size; }

static size_t count_bad(vt_slice text) {
    size_t count = 0;
    for (size_t at = bad_from(text, 0); at < text.size; at = bad_from(text, at + 1)) count++;
    return count;
}

bool vt_utf8_repair(vt_arena *arena, vt_slice text, vt_slice *out, size_t *bad) {
    *bad = count_bad(text);
    *out = text;
    if (!*bad) return true;
    if (*bad > (SIZE_MAX - text.size) / 2) return false;
    char *copy = vt_arena_bytes(arena, text.size + 2 * *bad);
    if (!copy) return false;
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        size_t stop = bad_from(text, at);
        memcpy(copy + size, text.data + at, stop - at);
        size += stop - at;
        if (stop < text.size) size += vt_utf8_encode(0xFFFD, copy + size);
        at = stop + 1;
    }
    *out = (vt_slice){copy, size};
    return true;
}
