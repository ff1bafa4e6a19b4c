/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors: words that begin a part of a document wherever they stand in a line. */
#ifndef VT_PARSE_ANCHORS_H
#define VT_PARSE_ANCHORS_H

#include "parse/view.h"

typedef VT_ARRAY(size_t) vt_cuts;

/*
 * Places of the view's fold where something new may begin, in rising order,
 * without its start and end. strong counts those that seldom stand in running
 * text, for telling a flattened page. False when memory ran out.
 */
bool vt_anchors_find(vt_arena *arena, const vt_view *view, vt_cuts *cuts, unsigned *strong);

#endif
