/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the citation grammar share: one unit under reading. */
#ifndef VT_CITE_READING_H
#define VT_CITE_READING_H

#include "cite/cite.h"
#include "cite/token.h"

typedef struct vt_reading {
    vt_arena *arena;
    vt_slice text;
    const vt_shadow *shadow;
    const vt_cite_token *tokens; /* END tokens follow the last one */
    size_t count;                /* without them */
} vt_reading;

static inline bool vt_reading_is(const vt_reading *r, size_t at, vt_cite_token_kind kind) {
    return r->tokens[at].kind == (uint8_t)kind;
}

/* The kept text of the tokens [first, last). */
static inline vt_slice vt_reading_kept(const vt_reading *r, size_t first, size_t last) {
    return vt_cite_kept(r->text, r->shadow, r->tokens[first].start, r->tokens[last - 1].end);
}

/* Whether the folded word of a token is this. */
bool vt_reading_word(const vt_reading *r, size_t at, const char *folded);

/* Whether every letter of a token is a capital. */
bool vt_reading_upper(const vt_reading *r, size_t at);

/* Whether a token is a word with which no name goes on: tại, để, đã, ... */
bool vt_reading_breaks_name(const vt_reading *r, size_t at);

/* The first token at or after at that starts at or behind this place of the shadow. */
size_t vt_reading_token_at(const vt_reading *r, size_t at, uint32_t place);

/*
 * Where the body (cơ quan) that starts at a token ends; at itself when none does. A joint
 * document's bodies are several, joined by commas and và.
 */
size_t vt_cite_body_end(const vt_reading *r, size_t at, bool joint);

/* Whether a body's head word stands there: Ban, Sở, Hội nghị. */
bool vt_cite_body_head(const vt_reading *r, size_t at);

/* Whether the body's name is in the lexicon, head words aside. */
bool vt_cite_body_known(const vt_reading *r, size_t at);

/* Where the law's name behind its type word ends; at itself when there is none. */
size_t vt_cite_law_end(const vt_reading *r, size_t at, const char *type);

/* Reads điểm, khoản and điều from a token on; the token behind them. */
size_t vt_cite_provisions(const vt_reading *r, size_t at, const vt_provision **out, size_t *count, bool *ok);

#endif
