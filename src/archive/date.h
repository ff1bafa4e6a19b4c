/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people type them, whole or in part: 2023-04-07, 07/04/2023, 04/2023, 2023. */
#ifndef VT_ARCHIVE_DATE_H
#define VT_ARCHIVE_DATE_H

#include "base/arena.h"

typedef struct vt_date {
    int year, month, day; /* 0: left open */
} vt_date;

/* False when the text is no date. */
bool vt_date_read(vt_slice text, vt_date *out);

/* ISO 8601, partial where the date is; NULL when memory ran out. */
char *vt_date_print(vt_arena *arena, const vt_date *date);

#endif
