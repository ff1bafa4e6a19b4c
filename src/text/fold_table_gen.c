/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints the table that folds a code point below U+2000 to one ASCII byte,
 * case kept: marks are dropped, đ is d. 0 drops the code point, 1 is anything
 * that has no ASCII likeness. Run at build time; the facts are utf8proc's.
 */
#include <stdio.h>
#include <utf8proc.h>

/* Letters that are written for a Latin one by mistake, and those that do not decompose. */
static const struct {
    int from;
    char to;
} likeness[] = {
    {0x00D0, 'D'}, {0x00F0, 'd'}, {0x0110, 'D'}, {0x0111, 'd'}, {0x0189, 'D'}, {0x0256, 'd'}, {0x0391, 'A'},
    {0x0392, 'B'}, {0x0395, 'E'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'},
    {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A7, 'X'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'},
    {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'},
    {0x0425, 'X'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'},
    {0x0445, 'x'}, {0x00A0, ' '}, {0x00AD, 0},   {0x00AB, '"'}, {0x00BB, '"'}, {0x00B4, '\''}, {0x00B7, '*'},
    {0x00B0, 'o'}, {0x02BC, '\''}, {0x180E, 0}, {0x1680, ' '}, {0x02DC, '~'},
};

static int folded(int c) {
    if (c < 0x20) return c == '\t' || (c >= '\n' && c <= '\r') ? ' ' : 1;
    if (c < 0x7F) return c;
    for (size_t i = 0; i < sizeof likeness / sizeof *likeness; i++)
        if (likeness[i].from == c) return likeness[i].to;
    utf8proc_category_t category = utf8proc_category(c);
    if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME) return 0;
    utf8proc_int32_t parts[32];
    int last = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, 32, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last);
    if (count < 1 || parts[0] >= 0x7F || parts[0] <= 0x20) return 1;
    for (utf8proc_ssize_t i = 1; i < count && i < 32; i++)
        if (utf8proc_category(parts[i]) != UTF8PROC_CATEGORY_MN) return 1;
    return parts[0];
}

int main(void) {
    puts("static const unsigned char fold_table[0x2000] = {");
    for (int c = 0; c < 0x2000; c++) printf("%d,%s", folded(c), c % 32 == 31 ? "\n" : "");
    puts("};");
    return 0;
}
