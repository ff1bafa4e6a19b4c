/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8. Text is checked once, when it is read; after that every pass may trust it. */
#ifndef VT_TEXT_UTF8_H
#define VT_TEXT_UTF8_H

#include <stdint.h>
#include <string.h>
#include "base/arena.h"

/* Bytes of the code point that starts with this byte. */
static inline unsigned vt_utf8_size(char lead) {
    unsigned char c = (unsigned char)lead;
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* The code point at *at in valid UTF-8; *at moves behind it. */
static inline uint32_t vt_utf8_take(const char **at) {
    const unsigned char *s = (const unsigned char *)*at;
    if (s[0] < 0x80) return *at += 1, s[0];
    if (s[0] < 0xE0) return *at += 2, (s[0] & 0x1FU) << 6 | (s[1] & 0x3FU);
    if (s[0] < 0xF0) return *at += 3, (s[0] & 0x0FU) << 12 | (s[1] & 0x3FU) << 6 | (s[2] & 0x3FU);
    *at += 4;
    return (s[0] & 0x07U) << 18 | (s[1] & 0x3FU) << 12 | (s[2] & 0x3FU) << 6 | (s[3] & 0x3FU);
}

/* The same, and nothing moves. */
static inline uint32_t vt_utf8_decode(const char *at) { return vt_utf8_take(&at); }

/* Start of the code point before `at` in valid UTF-8; at is larger than 0. */
static inline size_t vt_utf8_before(const char *text, size_t at) {
    do at--;
    while (at && ((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

/* Writes a code point, at most four bytes; returns how many. */
static inline unsigned vt_utf8_encode(uint32_t point, char *out) {
    if (point < 0x80) return out[0] = (char)point, 1;
    if (point < 0x800) return out[0] = (char)(0xC0 | point >> 6), out[1] = (char)(0x80 | (point & 0x3F)), 2;
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3F));
        return out[2] = (char)(0x80 | (point & 0x3F)), 3;
    }
    out[0] = (char)(0xF0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F));
    return out[3] = (char)(0x80 | (point & 0x3F)), 4;
}

/* True when the eight bytes at `at` are all below 0x80. */
static inline bool vt_ascii8(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return !(word & 0x8080808080808080U);
}

/* Bytes of the well-formed code point at the start of some bytes, of which so many are left, or 0. */
unsigned vt_utf8_sequence(const char *at, size_t left);

/* Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool vt_utf8_valid(vt_slice text);

/* Where the first bad byte stands, or text.size. */
size_t vt_utf8_bad(vt_slice text);

/* Each byte that is no part of well-formed UTF-8 becomes U+FFFD; *bad counts them. Well-formed text is borrowed.
 * False when memory ran out. */
bool vt_utf8_repair(vt_arena *arena, vt_slice text, vt_slice *out, size_t *bad);

#endif
