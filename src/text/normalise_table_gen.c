/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints the two-stage table that says what normalising does with a code
 * point. utf8proc has no quick-check: what NFC may change is found here by
 * asking it about every code point. Run at build time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "text/normalise_class.h"

enum { POINTS = 0x110000, BLOCK = 256, BLOCKS = POINTS / BLOCK };

static unsigned char classes[POINTS];

static int in(int c, const int (*ranges)[2], size_t count) {
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1]) return 1;
    return 0;
}
#define IN(c, ranges) in(c, ranges, sizeof(ranges) / sizeof *(ranges))

/* Line ends are spaces too: a line holds none. */
static const int spaces[][2] = {{'\n', '\r'},     {0x85, 0x85},     {0xA0, 0xA0},
                                {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029},
                                {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
/* Controls, soft hyphen, zero-width and direction marks, byte order mark. */
static const int dropped[][2] = {{0, 8},           {0x0E, 0x1F},     {0x7F, 0x84},     {0x86, 0x9F},
                                 {0xAD, 0xAD},     {0x180E, 0x180E}, {0x200B, 0x200F}, {0x202A, 0x202E},
                                 {0x2060, 0x2069}, {0xFEFF, 0xFEFF}};
/* Written for đ: eth and African D. */
static const int looks_like_dd[][2] = {{0xD0, 0xD0}, {0xF0, 0xF0}, {0x189, 0x189}, {0x256, 0x256}};

static int is_hangul(int c) { return c >= 0xAC00 && c <= 0xD7A3; }

/* Marks as joining every code point that a canonical pair may take as its second. */
static void mark_joining(int c) {
    utf8proc_int32_t parts[8];
    int last = 0;
    if (is_hangul(c) || utf8proc_get_property(c)->decomp_type) return;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, 8, UTF8PROC_DECOMPOSE, &last);
    for (utf8proc_ssize_t i = 1; i < count && i < 8; i++) classes[parts[i]] = VT_NORMALISE_JOINS;
}

static int changes(int c) {
    utf8proc_int32_t parts[8];
    int last = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, 8, UTF8PROC_DECOMPOSE, &last);
    if (count < 1 || count > 8) return 0;
    count = utf8proc_normalize_utf32(parts, count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    return count != 1 || parts[0] != c;
}

static int own_class(int c) {
    if (IN(c, spaces)) return VT_NORMALISE_SPACE;
    if (IN(c, dropped)) return VT_NORMALISE_DROP;
    if (IN(c, looks_like_dd)) return VT_NORMALISE_LOOKALIKE;
    if (c >= 0xD800 && c < 0xE000) return VT_NORMALISE_KEEP;
    int class = utf8proc_get_property(c)->combining_class;
    if (changes(c)) return class ? VT_NORMALISE_SPLITS : VT_NORMALISE_CHANGES;
    int jamo = (c >= 0x1161 && c <= 0x1175) || (c >= 0x11A8 && c <= 0x11C2);
    return jamo || class ? VT_NORMALISE_JOINS : VT_NORMALISE_KEEP;
}

static void print_table(void) {
    static unsigned char index[BLOCKS];
    static int kept[BLOCKS];
    int count = 0;
    for (int block = 0; block < BLOCKS; block++) {
        int same = 0;
        while (same < count &&
               memcmp(&classes[(size_t)kept[same] * BLOCK], &classes[(size_t)block * BLOCK], BLOCK) != 0)
            same++;
        if (same == count) kept[count++] = block;
        if (same > 255) exit(1);
        index[block] = (unsigned char)same;
    }
    printf("static const unsigned char normalise_block[%d] = {\n", BLOCKS);
    for (int block = 0; block < BLOCKS; block++) printf("%d,%s", index[block], block % 32 == 31 ? "\n" : "");
    printf("};\nstatic const unsigned char normalise_class[%d][%d] = {\n", count, BLOCK);
    for (int i = 0; i < count; i++) {
        printf("{");
        for (int c = 0; c < BLOCK; c++) printf("%d,%s", classes[kept[i] * BLOCK + c], c % 32 == 31 ? "\n" : "");
        printf("},\n");
    }
    printf("};\n");
}

int main(void) {
    for (int c = 0; c < POINTS; c++) mark_joining(c);
    for (int c = 0; c < POINTS; c++) {
        int own = own_class(c);
        if (own) classes[c] = (unsigned char)own;
    }
    print_table();
    return 0;
}
