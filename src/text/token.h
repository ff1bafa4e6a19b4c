/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words for the index: runs of letters, digits and combining marks of NFC text.
 * Both the text that is indexed and the words of a query go through here, so
 * that they meet. Slices borrow the text or live in the arena.
 */
#ifndef VT_TEXT_TOKEN_H
#define VT_TEXT_TOKEN_H

#include <stdint.h>
#include <vanthu/document.h>
#include "base/arena.h"

typedef struct vt_token {
    vt_span span;    /* in the text */
    vt_slice exact;  /* lower case, tone at its canonical place, i for y where both are written */
    vt_slice folded; /* exact without marks, đ as d; what has no ASCII likeness stays */
    bool accented;   /* the word has marks or đ, so that exact and folded differ */
} vt_token;

typedef struct vt_tokens {
    vt_arena *arena;
    vt_slice text;
    size_t at;
    bool failed; /* memory ran out */
} vt_tokens;

/* What words begin with: a bit for each folded letter and digit, i for y, and one for all others. */
typedef uint64_t vt_initials;
#define VT_INITIALS_ANY (~(vt_initials)0)

/* That of a word in its folded form. */
vt_initials vt_initial_of(vt_slice folded);

/* text: valid NFC, below 4 GiB, outlives the tokens. */
void vt_tokens_init(vt_tokens *tokens, vt_arena *arena, vt_slice text);

/* The next word; false at the end or when memory ran out (tokens->failed). */
bool vt_tokens_next(vt_tokens *tokens, vt_token *token);

/* The next word that begins with one of these; the others are stepped over, which costs a fraction. Words that begin with
 * a mark come along. */
bool vt_tokens_next_of(vt_tokens *tokens, vt_initials initials, vt_token *token);

#endif
