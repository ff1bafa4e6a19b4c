/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A compact checker of Vietnamese syllables (âm tiết): onset, rime and tone by
 * the rules of spelling (chính tả). Says whether a word is spelt as a Vietnamese
 * syllable can be, wherever in it the tone mark stands.
 */
#ifndef VT_TEXT_SYLLABLE_H
#define VT_TEXT_SYLLABLE_H

#include <vanthu/text.h>
#include "text/letter.h"

enum { VT_SYLLABLE_MOST = 7 }; /* letters: nghiêng */

typedef struct vt_syllable {
    uint8_t letters[VT_SYLLABLE_MOST]; /* codes of letter.h, one a code point of the word */
    uint8_t count;
    uint8_t onset;   /* how many of them are the onset (âm đầu) */
    uint8_t tone;    /* vt_tone */
    uint8_t tone_at; /* the letter that carries the tone; 0 when there is none */
} vt_syllable;

/* Reads one word of NFC text, in any case; false when it is no Vietnamese syllable. */
bool vt_syllable_read(vt_slice word, vt_syllable *syllable);

/* The same for letters that are read already: fills onset from letters, count and tone. */
bool vt_syllable_split(vt_syllable *syllable);

/* The letter that ought to carry the tone, in the placement hòa, khỏe, thủy. */
unsigned vt_syllable_tone_place(const vt_syllable *syllable);

#endif
