/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the page tells of the whole archive, counted once for each state of it
 * and not for each request. A state is told from the next one by the times of
 * the archive's folders: every commit makes new names in them.
 * Thread rule: any thread may take, give, and ask what it has taken.
 */
#ifndef VT_WEB_CATALOG_H
#define VT_WEB_CATALOG_H

#include <vanthu/keep.h>
#include "archive/vocabulary.h"
#include "web/kept.h"

typedef struct vt_catalogs vt_catalogs;
typedef struct vt_catalog vt_catalog;

/* The newest documents, what all are counted by, and what a search box offers of it. */
typedef struct vt_overall {
    vt_hits *hits;
    vt_vocabulary vocabulary;
} vt_overall;

/* folder is borrowed. */
vt_code vt_catalogs_open(const char *folder, vt_catalogs **out, vt_error *err);

/* When nothing is taken any more. Takes NULL. */
void vt_catalogs_close(vt_catalogs *catalogs);

/* Of the archive's present state; NULL when memory ran out. */
vt_catalog *vt_catalog_take(vt_catalogs *catalogs);

/* Takes NULL. */
void vt_catalog_give(vt_catalogs *catalogs, vt_catalog *catalog);

/* Both are counted when they are first asked for, in that archive, and live as long as the catalog. */
vt_code vt_catalog_stats(vt_catalog *catalog, vt_archive *archive, const vt_stats **out, vt_error *err);
vt_code vt_catalog_overall(vt_catalog *catalog, vt_archive *archive, const vt_overall **out, vt_error *err);

/* Answers that hold for this state; lives as long as the catalog. */
vt_kept *vt_catalog_kept(vt_catalog *catalog);

/* A facet of all documents; NULL when there is none. */
const vt_facet *vt_overall_facet(const vt_overall *overall, vt_facet_kind kind);

#endif
