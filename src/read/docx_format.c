/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a number and the name of its format (w:numFmt). Out: its printed form. */
#include "read/docx_numbering.h"

#include <string.h>
#include "base/slice.h"

struct vt_docx_format {
    const char *name;
    void (*print)(int value, vt_buffer *out); /* NULL: prints no number */
    bool bullet;
};

static void print_decimal(int value, vt_buffer *out) { vt_buffer_printf(out, "%d", value); }

static void print_decimal_zero(int value, vt_buffer *out) { vt_buffer_printf(out, "%02d", value); }

static void print_in_dash(int value, vt_buffer *out) { vt_buffer_printf(out, "- %d -", value); }

static void print_roman(int value, const char *const digits[], vt_buffer *out) {
    static const int values[] = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    if (value > 32767) { /* what Word can count to */
        print_decimal(value, out);
        return;
    }
    for (int i = 0; value > 0; i++)
        for (; value >= values[i]; value -= values[i]) vt_buffer_append_text(out, digits[i]);
}

static void print_upper_roman(int value, vt_buffer *out) {
    static const char *const digits[] = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    print_roman(value, digits, out);
}

static void print_lower_roman(int value, vt_buffer *out) {
    static const char *const digits[] = {"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"};
    print_roman(value, digits, out);
}

/* After z comes aa, then bb: the letter is repeated. */
static void print_letter(int value, char first, vt_buffer *out) {
    if (value > 780) { /* Word starts over after thirty times the letter */
        value = (value - 1) % 780 + 1;
    }
    for (int times = (value + 25) / 26; times > 0; times--)
        vt_buffer_append_char(out, (char)(first + (value - 1) % 26));
}

static void print_upper_letter(int value, vt_buffer *out) { print_letter(value, 'A', out); }

static void print_lower_letter(int value, vt_buffer *out) { print_letter(value, 'a', out); }

static void print_ordinal(int value, vt_buffer *out) {
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    int last = value % 10;
    bool teen = value % 100 / 10 == 1;
    vt_buffer_printf(out, "%d%s", value, last > 3 || teen ? "th" : ends[last]);
}

/* ①②③, to ⑳; then plain. */
static void print_circle(int value, vt_buffer *out) {
    if (value < 1 || value > 20) {
        print_decimal(value, out);
        return;
    }
    const char circle[] = {'\xE2', '\x91', (char)(0xA0 + value - 1), '\0'};
    vt_buffer_append_text(out, circle);
}

/* một, hai, ... mười, mười một, ... hai mươi, hai mươi mốt, ... */
static void print_vietnamese(int value, vt_buffer *out) {
    static const char *const digits[] = {"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};
    if (value < 0 || value > 99) {
        print_decimal(value, out);
        return;
    }
    int tens = value / 10, ones = value % 10;
    if (tens > 1) vt_buffer_printf(out, "%s ", digits[tens]);
    if (tens > 0) vt_buffer_append_text(out, tens == 1 ? "mười" : "mươi");
    if (tens > 0 && ones == 0) return;
    if (tens > 0) vt_buffer_append_char(out, ' ');
    bool changes = (tens > 1 && ones == 1) || (tens > 0 && ones == 5);
    vt_buffer_append_text(out, !changes ? digits[ones] : ones == 1 ? "mốt" : "lăm");
}

static const vt_docx_format formats[] = {
    {"decimal", print_decimal, false}, /* first: what stands in for a format that is not known */
    {"none", NULL, false},
    {"bullet", NULL, true},
    {"upperRoman", print_upper_roman, false},
    {"lowerRoman", print_lower_roman, false},
    {"upperLetter", print_upper_letter, false},
    {"lowerLetter", print_lower_letter, false},
    {"decimalZero", print_decimal_zero, false},
    {"ordinal", print_ordinal, false},
    {"numberInDash", print_in_dash, false},
    {"decimalEnclosedCircle", print_circle, false},
    {"vietnameseCounting", print_vietnamese, false},
};

const vt_docx_format *vt_docx_format_of(vt_slice name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (vt_slice_is(name, formats[i].name)) return &formats[i];
    return &formats[0];
}

bool vt_docx_format_is_bullet(const vt_docx_format *format) { return format->bullet; }

bool vt_docx_format_is_silent(const vt_docx_format *format) { return !format || !format->print; }

void vt_docx_format_print(const vt_docx_format *format, int value, int pad, vt_buffer *out) {
    if (pad > 0)
        vt_buffer_printf(out, "%0*d", pad, value);
    else if (format->print)
        format->print(value, out);
}
