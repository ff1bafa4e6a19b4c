/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The archive's folder:
 *   manifest  names the databases and the features of the schema; replaced by rename
 *   db-N/     databases, derived from the sources and the journal
 *   journal   people's corrections (its place is kept; nothing here writes it)
 *   lock      held by the one writer
 */
#ifndef VT_ARCHIVE_FOLDER_H
#define VT_ARCHIVE_FOLDER_H

#include "base/arena.h"
#include "base/error.h"

typedef struct vt_manifest {
    VT_ARRAY(const char *) databases; /* names inside the folder */
} vt_manifest;

/* VT_ERR_ARCHIVE when there is no archive, or one of another version. */
vt_code vt_manifest_read(vt_arena *arena, const char *folder, vt_manifest *manifest, vt_error *err);

/* Replaces the manifest as a whole and makes it last through a loss of power. */
vt_code vt_manifest_write(const char *folder, const vt_manifest *manifest, vt_error *err);

/* Makes the folder if it is not there. VT_ERR_ARCHIVE when it holds something that is no archive. */
vt_code vt_folder_create(const char *folder, vt_error *err);

/* Takes the writer's lock, which lasts until the descriptor is closed. VT_ERR_LOCKED when another has it. */
vt_code vt_folder_lock(const char *folder, int *descriptor, vt_error *err);

/* Removes databases that the manifest does not name: what an interrupted writer left. Under the lock only. */
void vt_folder_tidy(vt_arena *arena, const char *folder, const vt_manifest *manifest);

#endif
