/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Slices of text, the allocator hook, and the text services that are useful
 * beyond parsing. All text is UTF-8; after reading it is NFC.
 */
#ifndef VANTHU_TEXT_H
#define VANTHU_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <vanthu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes that belong to somebody else; not terminated. */
typedef struct vt_slice {
    const char *data;
    size_t size;
} vt_slice;

/* How the library gets its memory. All three are needed; alloc and resize
 * return NULL when memory has run out, release takes NULL. */
typedef struct vt_allocator {
    void *(*alloc)(void *context, size_t size);
    void *(*resize)(void *context, void *block, size_t size);
    void (*release)(void *context, void *block);
    void *context;
} vt_allocator;

/* malloc, realloc and free. */
VT_API const vt_allocator *vt_allocator_default(void);

#ifdef __cplusplus
}
#endif
#endif
