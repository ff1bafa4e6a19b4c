/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: text, or bytes that may be none. Out: what it is made of. */
#include "text/scan.h"

#include "scan_table.h"
#include "text/utf8.h"

unsigned vt_scan(vt_slice text) {
    const unsigned char *bytes = (const unsigned char *)text.data;
    unsigned flags = 0, before = 0;
    for (size_t at = 0; at < text.size; at++) {
        flags |= scan_flags[before][bytes[at]];
        before = scan_kind[bytes[at]];
    }
    return flags;
}

size_t vt_scan_line(vt_slice bytes, size_t at, unsigned *flags) {
    unsigned found = 0;
    for (unsigned size; at < bytes.size; at += size) {
        unsigned char lead = (unsigned char)bytes.data[at];
        size = 1;
        if (lead < 0x80 && !scan_flags[0][lead]) continue;
        if (vt_ends_line((char)lead)) break;
        found |= scan_flags[0][lead];
        if (lead < 0x80) continue;
        size = vt_utf8_sequence(bytes.data + at, bytes.size - at);
        if (size)
            found |= scan_flags[scan_kind[lead]][(unsigned char)bytes.data[at + 1]];
        else
            found |= VT_SCAN_BAD, size = 1;
    }
    *flags = found;
    return at;
}
