/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The writer: the one way by which records come into an archive, change and go.
 * It sees what it has written before it is committed. How many databases there
 * are, and when they are merged, is its own business.
 */
#ifndef VT_ARCHIVE_WRITER_H
#define VT_ARCHIVE_WRITER_H

#include "archive/entry.h"
#include "archive/journal.h"
#include "archive/places.h"

typedef struct vt_writer {
    vt_index *index;
    vt_journal *journal;
    uint32_t commit_every, pending;
} vt_writer;

/* index: opened for writing; both are borrowed. Every record that is written follows the journal. */
vt_code vt_writer_start(vt_writer *writer, vt_index *index, vt_journal *journal, uint32_t commit_every,
                        vt_error *err);

/* Commits what is pending. Once it has been called, or another call has failed, the writer is over. */
vt_code vt_writer_finish(vt_writer *writer, vt_error *err);

/* Throws away what is pending, after a failure. */
void vt_writer_give_up(vt_writer *writer);

/* Between calls that belong together nothing is committed; between steps, here, what is pending is when it is enough.
 */
vt_code vt_writer_pause(vt_writer *writer, vt_error *err);

/* A new record. */
vt_code vt_writer_add(vt_writer *writer, vt_arena *arena, const vt_entry *entry, vt_error *err);

/* Brings a stored record to what the journal says now; no error when there is none. */
vt_code vt_writer_correct(vt_writer *writer, vt_arena *arena, const char *id, vt_error *err);

/* Brings the index to what the journal says, where a killed writer left it behind. Outside of start and finish. */
vt_code vt_writer_catch_up(vt_index *index, vt_journal *journal, vt_error *err);

/*
 * The content at a path has changed from one record's into another's, which is
 * stored: what people set in the former holds for it too, and awaits review;
 * what they confirmed, where it reads the same.
 */
vt_code vt_writer_carry(vt_writer *writer, vt_arena *arena, const char *former, const char *id, const char *path,
                        vt_error *err);

/* The places of a stored record have become these: a path has come, another has gone (or NULL), or sizes and times have
 * changed. Without any place left the record goes. */
vt_code vt_writer_amend(vt_writer *writer, vt_arena *arena, const vt_places *places, const char *added,
                        const char *dropped, vt_error *err);

#endif
