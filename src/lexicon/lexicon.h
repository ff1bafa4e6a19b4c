/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folded words of all lexicons as tries, made at each build: a look-up costs a step a letter, mostly one or two. */
#ifndef VT_LEXICON_LEXICON_H
#define VT_LEXICON_LEXICON_H

#include <stdint.h>
#include "lexicon/words.h"

/* The lists of words.def, then the other tables that hold folded names. */
enum { VT_LEXICON_TYPES = VT_WORD_LISTS, VT_LEXICON_BODIES, VT_LEXICONS };

typedef struct vt_match {
    size_t size;    /* of the folded text; 0 when nothing matches */
    unsigned entry; /* its place in the table */
} vt_match;

/* The longest entry that begins the folded text at a word's end. */
vt_match vt_lexicon_at(unsigned lexicon, const char *folded, size_t size);

/* The same in terminated text, where any run of blanks may stand for a blank; digits: a digit may follow the word. */
vt_match vt_lexicon_spaced(unsigned lexicon, const char *folded, bool digits);

#endif
