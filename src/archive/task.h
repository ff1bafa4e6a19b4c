/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A task: one file on its way through the pool into the archive. It is read and
 * hashed; content that the archive knows already is not parsed again.
 */
#ifndef VT_ARCHIVE_TASK_H
#define VT_ARCHIVE_TASK_H

#include <vanthu/archive.h>
#include "archive/entry.h"
#include "archive/known.h"
#include "base/error.h"

/* What all tasks of a run share; read only while the pool works. */
typedef struct vt_task_plan {
    const vt_index_options *options;
    const vt_known *known; /* content that it stored at the start is not parsed; NULL: everything is */
    bool trial;            /* nothing is parsed */
} vt_task_plan;

typedef struct vt_task {
    vt_arena arena;
    const char *path; /* as given */
    vt_place place;   /* absolute; size and time as they were when the file was read */
    char id[65];
    bool built; /* entry is there */
    vt_entry entry;
    vt_arena entry_arena; /* in which it lies, to be handed over with it */
    unsigned concerns; /* of a document that was parsed */
    vt_code code;      /* why the file could not be read or parsed */
    vt_error error;
} vt_task;

/* NULL when memory ran out. */
vt_task *vt_task_new(const char *path, const char *absolute);

/* Takes NULL. */
void vt_task_free(vt_task *task);

/* For the pool: context is a vt_task_plan, memory a vt_term_memory or NULL, job a vt_task. What comes of it is in the
 * task. */
void vt_task_run(void *context, void *memory, void *job);

/* The same, and the document is parsed whatever is known. */
void vt_task_run_fully(const vt_task_plan *plan, vt_task *task);

#endif
