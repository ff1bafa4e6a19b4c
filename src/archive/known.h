/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an archive knows of the files: all places of all records, read at once,
 * so that a run over many unchanged files looks nothing up. The run keeps it up
 * to date with what it does, or, on trial, with what it would do.
 */
#ifndef VT_ARCHIVE_KNOWN_H
#define VT_ARCHIVE_KNOWN_H

#include "archive/places.h"
#include "base/error.h"
#include "base/table.h"
#include "index/index.h"

/* A path, and the record that lies there. */
typedef struct vt_known_path {
    const char *path;
    vt_places *record; /* NULL: none any more */
    bool seen;         /* met by this run */
} vt_known_path;

typedef struct vt_known {
    vt_arena arena;
    vt_table stored; /* id to vt_places: what was there at the start; never put to again, so that threads may ask it */
    vt_table added;  /* the same, since then */
    vt_table paths;  /* path to vt_known_path */
    VT_ARRAY(vt_places *) loaded; /* those of stored, by docid */
} vt_known;

void vt_known_init(vt_known *known);
void vt_known_free(vt_known *known);

/* Calls fn with the stored places of every record (places.h), by docid, until it fails. They last for the call. */
typedef vt_code (*vt_known_fn)(void *context, vt_slice places, vt_error *err);
vt_code vt_known_each(vt_index *index, vt_known_fn fn, void *context, vt_error *err);

/* index NULL: an archive that is not there yet. */
vt_code vt_known_load(vt_known *known, vt_index *index, vt_error *err);

/* NULL when there is none, or none any more. The places are changed by the functions below only. */
vt_places *vt_known_by_id(const vt_known *known, const char *id);
vt_known_path *vt_known_at(const vt_known *known, const char *path);

/* How many records there are. */
uint64_t vt_known_count(const vt_known *known);

/* Whether anything is known at the path or below it. */
bool vt_known_below(const vt_known *known, const char *path);

/* The content lies at this place (too), or its size or time there has changed. The record, NULL when memory ran out. */
vt_places *vt_known_put(vt_known *known, const char *id, const vt_place *place);

/* The content no longer lies at this path. */
void vt_known_drop(vt_known *known, vt_places *record, const char *path);

#endif
