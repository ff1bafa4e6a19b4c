/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as its words, and how like two texts are. */
#ifndef VT_COMPARE_WORDS_H
#define VT_COMPARE_WORDS_H

#include <string.h>
#include "base/arena.h"
#include "text/token.h"

/* The words of a text; they borrow it. */
typedef struct vt_wording {
    vt_slice text;
    VT_ARRAY(vt_token) words; /* of each only span and exact; what / and - join is one */
    const vt_token **sorted; /* after vt_wording_sort */
} vt_wording;

/* text may be empty. False when memory ran out. */
bool vt_wording_read(vt_arena *arena, vt_slice text, vt_wording *out);

static inline bool vt_wording_same_word(const vt_token *a, const vt_token *b) {
    return a->exact.size == b->exact.size && memcmp(a->exact.data, b->exact.data, a->exact.size) == 0;
}

/* Whether both have the same words in the same order. */
bool vt_wording_same(const vt_wording *a, const vt_wording *b);

/* For vt_wording_likeness. False when memory ran out. */
bool vt_wording_sort(vt_arena *arena, vt_wording *wording);

/* How many words they share, as a part of all: 0..1, 1 for the same words in any order. Numbers count little: years and
 * percentages are what changes from plan to plan. Both are sorted. */
double vt_wording_likeness(const vt_wording *a, const vt_wording *b);

#endif
