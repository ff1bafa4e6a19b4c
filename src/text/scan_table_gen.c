/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the tables of scan.c: the kind of each byte as the one before, and the flags of (kind, byte). Run at build
 * time. */
#include <stdio.h>
#include "text/letter.h"
#include "text/scan.h"

typedef enum kind { ANY, LEAD_C2, LEAD_C3, LEAD_C6, LEAD_E1, KINDS } kind;

static kind kind_of(int c) {
    switch (c) {
    case 0xC2: return LEAD_C2;
    case 0xC3: return LEAD_C3;
    case 0xC6: return LEAD_C6;
    case 0xE1: return LEAD_E1;
    default: return ANY;
    }
}

/* Flags of a byte by itself. Lead bytes C3, C4, C6 and E1 make the letters of Vietnamese. */
static unsigned flags_alone(int c) {
    if (c == 0xC4 || c == 0xC6 || c == 0xE1) return VT_SCAN_UNICODE;
    if (c == 0xC2 || c == 0xC3 || (c >= 0x80 && c < 0xC0)) return 0;
    if (c >= 0x80) return VT_SCAN_OTHER;
    return (c >= 0x20 && c < 0x7F) || c == '\t' ? 0 : VT_SCAN_OTHER;
}

/* Flags of the second byte of a letter of Latin-1; eth may stand for đ. */
static unsigned flags_latin(int point) {
    unsigned other = point == 0xD0 || point == 0xF0 ? VT_SCAN_OTHER : 0;
    unsigned capital = point < 0xE0 ? VT_SCAN_CAPITAL : 0;
    return other | capital | (vt_letter_base(vt_letter_of((uint32_t)point)) ? VT_SCAN_LATIN : VT_SCAN_FOREIGN);
}

static unsigned flags_after(kind before, int c) {
    if (before == LEAD_C2) return c == 0xA0 ? VT_SCAN_OTHER : VT_SCAN_SIGNS | VT_SCAN_OTHER;
    if (before == LEAD_C3) return flags_latin(0xC0 | (c & 0x3F));
    if (before == LEAD_C6) return c == 0x89 ? VT_SCAN_OTHER : 0; /* U+0189 */
    if (before == LEAD_E1) return c == 0xBA || c == 0xBB ? 0 : VT_SCAN_OTHER;
    return flags_alone(c);
}

int main(void) {
    puts("static const unsigned char scan_kind[256] = {");
    for (int c = 0; c < 256; c++) printf("%d,%s", kind_of(c), c % 32 == 31 ? "\n" : "");
    printf("};\nstatic const unsigned char scan_flags[%d][256] = {\n", KINDS);
    for (int before = 0; before < KINDS; before++) {
        printf("{");
        for (int c = 0; c < 256; c++) printf("%u,%s", flags_after((kind)before, c), c % 32 == 31 ? "\n" : "");
        printf("},\n");
    }
    printf("};\n");
    return 0;
}
