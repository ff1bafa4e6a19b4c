/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of legal bases (căn cứ): which documents others cite as their bases,
 * each once, in its best form, with who cites it and what speaks against citing
 * it again; and the list written out, also as the clauses of a new preamble.
 *
 * Shapes and ownership: as in document.h; a list owns everything that is
 * reached from it. Where a list comes from: vt_archive_bases in archive.h.
 * Thread rule: a finished list may be read by many threads at once.
 * Source of the order: Luật Ban hành văn bản quy phạm pháp luật, the order of
 * normative documents; of the layout of the clauses: Nghị định 30/2020/NĐ-CP,
 * Phụ lục I (italic, each ends in a semicolon, the last in a full stop).
 */
#ifndef VANTHU_BASES_H
#define VANTHU_BASES_H

#include <vanthu/write.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A document that cites. */
typedef struct vt_citing {
    const char *id, *path;            /* the first of its paths */
    const char *type, *number, *date; /* NULL where unknown */
    const char *title;
} vt_citing;

/* Some of those that say a thing, the newest first, and how many there are. */
typedef struct vt_witnesses {
    uint64_t documents;
    const vt_citing *const *items;
    size_t count;
} vt_witnesses;

/* What a person should know before citing a document again. */
#define VT_BASIS_WARNING_TABLE(X)                                            \
    X(DATES, "dates", "cited with several dates")                            \
    X(BODIES, "bodies", "cited as of several bodies")                        \
    X(AMBIGUOUS, "ambiguous", "could be several documents")                  \
    X(REPLACED, "replaced", "replaced by another document") /* thay thế */ \
    X(REPEALED, "repealed", "repealed by another document") /* bãi bỏ */  \
    X(AMENDED, "amended", "amended by another document")    /* sửa đổi, bổ sung */

typedef enum vt_basis_warning_kind {
#define X(name, id, message) VT_BASIS_##name,
    VT_BASIS_WARNING_TABLE(X)
#undef X
        VT_BASIS_WARNING_KINDS
} vt_basis_warning_kind;

/* The identifier of a kind as the JSON has it, and what it says in English. */
VT_API const char *vt_basis_warning_id(vt_basis_warning_kind kind);
VT_API const char *vt_basis_warning_message(vt_basis_warning_kind kind);

/* One of the dates, bodies or documents that a warning is about. */
typedef struct vt_basis_detail {
    const char *value; /* the date (ISO), the body, or the document's form */
    const char *key;   /* the document's identity key; NULL for a date or a body */
    const char *date;  /* of the document that replaces, repeals or amends: since when; or NULL */
    const char *via;   /* what is changed is not the basis but this, which replaces it; or NULL */
    vt_witnesses by;   /* who says so */
} vt_basis_detail;

typedef struct vt_basis_warning {
    vt_basis_warning_kind kind;
    const vt_basis_detail *details;
    size_t detail_count;
} vt_basis_warning;

/* One document that is cited as a legal basis. */
typedef struct vt_cited {
    const char *key; /* identity key, the fullest that was met */
    const char *type, *number, *date, *issuer, *subject;
    int rank;                  /* for ordering, 1 first */
    uint64_t documents;        /* that cite it as a basis */
    uint64_t mentions;         /* as a basis */
    int first_year, last_year; /* of the citing documents; 0 where unknown */
    const char *text;          /* its best form over all mentions: what is written behind "Căn cứ" */
    vt_witnesses by;           /* the citing documents */
    const vt_basis_warning *warnings;
    size_t warning_count;
} vt_cited;

typedef struct vt_cited_list {
    const vt_cited *items; /* by rank, then by date */
    size_t count;
} vt_cited_list;

/* Takes NULL. */
VT_API void vt_cited_list_free(vt_cited_list *list);

typedef enum vt_bases_format {
    VT_BASES_TEXT,
    VT_BASES_MARKDOWN,
    VT_BASES_CSV,
    VT_BASES_JSON,
    VT_BASES_DOCX
} vt_bases_format;

typedef enum vt_bases_style {
    VT_BASES_LIST,
    VT_BASES_PREAMBLE /* "Căn cứ ...;", for text, Markdown and DOCX */
} vt_bases_style;

/* All zero is the default. */
typedef struct vt_bases_write_options {
    vt_bases_format format;
    vt_bases_style style;
    const char *const *keys; /* only the items with these keys, in the order of the list; NULL: all */
    size_t key_count;
    bool for_excel; /* CSV begins with a byte order mark, and no cell begins a formula (csv.h) */
} vt_bases_write_options;

/*
 * Writes the list or a choice from it. DOCX is the same bytes for the same
 * list. options may be NULL. VT_ERR_ARGUMENT for the preamble in CSV or JSON,
 * VT_ERR_WRITE, VT_ERR_MEMORY (DOCX alone is put together in memory).
 */
VT_API vt_code vt_bases_write(const vt_cited_list *list, const vt_bases_write_options *options, const vt_output *output,
                              vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
