/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The archive's folder:
 *   manifest  names the databases and the features of the schema; replaced by rename
 *   db-N/     databases, derived from the sources and the journal
 *   heap-N    what is too large for them, see index/heap.h
 *   sources   the files and folders that were given to be indexed, see roots.h
 *   pending   changes of records that the manifest has promised, see store.h
 *   journal   people's corrections, see journal.h; journal.damaged-N is what was put aside of it
 *   lock      held by the one writer; tells who it is
 */
#ifndef VT_ARCHIVE_FOLDER_H
#define VT_ARCHIVE_FOLDER_H

#include "base/arena.h"
#include "base/error.h"

typedef struct vt_manifest {
    VT_ARRAY(const char *) databases; /* names inside the folder */
    VT_ARRAY(const char *) features;  /* as read; what is written has the features of this build */
    const char *heap;                 /* the name of the databases' heap */
    const char *journal;              /* up to where the databases follow the journal; NULL: its beginning */
    bool pending;                     /* the changes of the file `pending` are still to be made, see store.h */
} vt_manifest;

/* VT_ERR_ARCHIVE when there is no archive, or one of another version. */
vt_code vt_manifest_read(vt_arena *arena, const char *folder, vt_manifest *manifest, vt_error *err);

/* The two halves of it: a manifest of any version; whether its features are those of this build, in any order. */
vt_code vt_manifest_load(vt_arena *arena, const char *folder, vt_manifest *manifest, vt_error *err);
vt_code vt_manifest_check(const vt_manifest *manifest, vt_error *err);

bool vt_manifest_has(const vt_manifest *manifest, const char *feature);

/* This build's version of a feature: "record-1" for "record"; NULL when there is none. */
const char *vt_feature(const char *name);

/* Replaces the manifest as a whole and makes it last through a loss of power. */
vt_code vt_manifest_write(const char *folder, const vt_manifest *manifest, vt_error *err);

/* The same for any file of the folder: it is the old one or the new one at any moment. */
vt_code vt_folder_replace(const char *folder, const char *name, vt_slice bytes, vt_error *err);

/* Makes new names of the folder last; false with errno set. */
bool vt_folder_sync(const char *folder);

/* Writes all bytes; false with errno set. */
bool vt_write_fully(int descriptor, vt_slice bytes);

/* Whether a file of this name is there, or may be: where that cannot be told, it is. */
bool vt_folder_has(const char *folder, const char *name);

/* Makes the folder if it is not there. VT_ERR_ARCHIVE when it holds something that is no archive. */
vt_code vt_folder_create(const char *folder, vt_error *err);

/*
 * Takes the writer's lock, which lasts until the process ends or gives it back. VT_ERR_LOCKED, with who it is, when
 * another has it and keeps it for so many seconds.
 */
vt_code vt_folder_lock(const char *folder, unsigned seconds, int *descriptor, vt_error *err);

/* Keeps writers out while something is read that must hold still; readers share it. Nothing is written, so that a
 * medium that cannot be written will do; without a lock file *descriptor is -1. */
vt_code vt_folder_share(const char *folder, unsigned seconds, int *descriptor, vt_error *err);

/* Gives either back; -1 is none. */
void vt_folder_unlock(int descriptor);

/* All databases of the folder, named by the manifest or not, and the heap if there is but one; features are none. */
vt_code vt_folder_databases(vt_arena *arena, const char *folder, vt_manifest *manifest, vt_error *err);

/* Removes databases and heaps that the manifest does not name: what an interrupted writer left. Under the lock only. */
void vt_folder_tidy(vt_arena *arena, const char *folder, const vt_manifest *manifest);

/* The number of a further database or heap, after all that are there; VT_ERR_ARCHIVE when these cannot be listed. Under
 * the lock only. */
vt_code vt_folder_next_number(const char *folder, unsigned long *free_number, vt_error *err);

/* What cannot be removed stays until it is tidied away. */
void vt_folder_remove_database(const char *folder, const char *name);

/* Makes a new database last through a loss of power, after its files were synced. */
vt_code vt_folder_sync_database(const char *folder, const char *name, vt_error *err);

#endif
