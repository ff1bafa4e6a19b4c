/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Citations (viện dẫn) across an archive: who cites a document.
 *
 * Shapes, ownership and thread rule: as in archive.h; what a function hands out
 * is given back with the function named beside it.
 */
#ifndef VANTHU_REFERENCES_H
#define VANTHU_REFERENCES_H

#include <vanthu/archive.h>
#include <vanthu/write.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A place at which a document cites the one in question. */
typedef struct vt_citing_place {
    const char *text;      /* the mention */
    const char *clause;    /* the basis clause, or the sentence around the mention; one line */
    const char *section;   /* "II.2.a"; "" outside the sections */
    const char *provision; /* "khoản 2 Điều 5", several joined by "; "; NULL without one */
    vt_relation relation;
    bool is_basis;     /* stands in a basis clause (căn cứ) */
    const char *key;   /* identity key of what is cited, the fullest that is known */
    bool is_uncertain; /* several documents agree with the mention */
} vt_citing_place;

typedef struct vt_citing_document {
    const char *id, *path;                             /* the first of its paths */
    const char *type, *number, *date, *issuer, *title; /* code; full number; NULL where unknown */
    const vt_citing_place *places;                     /* in the order of the text */
    size_t place_count;
} vt_citing_document;

typedef struct vt_cited_by {
    const char *key;                 /* of the reference as given */
    const vt_citing_document *items; /* newest first */
    size_t count;
    uint64_t total;             /* all, though a limit cut the list */
    const vt_meaning *meanings; /* the most cited first; several when the reference is incomplete */
    size_t meaning_count;
} vt_cited_by;

/* All zero is the default. */
typedef struct vt_cited_by_options {
    bool basis_only; /* only as a legal basis */
    uint32_t limit;  /* documents; 0: all */
} vt_cited_by_options;

/*
 * The documents that cite another one. reference: any way in which a person
 * writes one ("24/CT-UBND", "Luật Giáo dục"), or the beginning of a record's
 * id, which stands for the record's own number. VT_ERR_ARGUMENT when there is no
 * reference in it, when the record has no number, or when the id fits
 * several. Nobody citing it is no error. options may be NULL.
 */
VT_API vt_code vt_archive_cited_by(vt_archive *archive, const char *reference, const vt_cited_by_options *options,
                                   vt_cited_by **out, vt_error *err);

/* Takes NULL. */
VT_API void vt_cited_by_free(vt_cited_by *cited_by);

/* The JSON, schema vanthu.cited-by/1; indented: for reading. */
VT_API vt_code vt_write_cited_by_json(const vt_cited_by *cited_by, bool indented, const vt_output *output,
                                      vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
