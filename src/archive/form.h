/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form of a cited document: what all its mentions say of it, part by part,
 * and the best of each part. A date or subject that most basis clauses give wins;
 * a body is taken at its fullest, without abbreviations where anybody wrote it out.
 */
#ifndef VT_ARCHIVE_FORM_H
#define VT_ARCHIVE_FORM_H

#include <vanthu/bases.h>
#include "base/arena.h"

typedef enum vt_form_part { VT_FORM_NUMBER, VT_FORM_DATE, VT_FORM_ISSUER, VT_FORM_SUBJECT, VT_FORM_PARTS } vt_form_part;

typedef VT_ARRAY(uint32_t) vt_form_documents;

/* One spelling of a part. */
typedef struct vt_vote {
    const char *value;
    const char *lead;            /* of a subject: "về việc " or "về ", or "" */
    uint32_t clauses;            /* how many basis clauses have it: these end where they end, running text may not */
    vt_form_documents documents; /* in which it stands, by the caller's numbers, ascending but after a join */
} vt_vote;

typedef struct vt_votes {
    VT_ARRAY(vt_vote) items;
} vt_votes;

typedef struct vt_form {
    vt_votes parts[VT_FORM_PARTS];
    const char *type; /* of the first mention that has a type word */
    const char *text; /* the longest mention, for what has neither number nor subject */
} vt_form;

/* All return false when memory ran out. Strings are copied. */
bool vt_form_add(vt_arena *arena, vt_form *form, const vt_citation *citation, uint32_t document);
bool vt_form_join(vt_arena *arena, vt_form *into, const vt_form *from);

/* Fills type, number, date, issuer, subject and text of told, whose key is there. */
bool vt_form_settle(vt_arena *arena, const vt_form *form, vt_cited *told);

#endif
