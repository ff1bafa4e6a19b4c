/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of two texts, word by word, in runs that a person can read. */
#ifndef VT_COMPARE_DIFF_H
#define VT_COMPARE_DIFF_H

#include <vanthu/compare.h>
#include "compare/words.h"

/*
 * The runs in the arena, their text in the two texts; no runs when the words
 * are the same. Texts with little in common are one dropped and one added run.
 * False when memory ran out.
 */
bool vt_diff_words(vt_arena *arena, const vt_wording *before, const vt_wording *after, vt_diff *out);

#endif
