/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an incomplete reference of a query could mean: "QĐ 20" finds every
 * document that is or cites a Quyết định 20, and the answer tells which
 * Quyết định there are.
 */
#ifndef VT_ARCHIVE_MEANING_H
#define VT_ARCHIVE_MEANING_H

#include <vanthu/archive.h>
#include "archive/query.h"

typedef struct vt_meanings {
    VT_ARRAY(vt_ambiguity) items;
} vt_meanings;

/* The references of a compiled query, outside of NOT, that could mean several documents. All of it lives in the arena.
 */
vt_code vt_meanings_find(vt_index *index, vt_arena *arena, const vt_node *query, vt_meanings *out, vt_error *err);

#endif
