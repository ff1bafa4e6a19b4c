/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an open archive is, for the files of this folder. */
#ifndef VT_ARCHIVE_INSIDE_H
#define VT_ARCHIVE_INSIDE_H

#include <vanthu/archive.h>
#include "archive/folder.h"
#include "index/index.h"

struct vt_archive {
    vt_archive_mode mode;
    vt_arena arena;
    const char *folder;
    int lock; /* descriptor, or -1 for a reader */
    vt_index *index;
};

/* Runs over the index; an answer that was begun is thrown away when it fails. */
typedef vt_code (*vt_archive_read)(vt_archive *archive, void *context, vt_error *err);

/*
 * Runs a read over what has been committed. When it fails because the database
 * was swapped away, the archive is opened again through the manifest and the
 * read starts anew, a few times.
 */
vt_code vt_archive_reading(vt_archive *archive, vt_archive_read read, void *context, vt_error *err);

#endif
