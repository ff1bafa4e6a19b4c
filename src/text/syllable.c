/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: one word. Out: its parts as a Vietnamese syllable. Assumes NFC. The table is generated from the rules. */
#include "text/syllable.h"

#include "syllable_table.h"
#include "text/utf8.h"

#define L(name) VT_LETTER_##name

bool vt_syllable_split(vt_syllable *syllable) {
    unsigned state = SYLLABLE_START;
    for (unsigned i = 0; i < syllable->count; i++) state = syllable_next[state][syllable->letters[i]];
    unsigned end = syllable_ends[state];
    if (!end || (end & SYLLABLE_STOP && !vt_tone_fits_stop(syllable->tone))) return false;
    syllable->onset = (uint8_t)(end % SYLLABLE_STOP - 1);
    return true;
}

bool vt_syllable_read(vt_slice word, vt_syllable *syllable) {
    *syllable = (vt_syllable){0};
    for (size_t at = 0; at < word.size; at += vt_utf8_size(word.data[at])) {
        uint16_t entry = vt_letter_of(vt_utf8_decode(word.data + at));
        vt_tone tone = vt_letter_tone(entry);
        if (!vt_letter_base(entry) || syllable->count == VT_SYLLABLE_MOST || (tone && syllable->tone)) return false;
        if (tone) syllable->tone = (uint8_t)tone, syllable->tone_at = syllable->count;
        syllable->letters[syllable->count++] = (uint8_t)vt_letter_base(entry);
    }
    return vt_syllable_split(syllable);
}

static bool is_vowel(unsigned letter) { return letter >= 1 && letter <= VT_LETTER_VOWELS; }

static bool has_shape(unsigned letter) {
    return letter == L(AW) || letter == L(AA) || letter == L(EE) || letter == L(OO) || letter == L(OW) ||
           letter == L(UW);
}

unsigned vt_syllable_tone_place(const vt_syllable *syllable) {
    unsigned place = syllable->onset, vowels = 0;
    bool shaped = false;
    for (unsigned i = syllable->onset; i < syllable->count && is_vowel(syllable->letters[i]); i++) {
        vowels++;
        if (has_shape(syllable->letters[i])) place = i, shaped = true;
    }
    if (shaped || vowels < 2) return place;
    bool closed = syllable->onset + vowels < syllable->count;
    return place + (closed || vowels == 3);
}
