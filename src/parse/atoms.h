/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Atoms: the pieces that the label pass decides on. A line that holds one thing
 * is one atom; a line that holds several is cut at column gaps, cell marks and
 * anchors. Cutting too much is harmless: an atom may continue the one before.
 */
#ifndef VT_PARSE_ATOMS_H
#define VT_PARSE_ATOMS_H

#include "parse/view.h"
#include "read/lines.h"

/* A run of the document's text that comes from one line, or from one column of it. */
typedef struct vt_piece {
    vt_span span;
    const vt_line *line;
    uint32_t line_index;
    uint8_t column;  /* 0 the whole line; 1 left, 2 right, ... */
    bool moved;      /* re-ordered: the left column of its lines, then the right */
    bool plain;      /* nothing in it has to be cleaned or parts it */
} vt_piece;

typedef VT_ARRAY(vt_piece) vt_pieces;

typedef struct vt_atom {
    vt_view view;
    vt_span span;            /* in the document's text */
    const vt_line *line;
    uint32_t line_index;
    uint32_t blank_before;   /* empty lines before it */
    uint8_t column;
    bool starts_line;        /* otherwise cut inside a line */
    bool starts_cell;        /* a cell mark or a column gap stands before it */
    bool rule_before;        /* a rule (-----) stands before it */
    bool flat;               /* stands in a flattened page: many things on one line */
    bool firm;               /* cut at an anchor that hardly ever stands in running text */
    bool bold, italic;       /* by the format or by marks of emphasis */
    bool in_emphasis;        /* emphasis that was opened on an earlier line */
    uint8_t heading_level;   /* of a Markdown heading, else 0 */
    uint32_t number_size;    /* bytes of a computed list number at the start of view.text */
} vt_atom;

typedef VT_ARRAY(vt_atom) vt_atoms;

/* Lines to the document's text, in the arena, and its pieces, in scratch; columns that stand side by side come out one
 * after the other. */
bool vt_cut_columns(vt_arena *arena, vt_arena *scratch, const vt_lines *lines, vt_slice *text, vt_pieces *pieces);

/* Pieces to atoms. False when memory ran out, and when there are more than most: then atoms hold one more. */
bool vt_cut_atoms(vt_arena *arena, vt_slice text, const vt_pieces *pieces, size_t most, vt_atoms *atoms);

#endif
