/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Going over all records that match, one after another: what lists of bases,
 * graphs, exports and checks stand on. Each record is read once and none is
 * kept, however many there are.
 */
#ifndef VT_ARCHIVE_EACH_H
#define VT_ARCHIVE_EACH_H

#include "archive/entry.h"
#include "archive/inside.h"
#include "archive/places.h"
#include "archive/query.h"

/* A record, as long as the call lasts. */
typedef struct vt_found {
    uint32_t docid;
    const vt_document *document;
    const vt_places *places; /* at least one */
} vt_found;

/* Anything but VT_OK ends the going over, which then returns it. */
typedef vt_code (*vt_found_fn)(void *context, const vt_found *found, vt_error *err);

/*
 * In ascending order of docids; query as vt_query_parse gives it. For the reads
 * of inside.h, which may start anew: context is then to be set back by the read.
 */
vt_code vt_archive_each(vt_archive *archive, const vt_node *query, vt_entry_part part, vt_found_fn fn, void *context,
                        vt_error *err);

/*
 * The same in the order of the records' first paths, byte by byte. after: only
 * those behind this path, so that a read that starts anew goes on where it was; NULL: all.
 */
vt_code vt_archive_each_by_path(vt_archive *archive, const vt_node *query, const char *after, vt_found_fn fn,
                                void *context, vt_error *err);

/* Which of the newest. */
typedef struct vt_newest {
    uint32_t offset, limit; /* limit 0: all */
} vt_newest;

/* The newest first; those without a date come last. *total: how many match. */
vt_code vt_archive_each_newest(vt_archive *archive, const vt_node *query, const vt_newest *some, vt_entry_part part,
                               vt_found_fn fn, void *context, uint64_t *total, vt_error *err);

/* The records with these docids, ascending; those that are gone are passed over. */
vt_code vt_archive_each_of(vt_archive *archive, const uint32_t *docids, size_t count, vt_entry_part part,
                           vt_found_fn fn, void *context, vt_error *err);

/* What matches, by docid; vt_index_release frees it. */
vt_code vt_archive_docids(vt_archive *archive, const vt_node *query, vt_index_answer **found, vt_error *err);

#endif
