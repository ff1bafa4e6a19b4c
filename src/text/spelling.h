/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many words of a text are spelt as no Vietnamese syllable can be: what a bad scan is known by. */
#ifndef VT_TEXT_SPELLING_H
#define VT_TEXT_SPELLING_H

#include <stdint.h>
#include <vanthu/text.h>

/* Plain words are runs of letters that begin with one of ASCII and have no capital behind it; a single one is none. */
typedef struct vt_spelling {
    size_t plain, wrong; /* of the plain ones, those that are no syllable */
} vt_spelling;

/* Adds the words of NFC text. */
void vt_spelling_add(vt_spelling *spelling, vt_slice text);

#endif
