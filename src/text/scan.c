/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: valid UTF-8. Out: what it is made of. */
#include "text/scan.h"

#include "scan_table.h"

unsigned vt_scan(vt_slice text) {
    const unsigned char *bytes = (const unsigned char *)text.data;
    unsigned flags = 0, before = 0;
    for (size_t at = 0; at < text.size; at++) {
        flags |= scan_flags[before][bytes[at]];
        before = scan_kind[bytes[at]];
    }
    return flags;
}
