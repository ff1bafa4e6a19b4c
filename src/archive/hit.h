/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the index as a hit. */
#ifndef VT_ARCHIVE_HIT_H
#define VT_ARCHIVE_HIT_H

#include <vanthu/archive.h>
#include "base/arena.h"
#include "index/index.h"

/* The row has its data, and VT_SLOT_PLACES as its first value. The document and the hit, which has no snippet yet, live
 * in the arena. VT_ERR_ARCHIVE when the record is damaged. */
vt_code vt_hit_read(vt_arena *arena, const vt_index_row *row, vt_document *document, vt_hit *hit, vt_error *err);

/* Copies all that the hit points to into another arena, in which it then lives. False when memory ran out. */
bool vt_hit_keep(vt_arena *arena, vt_hit *hit);

#endif
