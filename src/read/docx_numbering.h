/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Automatic numbering: the definitions of numbering.xml, and the counters
 * that run through one story (the body, a text box, the notes) and print the
 * numbers as Word does.
 */
#ifndef VT_READ_DOCX_NUMBERING_H
#define VT_READ_DOCX_NUMBERING_H

#include "base/buffer.h"
#include "read/docx_styles.h"

typedef struct vt_docx_format vt_docx_format;

typedef enum vt_docx_suffix { VT_DOCX_SUFFIX_SPACE, VT_DOCX_SUFFIX_NOTHING } vt_docx_suffix; /* a tab is a space */

typedef struct vt_docx_level {
    bool defined;
    bool legal; /* w:isLgl: all numbers in it are decimal */
    int start;
    int restart; /* w:lvlRestart; -1: after any higher level */
    int pad;     /* digits of a custom format such as "001, 002, ..." */
    const vt_docx_format *format;
    vt_docx_suffix suffix;
    const char *text;  /* w:lvlText: "%1.%2." */
    const char *style; /* w:pStyle, or NULL */
    vt_docx_para_props para;
    vt_docx_run_props run;
} vt_docx_level;

typedef struct vt_docx_abstract {
    int id;
    bool single; /* has one level, whatever a paragraph says */
    const char *style_link, *num_style_link;
    vt_docx_level levels[VT_DOCX_LEVELS];
} vt_docx_abstract;

typedef struct vt_docx_num {
    int id;
    int abstract;   /* w:abstractNumId, then its index, or -1 */
    int definition; /* index of the one that has the levels: another one behind a w:numStyleLink */
    size_t order;
    vt_docx_level *overrides[VT_DOCX_LEVELS]; /* NULL: as the definition has it */
    int starts[VT_DOCX_LEVELS];               /* w:startOverride, or VT_DOCX_NO_START */
} vt_docx_num;

enum { VT_DOCX_NO_START = -1 };

typedef struct vt_docx_numbering {
    VT_ARRAY(vt_docx_abstract) abstracts;
    VT_ARRAY(vt_docx_num) nums; /* by id */
} vt_docx_numbering;

/* The numbers of one story, so far. */
typedef struct vt_docx_counters {
    struct vt_docx_counter *abstracts; /* by index */
    uint16_t *restarted;               /* by index of num: levels whose start override was used */
} vt_docx_counters;

/* The list that a paragraph is in. */
typedef struct vt_docx_place {
    const vt_docx_num *num;
    int level; /* from 0 */
} vt_docx_place;

/* part NULL: a document without lists. styles must have been read. */
vt_code vt_docx_numbering_read(vt_docx_package *package, const char *part, const vt_docx_styles *styles,
                               vt_docx_numbering *numbering, vt_error *err);

/* True when a paragraph of this style with these direct properties is numbered. */
bool vt_docx_numbering_place(const vt_docx_numbering *numbering, const vt_docx_styles *styles, int style,
                             const vt_docx_para_props *direct, vt_docx_place *place);

/* The level as the num has it; its defined tells whether there is one. */
const vt_docx_level *vt_docx_numbering_level(const vt_docx_numbering *numbering, const vt_docx_num *num, int level);

/* Counts the paragraph and appends its number with its separator to out. False when memory ran out. */
bool vt_docx_numbering_count(const vt_docx_numbering *numbering, vt_docx_counters *counters, vt_arena *arena,
                             vt_docx_place place, vt_buffer *out);

/* The format of a w:numFmt, decimal for one that is not known. */
const vt_docx_format *vt_docx_format_of(vt_slice name);
bool vt_docx_format_is_bullet(const vt_docx_format *format);
/* True for one that prints no number: none, bullet. */
bool vt_docx_format_is_silent(const vt_docx_format *format);

/* Appends value in a format. */
void vt_docx_format_print(const vt_docx_format *format, int value, int pad, vt_buffer *out);

#endif
