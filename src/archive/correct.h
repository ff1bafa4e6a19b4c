/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Corrections: a person's word about the fields of a document. The stored
 * record keeps the parser's own reading and the corrections beside it; whoever
 * reads a record sees the document with the corrections applied.
 */
#ifndef VT_ARCHIVE_CORRECT_H
#define VT_ARCHIVE_CORRECT_H

#include <vanthu/document.h>
#include "base/arena.h"

typedef enum vt_correction_kind {
    VT_CORRECTION_SET,
    VT_CORRECTION_CONFIRMED,
    VT_CORRECTION_CARRIED, /* said of a former content: holds, and awaits review */
    VT_CORRECTION_KINDS
} vt_correction_kind;

typedef struct vt_correction {
    const char *field; /* evidence path, in its one spelling */
    const char *value; /* NULL: the document has no such thing */
    vt_correction_kind kind;
    const char *by, *at; /* who, and when */
} vt_correction;

/* In the order in which they are applied; each field once. */
typedef struct vt_corrections {
    const vt_correction *items;
    size_t count;
} vt_corrections;

/* A field of a document. */
typedef struct vt_spot {
    const struct vt_correctable *field;
    size_t index;     /* in its list, where it stands in one */
    const char *path; /* in its one spelling, in the arena; NULL when memory ran out */
} vt_spot;

/* False when no field has this path ("type.code" is "type"). */
bool vt_spot_find(vt_arena *arena, const char *path, vt_spot *spot);

/* What the document says there, or NULL. */
const char *vt_spot_value(const vt_spot *spot, const vt_document *document);

/*
 * Checks a value for its field and brings it into the one spelling that the
 * document keeps (an ISO date, a type's code, NFC). VT_ERR_ARGUMENT says what
 * is wrong; so it does for a field that can be confirmed only, and for an index behind
 * the end of its list. value NULL always fits a field that can be set.
 */
vt_code vt_spot_check(const vt_spot *spot, vt_arena *arena, const vt_document *document, const char *value,
                      const char **out, vt_error *err);

/* Whether there is something to confirm: an item of a list, a warning. VT_ERR_ARGUMENT when not. */
vt_code vt_spot_known(const vt_spot *spot, const vt_document *document, vt_error *err);

/* The field by which a warning is settled; NULL when memory ran out. */
const char *vt_warning_field(vt_arena *arena, const vt_warning *warning);

/* Changes the document, whose lists are replaced, not written to. False when memory ran out. */
bool vt_correct(vt_arena *arena, const vt_corrections *corrections, vt_document *document);

/* What is said of a field, or NULL. */
const vt_correction *vt_corrections_find(const vt_corrections *corrections, const char *field);

bool vt_corrections_equal(const vt_corrections *a, const vt_corrections *b);

/* Whether both are NULL or say the same. */
bool vt_correct_same(const char *a, const char *b);

#endif
