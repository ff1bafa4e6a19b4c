/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the tables of letter.h. Run at build time; the facts are utf8proc's. */
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>
#include "text/letter.h"

/* In the order of the letters' codes. */
static const int letters[VT_LETTER_COUNT] = {0,   'a', 0x103, 0xE2, 'e',   0xEA, 'i', 'o', 0xF4, 0x1A1, 'u', 0x1B0,
                                             'y', 'b', 'c',   'd',  0x111, 'f',  'g', 'h', 'j',  'k',   'l', 'm',
                                             'n', 'p', 'q',   'r',  's',   't',  'v', 'w', 'x',  'z'};

static const int marks[VT_TONE_COUNT] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};

/* The code point of a letter with a tone, 0 when Unicode has none as one code point. */
static int composed(int letter, int tone) {
    utf8proc_uint8_t bytes[8] = {0};
    utf8proc_int32_t point = 0;
    if (!tone) return letter;
    utf8proc_ssize_t size = utf8proc_encode_char(letter, bytes);
    utf8proc_encode_char(marks[tone], bytes + size);
    utf8proc_uint8_t *nfc = utf8proc_NFC(bytes);
    size = nfc ? utf8proc_iterate(nfc, -1, &point) : 0;
    bool whole = size > 0 && !nfc[size];
    free(nfc);
    return whole ? point : 0;
}

static int tones_of(int letter) { return letter <= VT_LETTER_VOWELS ? VT_TONE_COUNT : 1; }

static int lower(int c) {
    int low = utf8proc_tolower(c);
    return low >= VT_LETTER_TABLE_SIZE || (low < 0x80 && c >= 0x80) || (low >= 0x800 && c < 0x800) ? c : low;
}

static int letter_entry(int c) {
    for (int letter = 1; letter < VT_LETTER_COUNT; letter++)
        for (int tone = 0; tone < tones_of(letter); tone++)
            if (composed(letters[letter], tone) == lower(c)) return letter | tone << VT_LETTER_TONE_SHIFT;
    return 0;
}

static int flags(int c) {
    utf8proc_category_t category = utf8proc_category(c);
    int mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
    int letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
    int digit = category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL;
    return (mark ? VT_LETTER_MARK : 0) | (mark || letter || digit ? VT_LETTER_WORD : 0) |
           (lower(c) != c ? VT_LETTER_UPPER : 0);
}

static void print_letters(void) {
    printf("const uint16_t vt_letter_table[VT_LETTER_TABLE_SIZE] = {\n");
    for (int c = 0; c < VT_LETTER_TABLE_SIZE; c++)
        printf("%d,%s", letter_entry(c) | flags(c), c % 16 == 15 ? "\n" : "");
    printf("};\nconst uint16_t vt_letter_lower_table[VT_LETTER_TABLE_SIZE] = {\n");
    for (int c = 0; c < VT_LETTER_TABLE_SIZE; c++) printf("%d,%s", lower(c), c % 16 == 15 ? "\n" : "");
    printf("};\n");
}

static void print_compose(void) {
    printf("const uint16_t vt_letter_compose[VT_LETTER_COUNT][VT_TONE_COUNT] = {\n{0},\n");
    for (int letter = 1; letter < VT_LETTER_COUNT; letter++) {
        printf("{");
        for (int tone = 0; tone < tones_of(letter); tone++) printf("%d,", composed(letters[letter], tone));
        printf("},\n");
    }
    printf("};\n");
}

/* Ranges past the table whose code points belong to words. */
static void print_high(void) {
    printf("static const struct { uint32_t first, last; } word_ranges[] = {\n");
    int first = -1;
    for (int c = VT_LETTER_TABLE_SIZE; c <= 0x110000; c++) {
        int word = c < 0x110000 && (flags(c) & VT_LETTER_WORD);
        if (word && first < 0) first = c;
        if (word || first < 0) continue;
        printf("{%d,%d},\n", first, c - 1);
        first = -1;
    }
    printf("};\n");
}

int main(void) {
    print_letters();
    print_compose();
    print_high();
    return 0;
}
