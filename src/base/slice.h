/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small operations on slices. No memory is taken; nothing is copied. */
#ifndef VT_BASE_SLICE_H
#define VT_BASE_SLICE_H

#include <string.h>
#include <vanthu/text.h>

/* A slice of a string literal or of a terminated string. */
#define VT_LITERAL(s) ((vt_slice){"" s, sizeof(s) - 1})
/* The same as an initialiser in a static table. */
#define VT_LITERAL_INIT(s) {"" s, sizeof(s) - 1}

static inline vt_slice vt_slice_of(const char *text) { return (vt_slice){text, text ? strlen(text) : 0}; }

static inline vt_slice vt_slice_sub(vt_slice text, size_t start, size_t end) {
    return (vt_slice){text.data + start, end - start};
}

static inline bool vt_slice_equal(vt_slice a, vt_slice b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* As bytes; a slice that another begins with is smaller. */
static inline int vt_slice_compare(vt_slice a, vt_slice b) {
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.data, b.data, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static inline bool vt_slice_is(vt_slice a, const char *b) { return vt_slice_equal(a, vt_slice_of(b)); }

static inline bool vt_slice_starts(vt_slice text, vt_slice head) {
    if (text.size < head.size || head.size == 0) return head.size == 0;
    return text.data[0] == head.data[0] && memcmp(text.data, head.data, head.size) == 0;
}

static inline bool vt_slice_ends(vt_slice text, vt_slice tail) {
    if (text.size < tail.size || tail.size == 0) return tail.size == 0;
    return text.data[text.size - 1] == tail.data[tail.size - 1] &&
           memcmp(text.data + text.size - tail.size, tail.data, tail.size) == 0;
}

static inline bool vt_is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline bool vt_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool vt_is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Of a hexadecimal digit; -1: it is none. */
static inline int vt_hex_value(char c) {
    if (vt_is_digit(c)) return c - '0';
    char small = (char)(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/* Text in its order, what is not there last. */
static inline int vt_compare_known(const char *a, const char *b) {
    if (!a || !b) return !a - !b;
    return strcmp(a, b);
}

/* Without ASCII white space at both ends. */
static inline vt_slice vt_slice_trim(vt_slice text) {
    while (text.size && vt_is_space(text.data[0])) text.data++, text.size--;
    while (text.size && vt_is_space(text.data[text.size - 1])) text.size--;
    return text;
}

#endif
