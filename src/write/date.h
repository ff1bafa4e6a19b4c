/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as they are written in Vietnam, the day first. */
#ifndef VT_WRITE_DATE_H
#define VT_WRITE_DATE_H

enum { VT_DATE_WRITTEN = 11 };

/* 2023-01-09 as 09/01/2023, 2023-01 as 01/2023; anything else is returned as it is. The answer is iso or out. */
const char *vt_date_written(const char *iso, char out[VT_DATE_WRITTEN]);

#endif
