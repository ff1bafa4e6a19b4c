/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Export: the documents of an archive as a table, a row a document, or as JSON,
 * one object a line. It goes out as it is read: memory does not grow with the
 * number of documents, but for the paths by which they are ordered.
 *
 * Thread rule and errors: as in archive.h.
 */
#ifndef VANTHU_EXPORT_H
#define VANTHU_EXPORT_H

#include <vanthu/archive.h>
#include <vanthu/write.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A column of the table. Lists are joined by " | ". */
typedef struct vt_column {
    const char *name, *help;
    bool usual; /* among those that are written when none are named */
} vt_column;

/* All columns, in their order. */
VT_API const vt_column *vt_export_columns(size_t *count);

typedef enum vt_export_format {
    VT_EXPORT_CSV,   /* RFC 4180, with a head row */
    VT_EXPORT_NDJSON /* vanthu.document/1 with paths */
} vt_export_format;

/* All zero is the default. */
typedef struct vt_export_options {
    vt_export_format format;
    const char *columns; /* "number,date,title", in the order of the table that is wanted; NULL: the usual ones */
    bool for_excel;      /* CSV begins with a byte order mark, and no cell begins a formula */
} vt_export_options;

/*
 * Writes the documents that match, ordered by path; query NULL or empty: all.
 * *documents (may be NULL) is how many. VT_ERR_ARGUMENT for a column that is none
 * or given twice, VT_ERR_QUERY, VT_ERR_WRITE. options may be NULL.
 */
VT_API vt_code vt_archive_export(vt_archive *archive, const char *query, const vt_export_options *options,
                                 const vt_output *output, uint64_t *documents, vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
