/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: valid UTF-8. Out: what it is made of. */
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

bool vt_scan_beyond(vt_slice bytes, unsigned *flags) {
    *flags = 0;
    for (size_t at = 0, size = 1; at < bytes.size; at += size, size = 1) {
        unsigned char lead = (unsigned char)bytes.data[at];
        if (lead < 0x80) continue;
        size = vt_utf8_sequence(bytes.data + at, bytes.size - at);
        if (!size) return false;
        *flags |= scan_flags[0][lead] | scan_flags[scan_kind[lead]][(unsigned char)bytes.data[at + 1]];
    }
    return true;
}
