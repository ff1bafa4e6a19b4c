/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which mentions speak of one document. In: identity keys (cite.h), one by one.
 * Out: each key once, and which key joins which: a partial key joins the only
 * fuller key that agrees with it, and stays apart when several do; a law that
 * is cited by name is the one of that name and year that is cited by number.
 *
 * What a caller knows of a key it keeps in an array of its own, at key->at. It
 * takes the keys in, lets them join, and then adds up by vt_merge_root.
 */
#ifndef VT_ARCHIVE_MERGE_H
#define VT_ARCHIVE_MERGE_H

#include <vanthu/document.h>
#include "base/table.h"

typedef struct vt_merge_key vt_merge_key;
struct vt_merge_key {
    const char *key;
    const char *name_key; /* of a law that has a number: what its name alone would be; NULL otherwise */
    unsigned known_parts;
    size_t at;          /* how many keys came before it */
    vt_merge_key *into; /* the key that it joins, or NULL */
};

typedef struct vt_merge {
    vt_arena *arena;
    vt_table table;                /* by key */
    VT_ARRAY(vt_merge_key *) keys; /* as they came */
} vt_merge;

/* Takes no memory yet; everything will live in the arena. */
void vt_merge_init(vt_merge *merge, vt_arena *arena);

/* The entry of a key, new or known; NULL when memory ran out. The key is copied. */
vt_merge_key *vt_merge_add(vt_merge *merge, const char *key);

/* The entry of a citation's key, which also learns the law's name from it. */
vt_merge_key *vt_merge_add_citation(vt_merge *merge, const vt_citation *citation);

/* Lets the keys join, once all are in. False when memory ran out. */
bool vt_merge_join(vt_merge *merge);

/* What the key has become: the key that it joined in the end, or itself. */
const vt_merge_key *vt_merge_root(const vt_merge_key *key);

#endif
