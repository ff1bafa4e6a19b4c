/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A run that takes files into an archive: each is read, compared with what the
 * archive knows, and stored. What is walked, and what becomes of files that are
 * gone, is the caller's business (follow.c, rebuild.c).
 */
#ifndef VT_ARCHIVE_INGEST_H
#define VT_ARCHIVE_INGEST_H

#include <vanthu/archive.h>
#include "archive/known.h"
#include "archive/pool.h"
#include "archive/task.h"
#include "archive/walk.h"
#include "archive/writer.h"

/* No error's code: the caller of the library wants no more. */
#define VT_INGEST_STOPPED VT_ERR_COUNT

typedef struct vt_ingest {
    const vt_index_options *options;
    vt_index_summary *summary, unasked; /* the caller's, or this one when that wants none */
    vt_known known;                     /* what the archive holds; empty until it is loaded */
    vt_task_plan plan;
    vt_writer writer; /* started by the caller, unless on trial */
    vt_pool *pool;    /* of all that is done beside the calling thread */
    vt_queue *tasks;  /* files that are read */
    vt_arena scratch;
    uint64_t done, total;
    vt_error *err;
} vt_ingest;

/* Close it also after a failure. What is given must outlive it. */
vt_code vt_ingest_open(vt_ingest *run, const vt_index_options *options, vt_index_summary *summary, vt_error *err);
void vt_ingest_close(vt_ingest *run);

/* Takes what a walk has met; for vt_walk, context is a vt_ingest. vt_ingest_file does so for a file alone. */
vt_code vt_ingest_entry(void *context, const vt_walk_entry *entry);
vt_code vt_ingest_file(vt_ingest *run, const vt_walk_entry *file);

/* Counts files into the total; for vt_walk. */
vt_code vt_ingest_count(void *context, const vt_walk_entry *entry);

/* Stores what is still in the pool. */
vt_code vt_ingest_drain(vt_ingest *run);

/* The record's content no longer lies at this path. */
vt_code vt_ingest_drop(vt_ingest *run, vt_known_record *record, const char *path);

/* What belongs together is written: now it may be committed. */
vt_code vt_ingest_pause(vt_ingest *run);

/* Counts an event and tells the caller of the library; VT_INGEST_STOPPED when that wants no more. */
vt_code vt_ingest_tell(vt_ingest *run, vt_index_event event);

/* Whether nothing is there under this name. */
bool vt_is_gone(const char *path);

#endif
