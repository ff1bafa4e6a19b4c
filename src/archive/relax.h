/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Most of the words: somebody pastes a long title with a word misread or a
 * clause that last year's plan words a little differently. When no document has
 * all of it, those are found that lack the fewest words.
 */
#ifndef VT_ARCHIVE_RELAX_H
#define VT_ARCHIVE_RELAX_H

#include "archive/query.h"

/*
 * The query with "all but so many" in the place of "all of" its words; what
 * stands under a field or NOT stays as it is. *out is NULL when the query has
 * too few words for that. VT_ERR_MEMORY.
 */
vt_code vt_query_relax(vt_arena *arena, const vt_node *query, size_t missing, const vt_node **out, vt_error *err);

/*
 * Compiles and finds; what has no match is tried again with one word missing,
 * then two, and so on. *query is then the query that was answered, and *relaxed
 * tells it.
 */
vt_code vt_query_find(vt_index *index, vt_arena *arena, const vt_node **query, const vt_index_search *search,
                      bool *relaxed, vt_index_answer **out, vt_error *err);

#endif
