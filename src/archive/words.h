/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words: text cut into what the index finds. In: NFC text. Out: word after
 * word, each as its term.
 *
 * A term is the folded word, then its spelling: one byte for the tone (dấu
 * thanh), wherever in the word it was typed, then the marked letters (ă â đ ê ô
 * ơ ư) by their place. So `hòa` and `hoà` are one term, all spellings of one
 * folded word stand side by side in the index, and a word without accents is a
 * range of terms. Words that are spelt with i or y at will (kỹ/kĩ, lý/lí,
 * quý/quí) have the i.
 */
#ifndef VT_ARCHIVE_WORDS_H
#define VT_ARCHIVE_WORDS_H

#include <vanthu/document.h>

enum {
    VT_WORD_MAX = 240,        /* bytes of a term without its prefix; a longer word is dropped and counted */
    VT_WORD_FIRST_TONE = '!', /* the tone bytes, from "no tone" on; none of them stands in a folded word */
    VT_WORD_LAST_TONE = VT_WORD_FIRST_TONE + 5
};

typedef struct vt_word {
    vt_slice term;   /* lives until the next word */
    vt_slice folded; /* the start of term, without the tone byte */
    bool accented;   /* has a tone or a marked letter */
    vt_span span;    /* in the text */
} vt_word;

typedef struct vt_word_reader {
    vt_slice text;
    size_t at;
    size_t dropped; /* words too long for the index */
    char bytes[VT_WORD_MAX + 16];
} vt_word_reader;

void vt_words_start(vt_word_reader *reader, vt_slice text);

/* False at the end. */
bool vt_words_next(vt_word_reader *reader, vt_word *word);

#endif
