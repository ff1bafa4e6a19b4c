/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Did you mean": for each word of a query that no document has, the nearest
 * word of the archive: the same one with other accents, or one that is a letter
 * off. A word without accents that the archive has in any spelling is right, and
 * so are numbers.
 */
#ifndef VT_ARCHIVE_SUGGEST_H
#define VT_ARCHIVE_SUGGEST_H

#include "archive/query.h"

/* *out: the whole query with such words in the place of its own, if that finds something; otherwise NULL. */
vt_code vt_suggest(vt_index *index, vt_arena *arena, const vt_node *query, const char **out, vt_error *err);

#endif
