/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Roots: the files and folders that are given to be indexed. They are kept
 * beside the databases in the file "sources", so that an archive whose
 * databases cannot be read can be built anew. The file holds absolute paths,
 * each ended by a zero byte, and this form is the same for every version.
 */
#ifndef VT_ARCHIVE_ROOTS_H
#define VT_ARCHIVE_ROOTS_H

#include "base/error.h"
#include "base/table.h"

typedef struct vt_roots {
    VT_ARRAY(const char *) items; /* absolute */
    vt_table table;               /* the same, to be looked up */
} vt_roots;

/* Of paths as they were given; standard input is none. */
vt_code vt_roots_of(vt_arena *arena, const char *const *paths, size_t count, vt_roots *roots, vt_error *err);

/* Whether the absolute path is one of them or lies below one. */
bool vt_roots_cover(const vt_roots *roots, const char *path);

/* Those that are kept; no error when there is no such file yet. */
vt_code vt_roots_read(vt_arena *arena, const char *folder, vt_roots *roots, vt_error *err);

/* Keeps those, too, that are there and not covered yet. Under the writer's lock. */
vt_code vt_roots_keep(const char *folder, const vt_roots *given, vt_error *err);

#endif
