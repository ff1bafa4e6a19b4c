/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * References in the running text of a query: somebody pastes a clause or a
 * title, and "Chỉ thị số 24/CT-UBND ngày 14/12/2015 của UBND thành phố" in it is
 * that document and not seventeen words.
 */
#ifndef VT_ARCHIVE_MENTION_H
#define VT_ARCHIVE_MENTION_H

#include <vanthu/document.h>
#include "base/arena.h"

typedef struct vt_query_mention {
    vt_span span;    /* in the text, from the type word to the date or the body; what it is about stays text */
    const char *key; /* identity key, unknown parts empty */
} vt_query_mention;

typedef VT_ARRAY(vt_query_mention) vt_query_mentions;

/* The references with a number and its symbol, in order, none over another. False when memory ran out. */
bool vt_query_mentions_find(vt_arena *arena, vt_slice text, vt_query_mentions *found);

#endif
