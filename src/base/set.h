/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A set of items that hold their keys themselves: a pointer an item, open addressing, nothing removed. For very many
 * items; table.h is more comfortable. Reading it from many threads is safe while nobody puts.
 */
#ifndef VT_BASE_SET_H
#define VT_BASE_SET_H

#include <stddef.h>
#include <vanthu/text.h>

/* The key of an item; it must not change. */
typedef vt_slice (*vt_set_key)(const void *item);

typedef struct vt_set {
    vt_set_key key_of;
    void **items; /* NULL: an empty place */
    size_t size, count;
} vt_set;

/* Takes no memory yet. */
void vt_set_init(vt_set *set, vt_set_key key_of);

/* The items are the caller's. */
void vt_set_free(vt_set *set);

/* NULL when it is not there. */
void *vt_set_get(const vt_set *set, vt_slice key);

/* In the place of one with the same key, if there is one. False when memory ran out. */
bool vt_set_put(vt_set *set, void *item);

#endif
