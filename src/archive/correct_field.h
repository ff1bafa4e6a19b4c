/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields that a person may speak of: what correct.c (where they stand) and correct_check.c (what fits them) share. */
#ifndef VT_ARCHIVE_CORRECT_FIELD_H
#define VT_ARCHIVE_CORRECT_FIELD_H

#include "archive/correct.h"

typedef enum vt_correctable_kind {
    VT_CORRECTABLE_TEXT,
    VT_CORRECTABLE_DATE,
    VT_CORRECTABLE_TYPE,
    VT_CORRECTABLE_NUMBER, /* the full number */
    VT_CORRECTABLE_ORDINAL,
    VT_CORRECTABLE_YEAR,
    VT_CORRECTABLE_SYMBOL,
    VT_CORRECTABLE_FIXED,  /* can be confirmed only */
    VT_CORRECTABLE_WARNING /* likewise: a warning that belongs to no field */
} vt_correctable_kind;

typedef struct vt_correctable {
    const char *path, *alias; /* N stands for an index */
    vt_correctable_kind kind;
    size_t offset;            /* of the value in the document, or in the list's item */
    size_t list, count, item; /* of a list: where its pointer and its count stand, the size of an item; else 0 */
    bool whole_item;          /* the value is all that the item has: without it there would be a gap in the list */
} vt_correctable;

/* Whether the index is behind the place where a further item could be added. */
bool vt_spot_is_behind(const vt_spot *spot, const vt_document *document);

/* Fills ordinal, year, symbol and full from a whole number as printed; ordinal stays NULL when it is none. False when
 * memory ran out. */
bool vt_number_parse(vt_arena *arena, const char *text, vt_number *number);

#endif
