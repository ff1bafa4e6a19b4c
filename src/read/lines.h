/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines: what every reader yields and the only thing that the parser sees.
 * From here on no pass asks which format a line came from.
 */
#ifndef VT_READ_LINES_H
#define VT_READ_LINES_H

#include <stdint.h>
#include <vanthu/document.h>
#include "base/arena.h"

/* Where on the page a line stands. */
typedef enum vt_region {
    VT_REGION_BODY,
    VT_REGION_PAGE_HEADER, /* running head, set apart */
    VT_REGION_PAGE_FOOTER,
    VT_REGION_BOX,  /* text box */
    VT_REGION_NOTE  /* footnote or endnote, in place */
} vt_region;

typedef enum vt_align { VT_ALIGN_UNKNOWN, VT_ALIGN_LEFT, VT_ALIGN_CENTER, VT_ALIGN_RIGHT, VT_ALIGN_BOTH } vt_align;

typedef struct vt_line {
    vt_slice text;         /* NFC, valid UTF-8, no line feed; tabs kept; may be empty */
    uint64_t source;       /* txt: byte offset of the line in the file; docx: ordinal of the paragraph */
    uint32_t number_size;  /* bytes at the start of text that are a computed list number, its separator included */
    uint32_t blank_before; /* empty lines or paragraphs directly before, which are not lines of their own */
    uint32_t indent;       /* columns (txt), or twips / 120 (docx): about a column either way */
    int32_t table;         /* ordinal of the outermost table that holds the line, or -1 */
    int32_t row, cell;     /* in the innermost table, from 0 */
    uint16_t half_points;  /* font size; 0 unknown */
    uint8_t list_level;    /* 1.. for a line of an automatic list, else 0 */
    vt_region region;
    vt_align align;
    bool breaks;           /* the line is a manual break's continuation of the line before */
    bool bold, italic;     /* all of its letters */
    bool caps;             /* w:caps: shown in capitals, whatever the text has */
} vt_line;

/* A piece of a line that was decoded from a legacy charset, for --stage lines. */
typedef struct vt_encoded_run {
    size_t line;
    vt_span span;         /* in the line's text, after decoding */
    const char *encoding; /* "tcvn3" */
} vt_encoded_run;

/* Something that the reader passed over and says so: an embedded chart, an altChunk. */
typedef struct vt_read_note {
    const char *code; /* "docx.chart" */
    const char *message;
    size_t line;      /* the line it stood after */
} vt_read_note;

typedef struct vt_lines {
    VT_ARRAY(vt_line) lines;
    VT_ARRAY(vt_encoded_run) runs;
    VT_ARRAY(vt_read_note) notes;
    VT_ARRAY(const char *) encodings; /* most used first */
} vt_lines;

#endif
