/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The heap: what documents have too much of for a tree, in one file that only
 * grows. Bytes are named by where they lie and never move, so that databases
 * are merged without touching them.
 *
 * Ownership: what goes in is borrowed for the call; what comes out lies in the
 * heap's memory map and lives until the next bytes are taken out.
 * Errors: VT_ERR_ARCHIVE when it is missing or no heap, VT_ERR_WRITE,
 * VT_ERR_MEMORY. err may be NULL.
 * Thread rule: any number of threads may put; one at a time may get.
 */
#ifndef VT_INDEX_HEAP_H
#define VT_INDEX_HEAP_H

#include <stdint.h>
#include <vanthu/text.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct vt_heap vt_heap;

typedef enum vt_heap_mode {
    VT_HEAP_READ,
    VT_HEAP_WRITE /* made when it is not there; one process at a time */
} vt_heap_mode;

vt_code vt_heap_open(const char *path, vt_heap_mode mode, vt_heap **out, vt_error *err);

/* Takes NULL. What was not synced may be lost with the power. */
void vt_heap_close(vt_heap *heap);

/* Puts bytes behind all others; where they lie goes to *at. */
vt_code vt_heap_put(vt_heap *heap, vt_slice bytes, uint64_t *at, vt_error *err);

/* Bytes that were put, by this process or another; data is NULL when the file does not have them. */
vt_slice vt_heap_get(vt_heap *heap, uint64_t at, uint64_t size);

/* Makes all that was put last through a loss of power. To be called before anything on disk names it. */
vt_code vt_heap_sync(vt_heap *heap, vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
