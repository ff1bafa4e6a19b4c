/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paragraph and run properties (w:pPr, w:rPr), as far as they say something
 * about a line. What is not set comes from below: style, its ancestors, the
 * document's defaults.
 */
#ifndef VT_READ_DOCX_PROPS_H
#define VT_READ_DOCX_PROPS_H

#include "read/docx_xml.h"
#include "text/charset.h"

enum { VT_DOCX_LEVELS = 9 };

/* Bits of vt_docx_run_props.set; the first ones are on/off values as well, in .on. */
enum {
    VT_DOCX_BOLD = 1,
    VT_DOCX_ITALIC = 2,
    VT_DOCX_CAPITALS = 4, /* w:caps or w:smallCaps */
    VT_DOCX_HIDDEN = 8,
    VT_DOCX_SIZE = 16,
    VT_DOCX_FONT = 32
};

typedef struct vt_docx_run_props {
    uint8_t set, on;
    uint16_t half_points;
    uint8_t charset;   /* vt_charset of the font's name */
    bool capital_font; /* .VnTimeH: lower-case codes shown as capitals */
} vt_docx_run_props;

/* Bits of vt_docx_para_props.set. */
enum {
    VT_DOCX_SET_ALIGN = 1,
    VT_DOCX_SET_LEFT = 2,
    VT_DOCX_SET_FIRST = 4,
    VT_DOCX_SET_NUM = 8,
    VT_DOCX_SET_LEVEL = 16
};

typedef struct vt_docx_para_props {
    uint8_t set;
    uint8_t align;   /* vt_align */
    int8_t level;    /* w:ilvl */
    int num;         /* w:numId; 0 takes the numbering off */
    int left, first; /* twips; first is the first line's, seen from left */
} vt_docx_para_props;

/* Takes one child of w:rPr; others are no error. */
void vt_docx_run_take(vt_docx_run_props *props, const vt_docx_element *element);

/* Takes one child of w:pPr or w:numPr. */
void vt_docx_para_take(vt_docx_para_props *props, const vt_docx_element *element);

/* What props do not set is taken from base. */
void vt_docx_run_inherit(vt_docx_run_props *props, const vt_docx_run_props *base);
void vt_docx_para_inherit(vt_docx_para_props *props, const vt_docx_para_props *base);

#endif
