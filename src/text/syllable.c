/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: one word. Out: its parts as a Vietnamese syllable. Assumes NFC. */
#include "text/syllable.h"

#include "rime_table.h"
#include "text/utf8.h"

#define L(name) VT_LETTER_##name

static bool is_vowel(unsigned letter) { return letter >= 1 && letter <= VT_LETTER_VOWELS; }

/* Letters of ngh, ng, ch, gh, kh, nh, ph, th, tr before something else; gi and qu are told apart in onset_size. */
static unsigned long_onset(const vt_syllable *s) {
    unsigned first = s->letters[0], second = s->letters[1];
    if (s->count < 3) return 0;
    if (first == L(N) && second == L(G)) return s->letters[2] == L(H) && s->count > 3 ? 3 : 2;
    bool before_h = first == L(C) || first == L(G) || first == L(K) || first == L(N) || first == L(P) || first == L(T);
    return (second == L(H) && before_h) || (second == L(R) && first == L(T)) ? 2 : 0;
}

/* Letters of the onset as they stand; gi and qu take their vowel letter where another vowel follows. */
static unsigned onset_size(const vt_syllable *s) {
    if (is_vowel(s->letters[0])) return 0;
    bool vowel_third = s->count > 2 && is_vowel(s->letters[2]);
    if (vowel_third && s->letters[0] == L(G) && s->letters[1] == L(I)) return 2;
    if (vowel_third && s->letters[0] == L(Q) && s->letters[1] == L(U)) return 2;
    unsigned size = long_onset(s);
    return size ? size : 1;
}

static bool is_rime(const uint8_t *letters, unsigned count) {
    unsigned state = 0;
    for (unsigned i = 0; i < count; i++)
        if (!(state = rime_next[state][letters[i]])) return false;
    return rime_ends[state];
}

/* c, g, ng stand before a, o, u and theirs; k, gh, ngh before e, ê, i, y; f, j, w, z nowhere; q only in qu. */
static bool onset_fits(const vt_syllable *s) {
    if (!s->onset) return true;
    unsigned first = s->letters[0], next = s->letters[s->onset];
    bool front = next == L(E) || next == L(EE) || next == L(I) || next == L(Y);
    bool gh = s->onset > 1 && s->letters[s->onset - 2] == L(G) && s->letters[s->onset - 1] == L(H);
    bool hard = s->onset == 1 ? first == L(C) || (first == L(G) && next != L(I))
                              : s->onset == 2 && first == L(N) && s->letters[1] == L(G);
    if (first == L(Q)) return s->onset == 2;
    if (first == L(F) || first == L(J) || first == L(W) || first == L(Z)) return false;
    if (gh || (first == L(K) && s->onset == 1)) return front;
    return !(hard && front);
}

/* After a consonant y is the whole rime (kỹ), but for qu (quyết). */
static bool y_fits(const vt_syllable *s) {
    bool y = s->letters[s->onset] == L(Y);
    return !y || !s->onset || s->letters[0] == L(Q) || s->count == s->onset + 1;
}

/* A syllable that ends in a stop has sắc or nặng. */
static bool tone_fits(const vt_syllable *s) {
    unsigned last = s->letters[s->count - 1], before = s->count > 1 ? s->letters[s->count - 2] : 0;
    bool stop = last == L(C) || last == L(P) || last == L(T) || last == L(K) || (last == L(H) && before == L(C));
    return !stop || s->tone == VT_TONE_ACUTE || s->tone == VT_TONE_DOT;
}

static bool fits(vt_syllable *s, unsigned onset) {
    s->onset = (uint8_t)onset;
    return is_rime(s->letters + onset, s->count - onset) && onset_fits(s) && y_fits(s) && tone_fits(s);
}

bool vt_syllable_split(vt_syllable *syllable) {
    if (!syllable->count) return false;
    unsigned onset = onset_size(syllable);
    if (onset >= syllable->count) return false;
    /* giêng, giết: the i belongs to both */
    return fits(syllable, onset) || (onset == 2 && syllable->letters[1] == L(I) && fits(syllable, 1));
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
