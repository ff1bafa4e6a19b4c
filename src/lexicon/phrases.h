/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phrases that may stand anywhere in a text, all sought in one pass over it. */
#ifndef VT_LEXICON_PHRASES_H
#define VT_LEXICON_PHRASES_H

#include <stdint.h>
#include <vanthu/text.h>

/* The groups of phrases.def. */
typedef enum vt_phrase_group {
#define X(group, says) VT_PHRASE_##group,
#include "lexicon/phrases.def"
#undef X
    VT_PHRASE_GROUPS
} vt_phrase_group;

/* One bit a group. */
typedef uint32_t vt_phrases;

/* The groups of which a phrase stands somewhere in the folded text. */
vt_phrases vt_phrases_in(const char *folded, size_t size);

static inline bool vt_phrases_has(vt_phrases phrases, vt_phrase_group group) { return phrases >> group & 1; }

#endif
