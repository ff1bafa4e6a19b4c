/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facets: what the matches of a search are counted by. */
#ifndef VT_ARCHIVE_FACETS_H
#define VT_ARCHIVE_FACETS_H

#include <vanthu/archive.h>
#include "archive/query.h"

/* The slots to be counted for these facets; at most VT_FACETS. Returns how many. */
size_t vt_facets_slots(unsigned wanted, uint32_t slots[VT_FACETS]);

/* What was asked. */
typedef struct vt_facets_wanted {
    unsigned kinds;       /* as in vt_search_options */
    uint32_t limit;       /* values of each */
    double share;         /* what counts are multiplied by; 1 when every match was counted */
} vt_facets_wanted;

/* The counts of an answer as facets, all in the arena. */
vt_code vt_facets_build(vt_archive *archive, vt_arena *arena, const vt_index_answer *answer,
                        const vt_facets_wanted *wanted, const vt_facet **facets, size_t *count, vt_error *err);

/* How a single value of a facet is told, in the arena: a type by its name, a body as one of its documents has it. The
 * value itself where nothing is known of it. */
vt_code vt_facet_tell(vt_archive *archive, vt_arena *arena, vt_facet_kind kind, const char *value, const char **label,
                      vt_error *err);

#endif
