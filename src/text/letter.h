/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters: what a code point is as a letter of Vietnamese, its lower case, and
 * whether it belongs to a word. Tables from utf8proc's data, made at each build.
 */
#ifndef VT_TEXT_LETTER_H
#define VT_TEXT_LETTER_H

#include <stdbool.h>
#include <stdint.h>

/* Thanh điệu. */
typedef enum vt_tone {
    VT_TONE_NONE,  /* ngang */
    VT_TONE_GRAVE, /* huyền, U+0300 */
    VT_TONE_HOOK,  /* hỏi, U+0309 */
    VT_TONE_TILDE, /* ngã, U+0303 */
    VT_TONE_ACUTE, /* sắc, U+0301 */
    VT_TONE_DOT,   /* nặng, U+0323 */
    VT_TONE_COUNT
} vt_tone;

/* The letters without their tones and case, in the order of VT_LETTERS; 0 is no such letter. The vowels stand first. */
/* clang-format off */
enum {
    VT_LETTER_A = 1, VT_LETTER_AW, VT_LETTER_AA, VT_LETTER_E, VT_LETTER_EE, VT_LETTER_I, VT_LETTER_O, VT_LETTER_OO,
    VT_LETTER_OW, VT_LETTER_U, VT_LETTER_UW, VT_LETTER_Y, VT_LETTER_VOWELS = VT_LETTER_Y,
    VT_LETTER_B, VT_LETTER_C, VT_LETTER_D, VT_LETTER_DD, VT_LETTER_F, VT_LETTER_G, VT_LETTER_H, VT_LETTER_J,
    VT_LETTER_K, VT_LETTER_L, VT_LETTER_M, VT_LETTER_N, VT_LETTER_P, VT_LETTER_Q, VT_LETTER_R, VT_LETTER_S,
    VT_LETTER_T, VT_LETTER_V, VT_LETTER_W, VT_LETTER_X, VT_LETTER_Z, VT_LETTER_COUNT
};
/* clang-format on */

/* An entry of vt_letter_table: letter (6 bits), tone (3 bits), and the flags. */
enum {
    VT_LETTER_MASK = 0x3F,
    VT_LETTER_TONE_SHIFT = 6,
    VT_LETTER_UPPER = 1 << 9, /* has a lower case that differs */
    VT_LETTER_WORD = 1 << 10, /* letter, digit or combining mark: part of a word */
    VT_LETTER_MARK = 1 << 11, /* combining mark */
    VT_LETTER_TABLE_SIZE = 0x2000
};

extern const uint16_t vt_letter_table[VT_LETTER_TABLE_SIZE];
extern const uint16_t vt_letter_lower_table[VT_LETTER_TABLE_SIZE];

/* The lower-case code point of a letter with a tone: [letter][tone]; a consonant has no toned form (0). */
extern const uint16_t vt_letter_compose[VT_LETTER_COUNT][VT_TONE_COUNT];

/* The table's entry; of the code points past the table only words are known. */
uint16_t vt_letter_high(uint32_t point);

static inline uint16_t vt_letter_of(uint32_t point) {
    return point < VT_LETTER_TABLE_SIZE ? vt_letter_table[point] : vt_letter_high(point);
}

static inline unsigned vt_letter_base(uint16_t entry) { return entry & VT_LETTER_MASK; }
static inline vt_tone vt_letter_tone(uint16_t entry) { return (vt_tone)(entry >> VT_LETTER_TONE_SHIFT & 7); }

static inline uint32_t vt_letter_lower(uint32_t point) {
    return point < VT_LETTER_TABLE_SIZE ? vt_letter_lower_table[point] : point;
}

/* A syllable that ends in a stop has sắc or nặng. */
static inline bool vt_tone_fits_stop(vt_tone tone) { return tone == VT_TONE_ACUTE || tone == VT_TONE_DOT; }

/* The tone of a combining mark; VT_TONE_NONE when it is none. */
vt_tone vt_tone_of_mark(uint32_t point);

/* The upper case of a lower-case letter of Vietnamese; any other point as it is. */
uint32_t vt_letter_upper(uint32_t point);

#endif
