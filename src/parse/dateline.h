/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Place and date of issue (địa danh, thời gian ban hành): "Quận 1, ngày 09 tháng 01 năm 2023". */
#ifndef VT_PARSE_DATELINE_H
#define VT_PARSE_DATELINE_H

#include "parse/view.h"

typedef struct vt_dateline {
    bool found;
    bool has_place;
    uint16_t day, month, year;   /* 0: blank */
    size_t start, end;           /* of the whole, in the fold */
    size_t place_end;            /* of the place, in the fold; it begins at start */
} vt_dateline;

/* The first place and date in fold bytes [from, to) of a view. */
vt_dateline vt_dateline_find(const vt_view *view, size_t from, size_t to);

/* Whether day and month and year are those of a calendar, blanks allowed. */
bool vt_date_is_valid(unsigned day, unsigned month, unsigned year);

#endif
