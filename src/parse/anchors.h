/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors: words that begin a part of a document wherever they stand in a line. */
#ifndef VT_PARSE_ANCHORS_H
#define VT_PARSE_ANCHORS_H

#include "parse/view.h"

typedef struct vt_cut {
    size_t at;   /* in the fold */
    bool firm;   /* hardly ever stands in running text */
} vt_cut;

typedef VT_ARRAY(vt_cut) vt_cuts;

/*
 * Places of the view's fold where something new may begin, in rising order,
 * without its start and end. flat tells a flattened page, on which many things
 * stand on one line. False when memory ran out.
 */
bool vt_anchors_find(vt_arena *arena, const vt_view *view, vt_cuts *cuts, bool *flat);

#endif
