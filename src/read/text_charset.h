/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charset of each line of a plain text file: decided by the line's own words and by what the file holds. */
#ifndef VT_READ_TEXT_CHARSET_H
#define VT_READ_TEXT_CHARSET_H

#include "read/lines.h"
#include "text/charset.h"

typedef struct vt_text_decoder {
    vt_arena *arena;               /* for decoded text */
    vt_arena *scratch;             /* for what it is made from */
    vt_lines *lines;               /* takes the encoded runs */
    vt_charset bytes;              /* the charset of bare legacy bytes in this file; UTF8 when unknown */
    vt_charset shown;              /* the charset of legacy text that is stored as UTF-8; UTF8 when unknown */
    size_t used[VT_CHARSET_COUNT]; /* lines with letters beyond ASCII */
    size_t bad_bytes;              /* replaced by U+FFFD */
    size_t first_bad;              /* the line they first stood in */
} vt_text_decoder;

/* Surveys the whole file; flags are those of all its lines. False when memory ran out. */
bool vt_text_decoder_init(vt_text_decoder *decoder, vt_arena *arena, vt_arena *scratch, vt_lines *lines, vt_slice body,
                          unsigned flags);

/* One line of the file, without its end and with its flags (vt_scan_line), as normal text; index is its place among
 * the lines. */
bool vt_text_decode(vt_text_decoder *decoder, vt_slice raw, unsigned flags, size_t index, vt_slice *text);

#endif
