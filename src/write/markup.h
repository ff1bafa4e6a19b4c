/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pieces of markup on an output. A failed write is remembered, and nothing is
 * written after it.
 */
#ifndef VT_WRITE_MARKUP_H
#define VT_WRITE_MARKUP_H

#include <vanthu/write.h>

typedef struct vt_markup {
    const vt_output *output;
    bool failed;
} vt_markup;

/* As it is. */
void vt_markup_put(vt_markup *markup, const char *text);

/* printf, for numbers and the writer's own words: at most 511 bytes. */
__attribute__((format(printf, 2, 3))) void vt_markup_printf(vt_markup *markup, const char *format, ...);

/* Text of a document for XML, in an element or a quoted attribute; what XML cannot hold becomes U+FFFD. */
void vt_markup_text(vt_markup *markup, vt_slice text);

/*
 * The beginning of a text, for XML: at most as wide as so many small letters in a
 * font of varying width, cut between words where one ends near, with an ellipsis.
 */
void vt_markup_beginning(vt_markup *markup, vt_slice text, size_t letters);

#endif
