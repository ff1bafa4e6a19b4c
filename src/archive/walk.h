/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walking folders for documents. In: a path as a person gave it. Out: one call
 * for each file, in a fixed order. Built without Xapian too.
 *
 * A file named outright, and "-" for standard input, is always handed over. Of
 * a folder: files that end in .txt, .md or .docx in any case; names that begin
 * with "." or "~$" are passed over without a word; files of other formats are
 * reported as skipped. Names are walked in byte order. A link to a folder is
 * followed after the rest, and no folder is walked twice, so loops end.
 */
#ifndef VT_ARCHIVE_WALK_H
#define VT_ARCHIVE_WALK_H

#include <stdbool.h>
#include <sys/stat.h>
#include <vanthu/error.h>

typedef enum vt_walk_kind {
    VT_WALK_FILE,    /* a document to read */
    VT_WALK_SKIPPED, /* a file of another format inside a folder */
    VT_WALK_FAILED,  /* error says why the path could not be reached */
    VT_WALK_FOLDER   /* a folder, itself: only from vt_walk_folders */
} vt_walk_kind;

typedef struct vt_walk_entry {
    vt_walk_kind kind;
    const char *path;        /* lives as long as the call */
    const struct stat *info; /* of the file (links followed); NULL for "-" and for failures */
    const vt_error *error;   /* for VT_WALK_FAILED */
} vt_walk_entry;

/* Anything but VT_OK ends the walk, which then returns it. */
typedef vt_code (*vt_walk_fn)(void *context, const vt_walk_entry *entry);

/* Fails by itself only for lack of memory: paths out of reach are entries. err may be NULL. */
vt_code vt_walk(const char *path, vt_walk_fn fn, void *context, vt_error *err);

/* The same way, but of what is met only the folders are handed over, each before what is in it. */
vt_code vt_walk_folders(const char *path, vt_walk_fn fn, void *context, vt_error *err);

/* Whether a walk would take a file of this name, or go into a folder of it. */
bool vt_walk_wants(const char *name, bool is_folder);

#endif
