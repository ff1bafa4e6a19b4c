/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Snippets: the piece of a document's text that shows best why it was found. */
#ifndef VT_ARCHIVE_SNIPPET_H
#define VT_ARCHIVE_SNIPPET_H

#include <vanthu/document.h>
#include "archive/query.h"

typedef struct vt_snippet {
    const char *text;    /* one line */
    const char *section; /* in which it stands, "II.2"; "" outside of the sections */
    const vt_span *marks;
    size_t mark_count;
} vt_snippet;

/* Everything in the arena; false when memory ran out. */
bool vt_snippet_build(vt_arena *arena, const vt_node *query, const vt_document *document, vt_snippet *snippet);

#endif
