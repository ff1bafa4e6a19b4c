/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An arena: memory that is taken piece by piece and given back as a whole, and
 * typed growable arrays in it. Running out of memory yields NULL; the arena
 * stays valid. One arena belongs to one thread.
 */
#ifndef VT_BASE_ARENA_H
#define VT_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>
#include <vanthu/text.h>

typedef struct vt_arena_block vt_arena_block;

typedef struct vt_arena {
    const vt_allocator *allocator;
    vt_arena_block *blocks; /* newest first */
    char *next, *end;       /* free space of the newest block */
    bool failed;            /* memory has run out since it was begun: where NULL may also mean that there is nothing */
} vt_arena;

/* allocator NULL: malloc. Takes no memory yet. */
void vt_arena_init(vt_arena *arena, const vt_allocator *allocator);

/* Zeroed memory, aligned for any type; size 0 yields a valid pointer. */
void *vt_arena_alloc(vt_arena *arena, size_t size);

/* Room for an array, aligned for any type, not zeroed: for items that the caller fills at once. */
void *vt_arena_array(vt_arena *arena, size_t count, size_t size);

/* Unaligned, not zeroed: for bytes that the caller fills at once. */
char *vt_arena_bytes(vt_arena *arena, size_t size);

/* A terminated copy. */
char *vt_arena_text(vt_arena *arena, vt_slice text);

/* Texts one behind the other, terminated: vt_arena_join(arena, VT_TEXTS(a, b)). */
char *vt_arena_join(vt_arena *arena, const vt_slice *texts, size_t count);
#define VT_TEXTS(...) (const vt_slice[]){__VA_ARGS__}, sizeof((const vt_slice[]){__VA_ARGS__}) / sizeof(vt_slice)

/* printf into the arena. */
__attribute__((format(printf, 2, 3))) char *vt_arena_printf(vt_arena *arena, const char *format, ...);

/* Gives everything back but one block, so that the arena can serve again. */
void vt_arena_reset(vt_arena *arena);

void vt_arena_free(vt_arena *arena);

/* A growable array in an arena: VT_ARRAY(vt_span) spans = {0}; */
#define VT_ARRAY(type)          \
    struct {                    \
        type *items;            \
        size_t count, capacity; \
    }

/* A pointer to a new zeroed last item, or NULL. */
#define vt_array_push(arena, array)                                                            \
    ((array)->count < (array)->capacity ||                                                     \
             vt_array_grow_(arena, &(array)->items, &(array)->capacity, sizeof *(array)->items) \
         ? &(array)->items[(array)->count++]                                                   \
         : NULL)

/* For the macro above: items points to the array's pointer. */
bool vt_array_grow_(vt_arena *arena, void *items, size_t *capacity, size_t item_size);

#endif
