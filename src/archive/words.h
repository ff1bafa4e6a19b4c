/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words as terms of the index. In: NFC text. Out: word after word.
 *
 * A term is the stem of the folded word (stem.h) and then its spelling: the tone
 * (dấu thanh) and the marked letters (ă â đ ê ô ơ ư), in one byte where they are
 * the usual ones. So all spellings of one folded word stand side by side in the
 * index, and a term is three bytes or so. What words are, and which spellings are one
 * (hòa and hoà, kỹ and kĩ), is the tokens' business (text/token.h).
 */
#ifndef VT_ARCHIVE_WORDS_H
#define VT_ARCHIVE_WORDS_H

#include "index/index.h"
#include "text/token.h"

enum {
    VT_WORD_MAX = 240,        /* bytes of a term without its prefix; a longer word is dropped and counted */
    /* The byte that a spelling begins with; the first is the word without accents. None of them stands in a stem. */
    VT_WORD_FIRST_SPELLING = 0x06,
    VT_WORD_LAST_SPELLING = 0x2F
};

typedef struct vt_word {
    vt_slice term;   /* lives until the next word */
    vt_slice stem;   /* the start of term, without the spelling */
    vt_slice folded; /* lives as long as the arena */
    bool accented;   /* has a tone or a marked letter */
    bool varies;     /* another spelling of the folded word could have */
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

/* The terms that spell a stem under a prefix ('\0': none), at most so many; the caller releases them. */
vt_code vt_word_spellings(vt_index *index, char prefix, vt_slice stem, size_t limit, vt_index_answer **out,
                          vt_error *err);

/* How many documents have a term under a prefix, '\0' for the whole text. */
vt_code vt_word_documents(vt_index *index, char prefix, vt_slice term, uint32_t *documents, vt_error *err);

/* How far the accents of two terms are apart: one for another tone, one for other marked letters. */
unsigned vt_word_accents_apart(vt_slice a, vt_slice b);

/* The word in small letters and otherwise as it stands; NULL when memory ran out. */
char *vt_word_small(vt_arena *arena, vt_slice word);

#endif
