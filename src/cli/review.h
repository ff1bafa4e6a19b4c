/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person should look at: documents with something missing, blank or uncertain, worst first. */
#ifndef VT_CLI_REVIEW_H
#define VT_CLI_REVIEW_H

#include <vanthu/document.h>
#include "base/arena.h"
#include "cli/cli.h"

typedef struct vt_reviewed {
    const char *path;
    const char *concerns; /* a line each, without the last line feed */
    double weight;        /* how much there is to look at */
} vt_reviewed;

/* The arena holds the copies; it is the caller's. */
typedef struct vt_review {
    vt_arena *arena;
    VT_ARRAY(vt_reviewed) items;
    size_t documents; /* all that were looked at */
} vt_review;

/* Takes note of a document; nothing of it is kept. False when memory ran out. */
bool vt_review_add(vt_review *review, const char *path, const vt_document *document);

/* Writes the list to the results, worst first. */
void vt_review_write(vt_cli *cli, vt_review *review);

#endif
