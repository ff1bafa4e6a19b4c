/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an open archive is, for the files of this folder. */
#ifndef VT_ARCHIVE_INSIDE_H
#define VT_ARCHIVE_INSIDE_H

#include <vanthu/archive.h>
#include "archive/folder.h"
#include "archive/journal.h"
#include "archive/told.h"
#include "index/heap.h"
#include "index/index.h"

struct vt_archive {
    vt_archive_mode mode;
    vt_arena arena;
    const char *folder;
    int lock;                    /* descriptor, or -1 for a reader */
    vt_index *index;             /* reads all databases, a writer's too */
    vt_heap *heap;               /* of the databases */
    const char *heap_name;       /* which of the folder it is */
    vt_told_bodies bodies;       /* of the index as it is */
    vt_manifest manifest;        /* of a writer */
    bool beside;                 /* built beside an archive that others read: its manifest is not on disk yet */
    unsigned long next_number;   /* of the next new database or heap, of a writer */
    vt_journal journal;          /* of a writer; a reader's is empty */
    const char *notice;          /* what opening found and mended, or NULL */
};

/* Runs over the index; an answer that was begun is thrown away when it fails. */
typedef vt_code (*vt_archive_read)(vt_archive *archive, void *context, vt_error *err);

/* Opens the heap of this name; archive->heap is replaced only when that succeeds. */
vt_code vt_archive_open_heap(vt_archive *archive, const char *name, vt_error *err);

/* Opens the databases and the heap that a manifest names; archive->index is replaced only when that succeeds. */
vt_code vt_archive_open_index(vt_archive *archive, const vt_manifest *manifest, vt_error *err);

/* Finishes what a killed writer has left, if there is anything; whoever only reads is told when that cannot be done and
 * may go on without. */
vt_code vt_archive_complete(const char *folder, unsigned seconds, vt_error *err);

/* Whether a text is an id or the start of one that is long enough. */
vt_code vt_prefix_check(const char *prefix, vt_error *err);

/*
 * Runs a read over what has been committed. When it fails because the database
 * was swapped away, the archive is opened again through the manifest and the
 * read starts anew, a few times.
 */
vt_code vt_archive_reading(vt_archive *archive, vt_archive_read read, void *context, vt_error *err);

#endif
