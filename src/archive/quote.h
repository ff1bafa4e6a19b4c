/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quotations: most strings of a document stand in its text, but for white space.
 * So a stored record need not hold them again, only where they stand.
 *
 * A line stands at a place when it is what is there with each run of white space
 * as one blank. Places follow one another: each is looked for a little behind
 * the last one.
 */
#ifndef VT_ARCHIVE_QUOTE_H
#define VT_ARCHIVE_QUOTE_H

#include <vanthu/text.h>

typedef struct vt_quoting {
    vt_slice text;
    size_t at;   /* in the text; the end of the last quotation, or what the caller sets it to */
    size_t left; /* how much may still be quoted: a damaged record must not grow without bounds */
} vt_quoting;

vt_quoting vt_quote_from(vt_slice text);

/* Where the line stands at q->at or a little behind it; SIZE_MAX: nowhere there. Moves q->at to the quotation's end. */
size_t vt_quote_find(vt_quoting *q, vt_slice line);

/* Writes the line of that size that stands there, and moves q->at to its end. False when the text ends before. */
bool vt_quote_copy(vt_quoting *q, size_t start, size_t size, char *to);

#endif
