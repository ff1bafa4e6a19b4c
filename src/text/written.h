/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words as they are written: the same words as the tokens' (token.h), each as it
 * stands in the text, for who has met most of them before. Which bytes are of
 * words is found for 64 of them at once, without a branch. Slices borrow the text.
 */
#ifndef VT_TEXT_WRITTEN_H
#define VT_TEXT_WRITTEN_H

#include <stdint.h>
#include <vanthu/text.h>

typedef struct vt_written_words {
    vt_slice text;
    size_t at;        /* behind the last word */
    size_t window;    /* where the bytes begin of which `of_words` has a bit each */
    uint64_t of_words;
    unsigned carried; /* bytes of the next window that end what began in this one and is of no word */
} vt_written_words;

/* text: valid NFC, outlives the words. */
void vt_written_start(vt_written_words *words, vt_slice text);

/* The next word, and a hash of it; false at the end. */
bool vt_written_next(vt_written_words *words, vt_slice *word, uint32_t *hash);

#endif
