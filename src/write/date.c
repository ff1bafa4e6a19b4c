/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a date as ISO 8601 has it, perhaps without its day. Out: the same, the day first. */
#include "write/date.h"

#include <stdio.h>
#include <string.h>

const char *vt_date_written(const char *iso, char out[VT_DATE_WRITTEN]) {
    size_t size = iso ? strlen(iso) : 0;
    if (size == 10)
        snprintf(out, VT_DATE_WRITTEN, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
    else if (size == 7)
        snprintf(out, VT_DATE_WRITTEN, "%.2s/%.4s", iso + 5, iso);
    else
        return iso;
    return out;
}
