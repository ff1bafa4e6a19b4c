/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: text of an unknown charset. Out: the charset in which its words are Vietnamese syllables. */
#include "base/hash.h"
#include "base/slice.h"
#include "text/charset_inside.h"
#include "text/syllable.h"
#include "text/utf8.h"

enum { LONGEST_WORD = 24 /* bytes */ };

/* ---- one word in one reading ---- */

/* Lower case throughout, or after a first capital, or capitals throughout. */
static bool case_agrees(vt_slice word) {
    size_t index = 0;
    bool first = false, others = false;
    for (size_t at = 0; at < word.size; at += vt_utf8_size(word.data[at]), index++) {
        bool upper = vt_letter_of(vt_utf8_decode(word.data + at)) & VT_LETTER_UPPER;
        if (!index) first = upper;
        if (index == 1) others = upper;
        if (index && (upper != others || (upper && !first))) return false;
    }
    return true;
}

/* TCVN3 has no toned capitals, so that its case never agrees where the font showed capitals. */
static bool is_syllable(vt_slice word, vt_charset charset) {
    vt_syllable syllable;
    return vt_syllable_read(word, &syllable) && (charset == VT_CHARSET_TCVN3 || case_agrees(word));
}

/* HĐND, QĐ: consonants in capitals prove nothing. */
static bool is_abbreviation(vt_slice word) {
    for (size_t at = 0; at < word.size; at += vt_utf8_size(word.data[at])) {
        uint16_t entry = vt_letter_of(vt_utf8_decode(word.data + at));
        if (!(entry & VT_LETTER_UPPER) || vt_letter_base(entry) <= VT_LETTER_VOWELS) return false;
    }
    return true;
}

static void add_strict(vt_charset_tally *tally, vt_slice word) {
    uint32_t value = vt_hash_bytes(VT_HASH_START, word);
    tally->strict++;
    if (!tally->distinct) tally->first = value, tally->distinct = 1;
    if (tally->first != value) tally->distinct = 2;
}

static void weigh_word(vt_slice word, vt_charset charset, vt_charset_tally *tally) {
    char bytes[LONGEST_WORD * 3];
    if (word.size > LONGEST_WORD) {
        tally->wrong++;
        return;
    }
    vt_slice decoded = {bytes, vt_charset_decode_word(charset, word, bytes)};
    bool unicode = is_syllable(word, VT_CHARSET_UTF8), legacy = is_syllable(decoded, charset);
    if (!unicode && !legacy && is_abbreviation(decoded)) return;
    if (legacy && !unicode)
        add_strict(tally, word);
    else
        *(legacy ? &tally->shared : unicode ? &tally->lost : &tally->wrong) += 1;
}

/* ---- all words ---- */

/* The next word in this reading from *at on; empty at the end. *plain: no code point beyond ASCII, or a digit in it. */
static vt_slice next_word(vt_slice text, vt_charset charset, size_t *at, bool *plain) {
    size_t end = *at;
    while (end < text.size && !vt_charset_word_point(charset, vt_utf8_decode(text.data + end)))
        end += vt_utf8_size(text.data[end]);
    size_t start = end;
    bool ascii = true, digit = start && vt_is_digit(text.data[start - 1]);
    while (end < text.size && vt_charset_word_point(charset, vt_utf8_decode(text.data + end))) {
        ascii = ascii && (unsigned char)text.data[end] < 0x80 && (unsigned char)text.data[end] >= 0x20;
        end += vt_utf8_size(text.data[end]);
    }
    digit = digit || (end < text.size && vt_is_digit(text.data[end]));
    *at = end;
    *plain = ascii || digit;
    return vt_slice_sub(text, start, end);
}

/* One letter alone proves nothing: `đ)` is a marker. */
static void weigh_in(vt_charset charset, vt_slice text, vt_charset_tally *tally) {
    size_t at = 0;
    bool plain;
    for (;;) {
        vt_slice word = next_word(text, charset, &at, &plain);
        if (!word.size) return;
        if (!plain && word.size > vt_utf8_size(word.data[0])) weigh_word(word, charset, tally);
    }
}

void vt_charset_weigh(vt_slice text, vt_charset_score *score) {
    for (int charset = VT_CHARSET_UTF8 + 1; charset < VT_CHARSET_COUNT; charset++)
        weigh_in((vt_charset)charset, text, &score->of[charset]);
}

/* ---- the verdict ---- */

static long worth(const vt_charset_tally *tally) {
    return 2L * tally->strict + tally->shared - 2L * tally->wrong - 2L * tally->lost;
}

static bool explains(const vt_charset_tally *tally) {
    return tally->strict + tally->shared > tally->wrong + tally->lost;
}

bool vt_charset_explains(vt_charset charset, vt_slice text) {
    vt_charset_tally tally = {0};
    if (charset != VT_CHARSET_UTF8) weigh_in(charset, text, &tally);
    return explains(&tally);
}

/* The charset that the file is known to hold, if it explains the text; else the one that explains it best. */
static vt_charset best_of(const vt_charset_score *score, vt_charset known) {
    if (known != VT_CHARSET_UTF8 && explains(&score->of[known])) return known;
    vt_charset best = VT_CHARSET_TCVN3;
    for (int charset = best + 1; charset < VT_CHARSET_COUNT; charset++)
        if (worth(&score->of[charset]) > worth(&score->of[best])) best = (vt_charset)charset;
    return best;
}

vt_charset vt_charset_judge(const vt_charset_score *score, vt_charset known) {
    vt_charset best = best_of(score, known);
    const vt_charset_tally *tally = &score->of[best];
    bool clear = tally->distinct > 1 && tally->strict > 2 * tally->wrong && tally->strict > 2 * tally->lost;
    return clear || (best == known && explains(tally)) ? best : VT_CHARSET_UTF8;
}

vt_charset vt_charset_judge_bytes(const vt_charset_score *score, vt_charset known) {
    vt_charset best = best_of(score, known);
    return explains(&score->of[best]) ? best : known;
}
