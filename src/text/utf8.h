/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding valid UTF-8. Text is checked once, when it is read; after that every pass may trust it. */
#ifndef VT_TEXT_UTF8_H
#define VT_TEXT_UTF8_H

#include <stdint.h>
#include <vanthu/text.h>

/* Bytes of the code point that starts with this byte. */
static inline unsigned vt_utf8_size(char lead) {
    unsigned char c = (unsigned char)lead;
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* The code point at the start of valid UTF-8. */
static inline uint32_t vt_utf8_decode(const char *at) {
    const unsigned char *s = (const unsigned char *)at;
    if (s[0] < 0x80) return s[0];
    if (s[0] < 0xE0) return (s[0] & 0x1FU) << 6 | (s[1] & 0x3FU);
    if (s[0] < 0xF0) return (s[0] & 0x0FU) << 12 | (s[1] & 0x3FU) << 6 | (s[2] & 0x3FU);
    return (s[0] & 0x07U) << 18 | (s[1] & 0x3FU) << 12 | (s[2] & 0x3FU) << 6 | (s[3] & 0x3FU);
}

#endif
