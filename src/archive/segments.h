/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many new records at once: they are written into small databases, several at a
 * time, which are merged in tiers into one. That is two to three times quicker
 * than one large database, in a tenth of the memory, for what costs most is the
 * index's own sorting in memory, which small batches keep inside the caches.
 *
 * What is under way lies in the archive's folder under database names that no
 * manifest names: what a crash leaves is tidied away like any such database.
 * Records keep the order in which they were added, however many threads work.
 * Thread rule: one thread adds and finishes; the threads inside share nothing.
 */
#ifndef VT_ARCHIVE_SEGMENTS_H
#define VT_ARCHIVE_SEGMENTS_H

#include "archive/entry.h"
#include "archive/pool.h"
#include "base/error.h"

typedef struct vt_segments vt_segments;

/* folder, heap and pool are borrowed, and so is *next: the number of the next new database, which is counted on. */
vt_code vt_segments_open(const char *folder, vt_heap *heap, vt_pool *pool, unsigned long *next, vt_segments **out,
                         vt_error *err);

/* A record that is new; takes over the arena in which the entry lies and leaves an empty one. */
vt_code vt_segments_add(vt_segments *segments, vt_arena *arena, const vt_entry *entry, vt_error *err);

/* How many records were added since the last gathering. */
size_t vt_segments_count(const vt_segments *segments);

/* All of them as one database, whose name in the folder goes to *name: NULL when there was none. Lasts through a loss
 * of power when it returns. The name lives as long as the segments. */
vt_code vt_segments_gather(vt_segments *segments, const char **name, vt_error *err);

/* Removes what was not gathered. Takes NULL. */
void vt_segments_close(vt_segments *segments);

#endif
