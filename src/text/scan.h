/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One quick look at a text without decoding it: is it made only of what plain
 * Vietnamese text is made of, and does it hold what legacy text shows as? Each
 * byte is looked up with the one before it; no branch depends on the text.
 */
#ifndef VT_TEXT_SCAN_H
#define VT_TEXT_SCAN_H

#include <vanthu/text.h>

enum {
    VT_SCAN_OTHER = 1,    /* not surely normal: needs the full check */
    VT_SCAN_SIGNS = 2,    /* of Latin-1, U+0080 to U+00BF, but for the no-break space: letters of legacy text */
    VT_SCAN_LATIN = 4,    /* letters of Latin-1 that Vietnamese has too (à, ê) */
    VT_SCAN_FOREIGN = 8,  /* letters of Latin-1 that Vietnamese has not (ä, ñ, ×) */
    VT_SCAN_CAPITAL = 16, /* capitals of Latin-1 */
    VT_SCAN_UNICODE = 32, /* ă đ ĩ ơ ư and ạ to ỹ, which no legacy byte shows as */
    VT_SCAN_BAD = 64      /* not well-formed UTF-8 */
};

/* The flags of a text. text: valid UTF-8. */
unsigned vt_scan(vt_slice text);

/* Line feed, carriage return, form feed (a new page) and vertical tab end a line. */
static inline bool vt_ends_line(char c) { return c >= '\n' && c <= '\r'; }

/* Where the line of any bytes that begins at a place ends, and its flags; of a line that is bad no other flag is sure.
 */
size_t vt_scan_line(vt_slice bytes, size_t at, unsigned *flags);

#endif
