/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words as terms of the index. In: NFC text. Out: word after word.
 *
 * A term is the folded word, then its spelling: one byte for the tone (dấu
 * thanh), then the marked letters (ă â đ ê ô ơ ư) by their place. So all
 * spellings of one folded word stand side by side in the index, a word without
 * accents is a range of terms, and a term costs two or three bytes more than
 * the folded word. What words are, and which spellings are one (hòa and hoà,
 * kỹ and kĩ), is the tokens' business (text/token.h).
 */
#ifndef VT_ARCHIVE_WORDS_H
#define VT_ARCHIVE_WORDS_H

#include "text/token.h"

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

typedef struct vt_words {
    vt_tokens tokens;
    size_t dropped; /* words too long for the index */
    bool failed;    /* memory ran out */
    char bytes[VT_WORD_MAX];
} vt_words;

/* The arena takes what the words need on their way. */
void vt_words_start(vt_words *words, vt_arena *arena, vt_slice text);

/* False at the end, or when memory ran out (words->failed). */
bool vt_words_next(vt_words *words, vt_word *word);

#endif
