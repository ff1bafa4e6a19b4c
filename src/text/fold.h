/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folded shadow of a text: one lower-case ASCII byte a code point, with
 * marks dropped and đ as d, so that anchors and scanners need not know the
 * accents. Folding is for finding words, never for identity: numbers and
 * symbols are read from the kept text through the offset table.
 */
#ifndef VT_TEXT_FOLD_H
#define VT_TEXT_FOLD_H

#include <stdint.h>
#include "base/arena.h"

/* Code points that have no ASCII likeness are this byte. */
#define VT_FOLD_OTHER '\001'

typedef struct vt_shadow {
    const char *text;       /* terminated; size bytes */
    const char *cased;      /* the same with capitals as they stand in the text */
    const uint32_t *offset; /* size + 1 entries: where each byte's code point starts in the text that was folded */
    size_t size;
} vt_shadow;

/* The ASCII likeness of a code point, case kept; 0 when it is dropped, VT_FOLD_OTHER when there is none.
 * All dashes are '-', double quotes '"', bullets '*', the ellipsis '.', spaces ' '. */
char vt_fold_point(uint32_t point);

/* Whether the letter at a place of the shadow is a capital in the text that was folded. */
static inline bool vt_shadow_is_upper(const vt_shadow *shadow, size_t at) {
    return at < shadow->size && shadow->cased[at] >= 'A' && shadow->cased[at] <= 'Z';
}

/* Folds NFC text. False when memory ran out. */
bool vt_fold(vt_arena *arena, vt_slice text, vt_shadow *shadow);

/* Terminated folded text without the offsets; NULL when memory ran out. */
char *vt_fold_text(vt_arena *arena, vt_slice text);

#endif
