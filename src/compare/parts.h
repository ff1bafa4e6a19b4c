/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a comparison; compare.c puts them together. All live in the arena; false when memory ran out. */
#ifndef VT_COMPARE_PARTS_H
#define VT_COMPARE_PARTS_H

#include <vanthu/compare.h>
#include "base/arena.h"

/* comparison->before and ->after are set; each fills its own part. */
bool vt_compare_fields(vt_arena *arena, vt_comparison *comparison);
bool vt_compare_bases(vt_arena *arena, vt_comparison *comparison);
bool vt_compare_sections(vt_arena *arena, vt_comparison *comparison);
bool vt_compare_lines(vt_arena *arena, vt_comparison *comparison);

#endif
