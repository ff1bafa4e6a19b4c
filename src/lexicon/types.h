/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document types as a table; see types.def for the sources. */
#ifndef VT_LEXICON_TYPES_H
#define VT_LEXICON_TYPES_H

#include <vanthu/text.h>

typedef struct vt_type_entry {
    const char *code;    /* "KH" */
    const char *name;    /* "Kế hoạch" */
    const char *folded;  /* "ke hoach" */
    size_t folded_size;
    char kind;           /* A administrative, N normative, P Party, C copy */
    const char *archive; /* typeName code of Thông tư 05/2025/TT-BNV */
} vt_type_entry;

extern const vt_type_entry vt_types[];
extern const size_t vt_type_count;

/* The type whose folded name begins the folded text at a word's end; NULL when none does. */
const vt_type_entry *vt_type_at(const char *folded, size_t size);

/* The same in terminated text: any run of blanks may stand for a blank, a digit may follow; *size is what it takes. */
const vt_type_entry *vt_type_spaced(const char *folded, size_t *size);

/* The type that the whole folded text is but for one misread letter; NULL when none is, or several are. */
const vt_type_entry *vt_type_like(const char *folded, size_t size);

/* The type with this code; NULL when there is none. */
const vt_type_entry *vt_type_by_code(const char *code);

#endif
