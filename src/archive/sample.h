/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Samples: each document belongs to one of as many parts of the archive, by its
 * id and so by chance. What is too much to be counted is counted in some of them.
 */
#ifndef VT_ARCHIVE_SAMPLE_H
#define VT_ARCHIVE_SAMPLE_H

#include "base/arena.h"

enum { VT_SAMPLES = 64 };

/* The term of the document's part, without the prefix: one byte. id: as in vt_document. */
char vt_sample_of(const char *id);

/* The terms of all parts, in the arena; NULL when memory ran out. */
const vt_slice *vt_samples(vt_arena *arena);

#endif
