/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the JSON of lists of documents shares. */
#ifndef VT_WRITE_HITS_H
#define VT_WRITE_HITS_H

#include <vanthu/archive.h>
#include "write/emit.h"

/* Which document it is and how well it fits; into an object that is open. */
void vt_emit_hit_head(vt_emit *emit, const vt_hit *hit);

/* What a reference could mean, as the array "meanings". */
void vt_emit_meanings(vt_emit *emit, const vt_meaning *meanings, size_t count);

#endif
