/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number line (số, ký hiệu): "Số: 87/KH-GDDT", "Số 36-HD/VPTW", "Số:      /KH-PGDĐT". */
#ifndef VT_PARSE_NUMBERLINE_H
#define VT_PARSE_NUMBERLINE_H

#include "base/arena.h"
#include "parse/view.h"

/* Ranges are bytes of the view's text; empty ranges are blanks. */
typedef struct vt_numberline {
    bool found;
    bool has_word;              /* "Số" stands before it */
    bool party;                 /* the Party's form: hyphen first */
    size_t start, end;          /* of the whole, in the fold */
    vt_span ordinal, year, symbol;
} vt_numberline;

/* The number line that begins at a byte of the view's fold. */
vt_numberline vt_numberline_at(const vt_view *view, size_t fold_at);

/* The full number of ordinal, year (or NULL) and symbol; NULL when memory ran out. */
char *vt_numberline_full(vt_arena *arena, const vt_number *number, bool party);

/* A part of a number without its blanks and without marks at its end; NULL when memory ran out. */
char *vt_numberline_part(vt_arena *arena, vt_slice text);

#endif
