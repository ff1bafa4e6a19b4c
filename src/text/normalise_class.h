/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What normalising does with a code point; shared by normalise.c and the generator of its table. */
#ifndef VT_TEXT_NORMALISE_CLASS_H
#define VT_TEXT_NORMALISE_CLASS_H

#include <stdbool.h>

enum {
    VT_NORMALISE_KEEP,     /* a starter that NFC never changes */
    VT_NORMALISE_JOINS,    /* may join the code point before it, or move: combining marks, vowel and final jamo */
    VT_NORMALISE_SPLITS,   /* a mark that NFC takes apart; joins too */
    VT_NORMALISE_CHANGES,  /* NFC always changes it */
    VT_NORMALISE_SPACE,    /* becomes a plain space */
    VT_NORMALISE_DROP,     /* goes */
    VT_NORMALISE_LOOKALIKE /* may stand for đ */
};

static inline bool vt_normalise_joins(unsigned class) {
    return class == VT_NORMALISE_JOINS || class == VT_NORMALISE_SPLITS;
}

#endif
