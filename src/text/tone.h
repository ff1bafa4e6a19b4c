/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Equal spellings of one word made equal, for the index and for keys; never a
 * rewrite of the text that is kept. One placement of the tone (hòa, khỏe, thủy:
 * hoà and vịêt are hòa and việt), one letter for i and y (kỹ is kĩ), lower case.
 */
#ifndef VT_TEXT_TONE_H
#define VT_TEXT_TONE_H

#include "base/arena.h"
#include "text/syllable.h"

/* in: NFC text, any number of words. Each word that is a Vietnamese syllable gets its tone at the canonical place,
 * case kept; anything else stays. out borrows in when nothing changes. False when memory ran out. */
bool vt_tone_unify(vt_arena *arena, vt_slice in, vt_slice *out);

/* Lower case of NFC text: Latin, Greek and Cyrillic letters. out borrows in when nothing changes. */
bool vt_lower(vt_arena *arena, vt_slice in, vt_slice *out);

enum { VT_INDEX_FORM_MOST = 3 * VT_SYLLABLE_MOST };

/* A syllable as the index has it, in lower case: its tone at the canonical place, and i for y where both are written
 * (lý, kỹ, mỹ, sỹ, tỷ, hy, quý). Returns the bytes written, VT_INDEX_FORM_MOST at most; 0 when nothing changes. */
size_t vt_syllable_index_form(const vt_syllable *syllable, char *out);

/* The same for one lower-case word of any kind: 0 too when it is no syllable. */
size_t vt_tone_index_form(vt_slice word, char *out);

#endif
