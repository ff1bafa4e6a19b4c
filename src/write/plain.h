/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text made harmless for a terminal: control characters (C0 but line feed and
 * tab, DEL, C1), marks that reorder what is shown (Bidi_Control of Unicode:
 * U+061C, U+200E, U+200F, U+202A..U+202E, U+2066..U+2069) and bytes that are
 * not UTF-8 become U+FFFD, so that no escape sequence of a document reaches
 * the screen.
 */
#ifndef VT_WRITE_PLAIN_H
#define VT_WRITE_PLAIN_H

#include <stdint.h>
#include <vanthu/write.h>

/* A code point that is not one: the byte is no UTF-8. */
#define VT_POINT_INVALID UINT32_MAX

/* Decodes one code point of untrusted bytes; returns how many bytes it took (1 for an invalid byte, 0 at the end). */
size_t vt_point_next(const char *bytes, size_t size, uint32_t *point);

/* Whether a terminal must not be given this code point. */
bool vt_point_is_control(uint32_t point);

/* Writes one whole piece of text, made harmless. breaks: keep line feeds and tabs; otherwise each becomes a space. */
bool vt_plain_write(const vt_output *output, vt_slice text, bool breaks);

/* A filter that stands before another output; a code point may be split over writes. */
typedef struct vt_plain_filter {
    const vt_output *next;
    char held[4]; /* start of a code point whose rest is to come */
    size_t held_size;
} vt_plain_filter;

/* The filter as an output; it borrows filter, which borrows next. */
vt_output vt_plain_filter_output(vt_plain_filter *filter, const vt_output *next);

/* Writes what is held back: an unfinished code point at the very end. */
bool vt_plain_filter_end(vt_plain_filter *filter);

/* Columns that text takes on a terminal; combining marks take none. */
size_t vt_plain_width(vt_slice text);

#endif
