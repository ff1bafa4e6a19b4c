/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentence around a citation, as one line. */
#ifndef VT_ARCHIVE_SENTENCE_H
#define VT_ARCHIVE_SENTENCE_H

#include <vanthu/document.h>
#include "base/arena.h"

/* A very long sentence is cut at both ends, with an ellipsis. NULL when memory ran out. */
const char *vt_sentence_of(vt_arena *arena, const vt_document *document, const vt_citation *citation);

#endif
