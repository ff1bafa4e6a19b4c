/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every unit test needs: cmocka, an output that collects, an allocator that fails when told to. */
#ifndef VT_TESTS_UNIT_H
#define VT_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <vanthu/write.h>
#include "base/buffer.h"

/* Collects what is written; fails once `room` bytes have been taken. */
typedef struct collector {
    vt_buffer bytes;
    size_t room;
} collector;

static inline bool collect(void *context, const char *bytes, size_t size) {
    collector *to = context;
    if (size > to->room) return false;
    to->room -= size;
    vt_buffer_append(&to->bytes, bytes, size);
    return !to->bytes.failed;
}

static inline vt_output collector_output(collector *to, size_t room) {
    to->room = room;
    vt_buffer_init(&to->bytes, NULL);
    return (vt_output){collect, to};
}

/* "" when nothing was written. */
static inline const char *collected(const collector *from) { return from->bytes.data ? from->bytes.data : ""; }

/* Gives memory `left` times, then no more; counts what is out. */
typedef struct miser {
    long left, out;
} miser;

static inline void *miser_alloc(void *context, size_t size) {
    miser *m = context;
    if (m->left-- <= 0) return NULL;
    m->out++;
    return malloc(size ? size : 1);
}

static inline void *miser_resize(void *context, void *block, size_t size) {
    miser *m = context;
    if (m->left-- <= 0) return NULL;
    if (!block) m->out++;
    return realloc(block, size ? size : 1);
}

static inline void miser_release(void *context, void *block) {
    miser *m = context;
    if (block) m->out--;
    free(block);
}

static inline vt_allocator miser_allocator(miser *m, long left) {
    *m = (miser){left, 0};
    return (vt_allocator){miser_alloc, miser_resize, miser_release, m};
}

#endif
