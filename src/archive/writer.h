/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The writer: the one way by which records come into an archive, change and go.
 * New records are collected in segments, changes of stored ones in a list; what
 * has been collected is published together (store.h). Until then the archive's
 * index does not show it.
 */
#ifndef VT_ARCHIVE_WRITER_H
#define VT_ARCHIVE_WRITER_H

#include "archive/inside.h"
#include "archive/segments.h"
#include "archive/store.h"
#include "base/table.h"

typedef struct vt_writer {
    vt_archive *archive;
    vt_segments *segments;
    vt_arena arena;                   /* of what is collected */
    vt_table changes;                 /* id to vt_store_change, the last word on each */
    VT_ARRAY(const char *) corrected; /* ids whose stored records are to follow the journal */
    uint32_t publish_every;
} vt_writer;

/* archive: open for writing; borrowed, as is the pool, whose threads write new records; NULL: there will be none. Every
 * record that is written follows the archive's journal. publish_every: new records; 0: 16,384. */
vt_code vt_writer_start(vt_writer *writer, vt_archive *archive, vt_pool *pool, uint32_t publish_every, vt_error *err);

/* Publishes what is pending, and merges small databases. The writer is over. */
vt_code vt_writer_finish(vt_writer *writer, vt_error *err);

/* Throws away what is pending, after a failure. The writer is over. */
void vt_writer_give_up(vt_writer *writer);

/* Between calls that belong together nothing is published; between steps, here, what is pending is when it is enough.
 */
vt_code vt_writer_pause(vt_writer *writer, vt_error *err);

/* Publishes what is pending now; databases are merged when they have become too many. */
vt_code vt_writer_publish(vt_writer *writer, vt_error *err);

/* A new record. Takes over the arena in which the entry lies and leaves an empty one. */
vt_code vt_writer_add(vt_writer *writer, vt_arena *arena, const vt_entry *entry, vt_error *err);

/* Brings a stored record to what the journal says by then, when what is pending is published; no error when there is
 * none. */
vt_code vt_writer_correct(vt_writer *writer, const char *id, vt_error *err);

/* Brings the index to what the journal says, where a killed writer left it behind. Outside of start and finish. */
vt_code vt_writer_catch_up(vt_archive *archive, vt_error *err);

/*
 * The content at a path changes from one record's into another's: what people
 * set in the former holds for it too, and awaits review; what they confirmed,
 * where it reads the same. data: of the other's entry that is about to be added;
 * without any it is stored or added already. scratch takes what is needed on the
 * way.
 */
vt_code vt_writer_carry(vt_writer *writer, vt_arena *scratch, const char *former, const char *id, vt_slice data,
                        const char *path, vt_error *err);

/* The places of a record, stored or added, have become these. Without any place left the record goes. */
vt_code vt_writer_amend(vt_writer *writer, const vt_places *places, vt_error *err);

#endif
