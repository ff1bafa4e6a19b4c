/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Places: where the content of a record lies on disk, with the size and time
 * that tell whether the file has changed since. Kept in a slot of the record
 * as "ID\0" and then "SIZE TIME PATH\0" for each place, with "!" before it when
 * the file was missing as the archive was rebuilt.
 */
#ifndef VT_ARCHIVE_PLACES_H
#define VT_ARCHIVE_PLACES_H

#include <stdint.h>
#include <sys/stat.h>
#include "base/arena.h"
#include "base/buffer.h"

typedef struct vt_place {
    const char *path; /* absolute */
    uint64_t size;
    int64_t time; /* of the last change, in nanoseconds since 1970 */
    bool missing; /* the record is kept although the file is gone */
} vt_place;

typedef struct vt_places {
    const char *id;
    VT_ARRAY(vt_place) items;
} vt_places;

/* The file's size and time as the system tells them. */
void vt_place_measure(vt_place *place, const struct stat *info);

/* False when the bytes are no places, or memory ran out. Everything lives in the arena. */
bool vt_places_read(vt_arena *arena, vt_slice bytes, vt_places *places);

void vt_places_write(const vt_places *places, vt_buffer *buffer);

/* NULL when the path is not among them. */
vt_place *vt_places_find(const vt_places *places, const char *path);

/* Whether the content lies nowhere any more. */
bool vt_places_all_missing(const vt_places *places);

/* The path from the root, without ".", ".." and double slashes; links are left alone. NULL when memory ran out or
 * the working folder is unknown. */
char *vt_path_absolute(vt_arena *arena, const char *path);

/* A term for any bytes: themselves if they fit, else their hash. Without prefix; NULL data when memory ran out. */
vt_slice vt_identity_term(vt_arena *arena, vt_slice bytes);

#endif
