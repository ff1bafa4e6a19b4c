/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which documents an incomplete reference could mean. In: references as the
 * archive has them, one by one, and their keys joined (merge.h). Out: each
 * document once, with all the terms that stand for it and how many documents
 * have one of them.
 */
#ifndef VT_ARCHIVE_MEANT_H
#define VT_ARCHIVE_MEANT_H

#include "archive/merge.h"
#include "archive/reference.h"

typedef struct vt_meant {
    const vt_merge_key *key; /* the fullest */
    vt_slice term;           /* its own if the archive has it, otherwise one of the others */
    VT_ARRAY(vt_slice) terms;
    uint64_t documents; /* that have one of the terms */
} vt_meant;

typedef struct vt_meant_list {
    VT_ARRAY(vt_meant) items;
} vt_meant_list;

/* Takes a reference that has a key, and its key into the merge. False when memory ran out. */
bool vt_meant_take(vt_meant_list *list, vt_merge *merge, const vt_reference *reference);

/* Once the keys have joined: brings together what means the same document. False when memory ran out. */
bool vt_meant_join(vt_meant_list *list, vt_arena *arena);

/* Counts the documents that have a term of each. */
vt_code vt_meant_count(vt_meant_list *list, vt_index *index, vt_arena *arena, vt_error *err);

/* The most cited first. */
void vt_meant_sort(vt_meant_list *list);

#endif
