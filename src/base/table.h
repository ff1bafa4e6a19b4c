/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table from slices to pointers in an arena: open addressing, keys borrowed,
 * entries never removed. Reading it from many threads is safe while nobody puts.
 */
#ifndef VT_BASE_TABLE_H
#define VT_BASE_TABLE_H

#include "base/arena.h"

typedef struct vt_table_entry {
    vt_slice key; /* data NULL: an empty place */
    void *value;
    uint64_t hash;
} vt_table_entry;

typedef struct vt_table {
    vt_arena *arena;
    vt_table_entry *entries;
    size_t size, count; /* size is a power of two, or 0 */
} vt_table;

/* FNV-1a. Values of the index are made of it: it stays as it is. */
uint64_t vt_hash_of(vt_slice bytes);

/* Takes no memory yet. */
void vt_table_init(vt_table *table, vt_arena *arena);

/* The value of a key, NULL when it is not there. */
void *vt_table_get(const vt_table *table, vt_slice key);

/* The place of the key's value, which is NULL for a new key; NULL when memory ran out. It lasts until the next put. */
void **vt_table_put(vt_table *table, vt_slice key);

#endif
