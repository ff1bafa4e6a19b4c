/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of legal bases while it is put together: bases.c reads the matching
 * documents, conflicts.c compares what was read, changes.c asks the whole
 * archive what has become of each basis.
 */
#ifndef VT_ARCHIVE_BASES_H
#define VT_ARCHIVE_BASES_H

#include "archive/each.h"
#include "archive/form.h"
#include "archive/merge.h"
#include "archive/reference.h"

typedef VT_ARRAY(const vt_citing *) vt_citing_list;

/* What is known of one key. */
typedef struct vt_bases_entry {
    vt_cited told;
    vt_form form;
    vt_form_documents citing; /* as a basis */
    const vt_merge_key *key;
    VT_ARRAY(vt_basis_warning) warnings;
} vt_bases_entry;

typedef struct vt_bases_work {
    vt_cited_list list; /* first: what is handed out */
    vt_arena arena;
    const vt_node *query;
    vt_bases_options options;
    vt_merge merge;
    VT_ARRAY(vt_bases_entry) entries; /* one for each key of merge */
    vt_citing_list documents;         /* that match */
    vt_reference_set changed;         /* what any document of the archive changes */
} vt_bases_work;

/* A copy of what a record says of itself; NULL when memory ran out. */
const vt_citing *vt_bases_citing(vt_bases_work *work, const vt_found *found);

/* Sorts them, the newest first, drops what stands twice, counts, and keeps as many as are asked for. */
vt_witnesses vt_bases_witnesses(const vt_bases_work *work, vt_citing_list *citing);

/* The same for numbers of documents that match. False when memory ran out. */
bool vt_bases_matching(vt_bases_work *work, const vt_form_documents *numbers, vt_witnesses *out);

/* A further warning of an entry, without details yet; NULL when memory ran out. */
vt_basis_warning *vt_bases_warn(vt_bases_work *work, vt_bases_entry *entry, vt_basis_warning_kind kind);

/* A copy of the detail goes behind the others. False when memory ran out. */
bool vt_bases_add_detail(vt_bases_work *work, vt_basis_warning *warning, const vt_basis_detail *detail);

/* Warns of several dates, several bodies, and of what could be several documents. items are what is listed. */
bool vt_bases_conflicts(vt_bases_work *work, vt_bases_entry *const *items, size_t count);

/* Tells of each entry what documents of the archive say that changes it. */
vt_code vt_bases_changes(vt_bases_work *work, vt_archive *archive, vt_bases_entry *const *entries, size_t count,
                         vt_error *err);

#endif
