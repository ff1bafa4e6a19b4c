/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the nodes of a graph stand in its picture: a grid of bands (levels of
 * the state, by rank) and years. A cell holds its nodes side by side and below
 * each other, the most cited first.
 */
#ifndef VT_WRITE_SVG_LAYOUT_H
#define VT_WRITE_SVG_LAYOUT_H

#include <vanthu/references.h>

enum { VT_SVG_NODE_WIDTH = 178, VT_SVG_NODE_HEIGHT = 40, VT_SVG_BANDS = 9 };

typedef struct vt_svg_place {
    size_t band, column;
    int x, y; /* of the upper left corner */
} vt_svg_place;

typedef struct vt_svg_band {
    const char *name;
    size_t nodes;
    int y, height;
} vt_svg_band;

typedef struct vt_svg_column {
    const char *year;     /* NULL: unknown */
    size_t most;          /* nodes in one cell */
    int x, width, across; /* across: how many nodes stand side by side */
} vt_svg_column;

typedef struct vt_svg_layout {
    vt_svg_place *places; /* one for each node */
    vt_svg_column *columns;
    size_t column_count;
    vt_svg_band bands[VT_SVG_BANDS]; /* those without nodes have no height */
    int width, height;
} vt_svg_layout;

/* False when memory ran out. What it holds is given back with vt_svg_layout_free. */
bool vt_svg_layout_make(const vt_graph *graph, vt_svg_layout *layout);
void vt_svg_layout_free(vt_svg_layout *layout);

#endif
