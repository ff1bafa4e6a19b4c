/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file `pending`: changes of records that a manifest has promised and that are still to be made. */
#ifndef VT_ARCHIVE_PENDING_H
#define VT_ARCHIVE_PENDING_H

#include "archive/store.h"
#include "base/buffer.h"

typedef struct vt_pending {
    vt_arena arena;
    vt_buffer bytes;
    VT_ARRAY(vt_store_change) changes; /* borrow the bytes */
} vt_pending;

/* Made to last when it returns. */
vt_code vt_pending_write(const char *folder, const vt_store_change *changes, size_t count, vt_error *err);

/* VT_ERR_ARCHIVE when it is missing or damaged. To be freed also then. */
vt_code vt_pending_read(vt_pending *pending, const char *folder, vt_error *err);
void vt_pending_free(vt_pending *pending);

/* Makes the changes of all records that the database has; context is a vt_pending. Twice is as good as once. */
vt_code vt_pending_apply(vt_index *index, void *context, vt_error *err);

void vt_pending_remove(const char *folder);

#endif
