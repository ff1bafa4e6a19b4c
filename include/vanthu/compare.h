/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two documents side by side, as last year's plan and this year's: what of the
 * header, the legal bases (căn cứ), the outline and the recipients (nơi nhận)
 * was added, dropped or changed. Needs no archive.
 *
 * What counts as a change is a word: case, punctuation, the place of a tone
 * mark (hòa, hoà) and i for y are none.
 * Ownership: a comparison borrows both documents, which must outlive it, and
 * owns the rest of what is reached from it.
 * Thread rule: as for documents.
 */
#ifndef VANTHU_COMPARE_H
#define VANTHU_COMPARE_H

#include <vanthu/write.h>

#ifdef __cplusplus
extern "C" {
#endif

#define VT_CHANGE_TABLE(X)                                    \
    X(KEPT, "kept")                                           \
    X(ADDED, "added")       /* only in the second document */ \
    X(DROPPED, "dropped")   /* only in the first */           \
    X(CHANGED, "changed")   /* in both, with other words */   \
    X(REPLACED, "replaced") /* a base: a newer document stands in its place */

typedef enum vt_change {
#define X(name, id) VT_CHANGE_##name,
    VT_CHANGE_TABLE(X)
#undef X
        VT_CHANGE_COUNT
} vt_change;

/* The identifier of a change as the JSON has it. */
VT_API const char *vt_change_id(vt_change change);

/* A run of words: KEPT (as the second document has it), DROPPED or ADDED. */
typedef struct vt_diff_run {
    vt_change change;
    vt_slice text;
} vt_diff_run;

typedef struct vt_diff {
    const vt_diff_run *runs;
    size_t count;
} vt_diff;

/* A field of the header or of a signer; both NULL is never told. */
typedef struct vt_field_change {
    const char *path; /* dotted, as in vt_evidence: "issued.date", "signers.0.name" */
    vt_change change; /* ADDED, DROPPED or CHANGED */
    const char *before, *after;
    vt_diff words; /* of CHANGED */
} vt_field_change;

/* A document that is cited as a basis, or a clause that cites none ("Căn cứ tình hình thực tế"). */
typedef struct vt_base {
    const vt_basis *clause;      /* NULL: this document has no such base */
    const vt_citation *citation; /* NULL: the clause cites nothing */
} vt_base;

typedef struct vt_base_change {
    vt_change change; /* all but CHANGED */
    vt_base before, after;
} vt_base_change;

typedef struct vt_section_change {
    vt_change change; /* all but REPLACED */
    const vt_section *before, *after;
    const char *path;    /* markers joined by dots, "II.2.a": of after, where there is one */
    unsigned depth;      /* 0: of the top */
    vt_diff title, text; /* of CHANGED: no runs where nothing changed */
} vt_section_change;

/* A recipient or an addressee. */
typedef struct vt_line_change {
    vt_change change; /* KEPT, ADDED or DROPPED */
    const char *text;
} vt_line_change;

typedef struct vt_comparison {
    const vt_document *before, *after;
    const vt_field_change *fields; /* those that changed */
    size_t field_count;
    const vt_base_change *bases; /* in the order of the second document; what was dropped comes last */
    size_t base_count;
    const vt_section_change *sections; /* in the order of the second document; dropped ones where they stood */
    size_t section_count;
    const vt_line_change *addressees; /* kính gửi */
    size_t addressee_count;
    const vt_line_change *recipients;
    size_t recipient_count;
} vt_comparison;

/* allocator NULL: malloc. err may be NULL. */
VT_API vt_code vt_compare(const vt_document *before, const vt_document *after, const vt_allocator *allocator,
                          vt_comparison **out, vt_error *err);

/* Whether nothing at all changed. */
VT_API bool vt_comparison_is_same(const vt_comparison *comparison);

/* Takes NULL. */
VT_API void vt_comparison_free(vt_comparison *comparison);

/* The JSON, schema vanthu.compare/1; indented: for reading. */
VT_API vt_code vt_write_comparison_json(const vt_comparison *comparison, bool indented, const vt_output *output,
                                        vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
