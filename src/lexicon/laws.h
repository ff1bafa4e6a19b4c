/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of laws as a table; see laws.def. */
#ifndef VT_LEXICON_LAWS_H
#define VT_LEXICON_LAWS_H

#include <vanthu/text.h>

typedef struct vt_law_entry {
    const char *type; /* "LUAT", "BL", "PL", "HP" */
    const char *name; /* without the type word */
    const char *folded;
} vt_law_entry;

extern const vt_law_entry vt_laws[];
extern const size_t vt_law_count;

/*
 * The law of this type whose name is the longest that begins the folded text;
 * *size is what it takes. Commas, dashes and small link words may differ:
 * Thi đua khen thưởng is Thi đua, khen thưởng. NULL when none does.
 */
const vt_law_entry *vt_law_at(const char *type, const char *folded, size_t *size);

#endif
