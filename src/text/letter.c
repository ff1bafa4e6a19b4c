/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: code points. Out: what they are as letters. The tables are generated. */
#include "text/letter.h"

#include <stddef.h>
#include "letter_table.h"

uint16_t vt_letter_high(uint32_t point) {
    size_t low = 0, high = sizeof word_ranges / sizeof *word_ranges;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (point > word_ranges[middle].last)
            low = middle + 1;
        else if (point < word_ranges[middle].first)
            high = middle;
        else
            return VT_LETTER_WORD;
    }
    return 0;
}

vt_tone vt_tone_of_mark(uint32_t point) {
    switch (point) {
    case 0x300:
    case 0x340: return VT_TONE_GRAVE;
    case 0x301:
    case 0x341: return VT_TONE_ACUTE;
    case 0x303: return VT_TONE_TILDE;
    case 0x309: return VT_TONE_HOOK;
    case 0x323: return VT_TONE_DOT;
    default: return VT_TONE_NONE;
    }
}

uint32_t vt_letter_upper(uint32_t point) {
    uint16_t entry = vt_letter_of(point);
    if (!vt_letter_base(entry) || (entry & VT_LETTER_UPPER)) return point;
    if (point < 0x100) return point - 0x20;    /* ASCII and Latin-1 */
    return point == 0x1B0 ? 0x1AF : point - 1; /* Latin Extended: capitals stand directly before */
}
