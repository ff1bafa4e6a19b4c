/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the bytes of a document. Out: all that was read of it as a flat list of
 * fields, the form in which case files speak of a document.
 *
 * Every key is always there: what the document does not have is one field with
 * the value "-". A key that has no field at all is a slip of the case.
 */
#ifndef VT_TESTS_PARSE_FIELDS_H
#define VT_TESTS_PARSE_FIELDS_H

#include <vanthu/document.h>
#include "base/arena.h"

enum { FIELD_PARTS = 5 };

typedef struct field {
    const char *key;                /* "issued.date", "section" */
    const char *parts[FIELD_PARTS]; /* "-" where there is none */
    size_t part_count;
    unsigned depth;                 /* of a section; else 0 */
} field;

typedef VT_ARRAY(field) fields;

/* The fields live in the arena. */
vt_code fields_read(vt_arena *arena, vt_slice input, fields *out, vt_error *err);

#endif
