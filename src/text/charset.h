/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The legacy charsets of Vietnamese text, which stand next to Unicode in one
 * file. A run's charset is known from its font's name, or found from the text
 * itself: the reading whose words are Vietnamese syllables. Legacy text comes
 * as the code points that its bytes show as in windows-1252 (`Uû ban nh©n d©n`),
 * or as bare bytes that are no UTF-8. It is decoded before vt_normalise, which
 * would drop or mend what are letters here.
 */
#ifndef VT_TEXT_CHARSET_H
#define VT_TEXT_CHARSET_H

#include "base/arena.h"

typedef enum vt_charset {
    VT_CHARSET_UTF8,  /* Unicode already */
    VT_CHARSET_TCVN3, /* ABC */
    VT_CHARSET_VNI,   /* VNI-Win */
    VT_CHARSET_VISCII,
    VT_CHARSET_CP1258, /* windows-1258 */
    VT_CHARSET_COUNT
} vt_charset;

/* "utf-8", "tcvn3", "vni", "viscii", "windows-1258". */
const char *vt_charset_name(vt_charset charset);

/* The charset that a font's name tells: `.Vn...` TCVN3, `VNI-...` VNI, else UTF-8. *capitals says that the font shows
 * lower-case letters as capitals (`.VnTimeH`). font and capitals may be NULL. */
vt_charset vt_charset_of_font(const char *font, bool *capitals);

/* Decodes a run that its font says is of this charset. utf8: valid UTF-8. out is Unicode, NFC; it borrows utf8 when the
 * run holds Unicode Vietnamese already (a legacy font named over it) or nothing to decode. Give whole words, better
 * whole paragraphs of one font: a few letters tell little. False when memory ran out. */
bool vt_charset_decode_run(vt_arena *arena, vt_charset charset, bool capitals, vt_slice utf8, vt_slice *out);

/* How well a charset explains a text; counted in words that hold letters beyond ASCII. */
typedef struct vt_charset_tally {
    unsigned strict;   /* Vietnamese in this reading and not in Unicode */
    unsigned distinct; /* of these, different ones, two at most */
    unsigned shared;   /* Vietnamese in both */
    unsigned lost;     /* Vietnamese in Unicode only */
    unsigned wrong;    /* in neither */
    uint32_t first;    /* hash of the first strict word */
} vt_charset_tally;

typedef struct vt_charset_score {
    vt_charset_tally of[VT_CHARSET_COUNT]; /* that of UTF-8 is not used */
} vt_charset_score;

/* Adds the words of a text to a score. text: valid UTF-8. */
void vt_charset_weigh(vt_slice text, vt_charset_score *score);

/* Whether most words of a text are Vietnamese in this charset, and have no better reading in Unicode. */
bool vt_charset_explains(vt_charset charset, vt_slice text);

/* The charset of text without a font name that came as valid UTF-8: UTF-8 unless the evidence against it is clear.
 * known is a legacy charset that the file mostly holds, else UTF-8. */
vt_charset vt_charset_judge(const vt_charset_score *score, vt_charset known);

/* The same for text from bare bytes, which cannot be Unicode: UTF-8 says that no charset explains it. */
vt_charset vt_charset_judge_bytes(const vt_charset_score *score, vt_charset known);

/* Decodes text of a charset without asking whether it is one; capitals as above. In TCVN3, which has no toned capitals,
 * the toned letters of a word in capitals become capitals too (`HO¹CH`). */
bool vt_charset_decode(vt_arena *arena, vt_charset charset, bool capitals, vt_slice utf8, vt_slice *out);

/* Bare bytes as the UTF-8 of what they show in windows-1252: what the functions above take. */
bool vt_charset_from_bytes(vt_arena *arena, vt_slice bytes, vt_slice *utf8);

#endif
