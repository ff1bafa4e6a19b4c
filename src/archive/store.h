/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The databases of an archive under its writer. New records come as a whole
 * database that joins the others; records that stand in one are changed in
 * place; small databases are merged, so that there are never many.
 *
 * What is published together is kept together: the manifest that names the new
 * database also says that the changes of the file `pending` belong to it, and
 * whoever opens the archive for writing after a crash makes them first. Making
 * them twice does no harm.
 * For an archive that is open for writing; its index is a reader of all
 * databases, and sees what has been published.
 */
#ifndef VT_ARCHIVE_STORE_H
#define VT_ARCHIVE_STORE_H

#include "archive/entry.h"
#include "archive/inside.h"

/* The places of a stored record have become these. */
typedef struct vt_store_change {
    const char *id;
    vt_slice places; /* as vt_places_write writes them; empty: the record goes */
} vt_store_change;

/* Under the lock: makes the archive if there is none, finishes what a killed writer left, opens the index. */
vt_code vt_store_open(vt_archive *archive, vt_error *err);

/* database: a name in the folder, or NULL. */
vt_code vt_store_publish(vt_archive *archive, const char *database, const vt_store_change *changes, size_t count,
                         vt_error *err);

/* Puts entries in the place of the stored records with their ids; one that is not stored is passed over. */
vt_code vt_store_replace(vt_archive *archive, const vt_entry *const *entries, size_t count, vt_error *err);

/* The index follows the journal up to this mark. */
vt_code vt_store_mark(vt_archive *archive, vt_slice mark, vt_error *err);

/* Merges small databases. */
vt_code vt_store_settle(vt_archive *archive, vt_error *err);

/* Begins an archive that is built beside what the folder's manifest names. */
vt_code vt_store_begin(vt_archive *archive, vt_error *err);

/* What was built beside takes the place of what the folder's manifest names. */
vt_code vt_store_reveal(vt_archive *archive, vt_error *err);

/* Removes what was built beside, unless the manifest names it or cannot be read. */
void vt_store_discard(vt_archive *archive);

#endif
