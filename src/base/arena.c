/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: sizes. Out: memory from few large blocks. Assumes one thread an arena. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024, ALIGNMENT = 16 };

struct vt_arena_block {
    vt_arena_block *older;
    size_t size; /* of the bytes after the header */
    _Alignas(16) char bytes[];
};

static void *default_alloc(void *context, size_t size) {
    (void)context;
    return malloc(size);
}

static void *default_resize(void *context, void *block, size_t size) {
    (void)context;
    return realloc(block, size);
}

static void default_release(void *context, void *block) {
    (void)context;
    free(block);
}

const vt_allocator *vt_allocator_default(void) {
    static const vt_allocator allocator = {default_alloc, default_resize, default_release, NULL};
    return &allocator;
}

void vt_arena_init(vt_arena *arena, const vt_allocator *allocator) {
    *arena = (vt_arena){.allocator = allocator ? allocator : vt_allocator_default()};
}

static bool add_block(vt_arena *arena, size_t needed) {
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
    if (size < needed) size = needed;
    bool fits = size <= SIZE_MAX - sizeof(vt_arena_block);
    vt_arena_block *block = fits ? arena->allocator->alloc(arena->allocator->context, sizeof *block + size) : NULL;
    arena->failed |= !block;
    if (!block) return false;
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->next = block->bytes;
    arena->end = block->bytes + size;
    return true;
}

char *vt_arena_bytes(vt_arena *arena, size_t size) {
    if ((!arena->next || (size_t)(arena->end - arena->next) < size) && !add_block(arena, size)) return NULL;
    char *bytes = arena->next;
    arena->next += size;
    return bytes;
}

static char *aligned(vt_arena *arena, size_t size) {
    if (size > SIZE_MAX - (size_t)2 * ALIGNMENT) return NULL;
    size_t slack = arena->next ? (size_t)(-(uintptr_t)arena->next & (ALIGNMENT - 1)) : 0;
    if (arena->next && (size_t)(arena->end - arena->next) >= size + slack)
        arena->next += slack;
    else if (!add_block(arena, size + ALIGNMENT))
        return NULL;
    char *bytes = arena->next;
    arena->next += size;
    return bytes;
}

void *vt_arena_alloc(vt_arena *arena, size_t size) {
    char *bytes = aligned(arena, size);
    return bytes ? memset(bytes, 0, size) : NULL;
}

void *vt_arena_array(vt_arena *arena, size_t count, size_t size) {
    return count > SIZE_MAX / size ? NULL : aligned(arena, count * size);
}

char *vt_arena_text(vt_arena *arena, vt_slice text) {
    if (text.size == SIZE_MAX) return NULL;
    char *copy = vt_arena_bytes(arena, text.size + 1);
    if (!copy) return NULL;
    if (text.size) memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    return copy;
}

char *vt_arena_join(vt_arena *arena, const vt_slice *texts, size_t count) {
    size_t size = 1;
    for (size_t i = 0; i < count; i++) {
        if (texts[i].size > SIZE_MAX - size) return NULL;
        size += texts[i].size;
    }
    char *start = vt_arena_bytes(arena, size), *out = start;
    if (!start) return NULL;
    for (size_t i = 0; i < count; out += texts[i++].size)
        if (texts[i].size) memcpy(out, texts[i].data, texts[i].size);
    *out = '\0';
    return start;
}

char *vt_arena_printf(vt_arena *arena, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    /* Into the room that there is: mostly it is enough. */
    size_t room = arena->next ? (size_t)(arena->end - arena->next) : 0;
    int size = vsnprintf(arena->next, room, format, arguments);
    va_end(arguments);
    char *text = size < 0 ? NULL : vt_arena_bytes(arena, (size_t)size + 1);
    if (text && (size_t)size >= room) vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return text;
}

void vt_arena_reset(vt_arena *arena) {
    vt_arena_block *keep = arena->blocks;
    arena->failed = false;
    if (!keep) return;
    for (vt_arena_block *block = keep->older; block;) {
        vt_arena_block *older = block->older;
        arena->allocator->release(arena->allocator->context, block);
        block = older;
    }
    keep->older = NULL;
    arena->next = keep->bytes;
    arena->end = keep->bytes + keep->size;
}

void vt_arena_free(vt_arena *arena) {
    vt_arena_reset(arena);
    if (arena->blocks) arena->allocator->release(arena->allocator->context, arena->blocks);
    vt_arena_init(arena, arena->allocator);
}

bool vt_array_grow_(vt_arena *arena, void *items, size_t *capacity, size_t item_size) {
    char *old, *fresh;
    memcpy(&old, items, sizeof old);
    if (*capacity > SIZE_MAX / 2 / item_size) return false;
    size_t size = *capacity * item_size, more = size ? size : 8 * item_size;
    if (size && old + size == arena->next && (size_t)(arena->end - arena->next) >= more) {
        fresh = old; /* the last thing in its block grows where it stands */
        arena->next += more;
    } else if (!(fresh = vt_arena_array(arena, 1, size + more))) {
        return false;
    } else if (size) {
        memcpy(fresh, old, size);
    }
    memset(fresh + size, 0, more);
    memcpy(items, &fresh, sizeof fresh);
    *capacity = (size + more) / item_size;
    return true;
}
