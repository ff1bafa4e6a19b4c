/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The writer: the one way by which records come into an archive, change and go.
 * It sees what it has written before it is committed. How many databases there
 * are, and when they are merged, is its own business.
 */
#ifndef VT_ARCHIVE_WRITER_H
#define VT_ARCHIVE_WRITER_H

#include "archive/entry.h"
#include "archive/places.h"

typedef struct vt_writer {
    vt_index *index;
    uint32_t commit_every, pending;
} vt_writer;

/* index: opened for writing; borrowed. */
vt_code vt_writer_start(vt_writer *writer, vt_index *index, uint32_t commit_every, vt_error *err);

/* Commits what is pending. Once it has been called, or another call has failed, the writer is over. */
vt_code vt_writer_finish(vt_writer *writer, vt_error *err);

/* The places of the record that lies at a path, or that has this id; places->id is NULL when there is none. */
vt_code vt_writer_at_path(vt_writer *writer, vt_arena *arena, const char *path, vt_places *places, vt_error *err);
vt_code vt_writer_by_id(vt_writer *writer, vt_arena *arena, const char *id, vt_places *places, vt_error *err);

/* A new record. */
vt_code vt_writer_add(vt_writer *writer, vt_arena *arena, const vt_entry *entry, vt_error *err);

/* The content also lies at this place, or its size or time there has changed. */
vt_code vt_writer_add_place(vt_writer *writer, vt_arena *arena, vt_places *places, const vt_place *place,
                            vt_error *err);

/* The content no longer lies at this path; with its last path the record goes. */
vt_code vt_writer_drop_place(vt_writer *writer, vt_arena *arena, vt_places *places, const char *path, vt_error *err);

#endif
