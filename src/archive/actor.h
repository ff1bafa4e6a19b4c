/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who changes a document: a mention of what is replaced, repealed or amended
 * (thay thế, bãi bỏ, sửa đổi, bổ sung) names who does so, or the document that
 * speaks does it. A plan that cites an amended law says neither.
 */
#ifndef VT_ARCHIVE_ACTOR_H
#define VT_ARCHIVE_ACTOR_H

#include <vanthu/document.h>

/* Who changes something, as a citation. */
typedef struct vt_actor {
    vt_citation citation; /* borrowed from the document */
    const char *key;
} vt_actor;

/* Who is said to replace, repeal or amend what citation `at` mentions. own: the document's own identity key, or NULL.
 * False when nobody is, or nobody that has a key. */
bool vt_actor_of(const vt_document *document, size_t at, const char *own, vt_actor *out);

#endif
