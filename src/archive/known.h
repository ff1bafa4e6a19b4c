/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an archive knows of the files: all places of all records, read at once,
 * so that a run over many unchanged files looks nothing up. The run keeps it up
 * to date with what it does, or, on trial, with what it would do. A million
 * records are held: some 100 bytes each, and their paths.
 */
#ifndef VT_ARCHIVE_KNOWN_H
#define VT_ARCHIVE_KNOWN_H

#include "archive/places.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/set.h"
#include "index/index.h"

typedef struct vt_known_path vt_known_path;

typedef struct vt_known_record {
    vt_known_path *places; /* NULL: the content lies nowhere any more */
    unsigned char id[VT_DIGEST_HEX / 2];
} vt_known_record;

/* A path, and the record that lies there. */
struct vt_known_path {
    vt_known_record *record; /* NULL: none any more */
    vt_known_path *next;     /* where the record lies too */
    uint64_t size;           /* as in vt_place */
    int64_t time;
    bool missing;
    bool seen; /* met by this run */
    char path[];
};

typedef struct vt_known {
    vt_arena arena, order; /* of records and paths; of the list */
    vt_set stored; /* vt_known_record: what was there at the start; never put to again, so that threads may ask it */
    vt_set added;  /* the same, since then */
    vt_set paths;  /* vt_known_path */
    VT_ARRAY(vt_known_record *) loaded; /* those of stored, by docid */
} vt_known;

void vt_known_init(vt_known *known);
void vt_known_free(vt_known *known);

/* Calls fn with the stored places of every record (places.h), by docid, until it fails. They last for the call. */
typedef vt_code (*vt_known_fn)(void *context, vt_slice places, vt_error *err);
vt_code vt_known_each(vt_index *index, vt_known_fn fn, void *context, vt_error *err);

/* index NULL: an archive that is not there yet. */
vt_code vt_known_load(vt_known *known, vt_index *index, vt_error *err);

/* NULL when there is none, or none any more. Records and paths are changed by the functions below only. */
vt_known_record *vt_known_by_id(const vt_known *known, const char *id);
vt_known_path *vt_known_at(const vt_known *known, const char *path);

/* Whether there was a record of this id at the start; for any thread. */
bool vt_known_was_stored(const vt_known *known, const char *id);

/* How many records there are. */
uint64_t vt_known_count(const vt_known *known);

/* Whether anything is known at the path or below it. */
bool vt_known_below(const vt_known *known, const char *path);

/* The content lies at this place (too), or its size or time there has changed. The path, NULL when memory ran out. */
vt_known_path *vt_known_put(vt_known *known, const char *id, const vt_place *place);

/* The content no longer lies at this path. */
void vt_known_drop(vt_known_record *record, const char *path);

/* A record's id as others take it, in an arena; NULL when memory ran out. */
const char *vt_known_id(vt_arena *arena, const vt_known_record *record);

/* The same with its places; the paths are borrowed. False when memory ran out. */
bool vt_known_places(vt_arena *arena, const vt_known_record *record, vt_places *places);

#endif
