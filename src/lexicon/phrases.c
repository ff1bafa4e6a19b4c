/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text. Out: the phrases in it, found by an automaton that is generated from phrases.def. */
#include "lexicon/phrases.h"

#include "phrases_table.h"

vt_phrases vt_phrases_in(const char *folded, size_t size) {
    vt_phrases found = 0;
    unsigned state = 0;
    for (size_t at = 0; at < size; at++) {
        state = phrases_next[state][phrases_class[(unsigned char)folded[at]]];
        found |= phrases_found[state];
    }
    return found;
}
