/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Provinces and centrally run cities as a table; see provinces.def. */
#ifndef VT_LEXICON_PROVINCES_H
#define VT_LEXICON_PROVINCES_H

#include <vanthu/text.h>

typedef struct vt_province_entry {
    const char *name;  /* small letters, without its level: "hải phòng" */
    const char *level; /* "tỉnh" or "thành phố" */
} vt_province_entry;

extern const vt_province_entry vt_provinces[];
extern const size_t vt_province_count;

/* The province with exactly this name in small letters; NULL when there is none. */
const vt_province_entry *vt_province_named(vt_slice name);

#endif
