/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markers of sections: Phần, Chương, Mục, Điều, I., 1., 1.1., a), (1), ... as they begin a text. */
#ifndef VT_PARSE_MARKER_H
#define VT_PARSE_MARKER_H

#include "parse/view.h"

/* From the outermost to the innermost as Nghị định 30/2020/NĐ-CP orders them. */
typedef enum vt_marker_kind {
    VT_MARKER_NONE,
    VT_MARKER_PART,    /* Phần thứ nhất, Phần I */
    VT_MARKER_CHAPTER, /* Chương I */
    VT_MARKER_SECTION, /* Mục 1 */
    VT_MARKER_ARTICLE, /* Điều 1. */
    VT_MARKER_CAPITAL, /* A. */
    VT_MARKER_ROMAN,   /* I. */
    VT_MARKER_DECIMAL, /* 1. 1.1. 1) */
    VT_MARKER_PAREN,   /* (1) */
    VT_MARKER_LETTER,  /* a) */
    VT_MARKER_ORDINAL  /* Một là, Thứ nhất, */
} vt_marker_kind;

typedef struct vt_marker {
    vt_marker_kind kind;
    uint32_t value;  /* 3 of III., 1.3, c) */
    uint8_t depth;   /* numbers of a decimal marker: 2 of 1.1. */
    char end;        /* '.', ')', '/', ':', '-' or ' ' when the marker has no end mark */
    size_t size;     /* bytes of the view's text, without the blanks behind */
    size_t body;     /* where the text beside the marker begins */
} vt_marker;

/* The marker at a byte of the view's fold; kind NONE when there is none. */
vt_marker vt_marker_at(const vt_view *view, size_t fold_at);

#endif
