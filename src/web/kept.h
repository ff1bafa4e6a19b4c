/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers that are kept while the archive stays as it is: people page back and
 * forth, load again, and ask what others have asked. The last ones are kept, so
 * many and none that is large.
 * Thread rule: any thread may find and keep.
 */
#ifndef VT_WEB_KEPT_H
#define VT_WEB_KEPT_H

#include <pthread.h>
#include "base/buffer.h"

enum { VT_KEPT_SETS = 64, VT_KEPT_WAYS = 4, VT_KEPT_BYTES = 128 * 1024 };

typedef struct vt_kept_answer {
    char *name, *body;
    size_t size;
    const char *type;   /* a static string */
    uint64_t last_used; /* by the count of all uses; 0: never */
} vt_kept_answer;

typedef struct vt_kept {
    pthread_mutex_t mutex;
    uint64_t uses;
    vt_kept_answer answers[VT_KEPT_SETS][VT_KEPT_WAYS]; /* a name belongs to one set */
} vt_kept;

/* False when there is no mutex to be had. All zero before. */
bool vt_kept_init(vt_kept *kept);
void vt_kept_free(vt_kept *kept);

/* Appends the answer of that name; false when there is none. */
bool vt_kept_find(vt_kept *kept, vt_slice name, vt_buffer *body, const char **type);

/* In the place of the one of its set that nobody has asked for longest. What there is no memory for is not kept. */
void vt_kept_put(vt_kept *kept, vt_slice name, vt_slice body, const char *type);

#endif
