/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Issuing bodies and their abbreviations as a table; see bodies.def for the sources. */
#ifndef VT_LEXICON_BODIES_H
#define VT_LEXICON_BODIES_H

#include <vanthu/text.h>

typedef struct vt_body_entry {
    const char *abbreviation; /* as symbols have it: "UBND", "SGDĐT"; "" when it has none */
    const char *name;         /* "Ủy ban nhân dân" */
    const char *folded;       /* "uy ban nhan dan" */
    char kind;                /* N national, L local, P post, H head word */
} vt_body_entry;

extern const vt_body_entry vt_bodies[];
extern const size_t vt_body_count;

/*
 * The longest name that begins the folded text at a word's end, whatever blanks
 * stand between its words; *size is what it takes. NULL when none does.
 */
const vt_body_entry *vt_body_at(const char *folded, size_t *size);

/* The first entry with this abbreviation, letter by letter; NULL when there is none. */
const vt_body_entry *vt_body_by_abbreviation(vt_slice abbreviation);

#endif
