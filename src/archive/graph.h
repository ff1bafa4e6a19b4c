/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A graph of citations while it is put together: graph.c reads the matching
 * documents and what they cite, graph_nodes.c makes nodes and edges of it.
 */
#ifndef VT_ARCHIVE_GRAPH_H
#define VT_ARCHIVE_GRAPH_H

#include <vanthu/references.h>
#include "archive/each.h"
#include "archive/merge.h"

/* What is told of a document: by its record, or by a mention of it. */
typedef struct vt_graph_about {
    const char *id, *path; /* of the record */
    const char *type, *number, *date, *issuer, *title;
    size_t worth; /* of a mention: the longer, the more it tells; 0: nothing yet */
} vt_graph_about;

typedef struct vt_graph_record {
    vt_graph_about about;
    const vt_merge_key *key; /* NULL without a number */
} vt_graph_record;

typedef struct vt_graph_mention {
    size_t record; /* that cites */
    const vt_merge_key *key;
    vt_relation relation;
    bool is_basis;
} vt_graph_mention;

typedef struct vt_graph_work {
    vt_graph graph; /* first: what is handed out */
    vt_arena arena;
    const vt_node *query;
    uint32_t limit;
    vt_merge merge;
    VT_ARRAY(vt_graph_about) cited;  /* one for each key of merge, from its mentions */
    VT_ARRAY(vt_graph_about) stored; /* one for each key of merge: the record whose own key it is */
    VT_ARRAY(vt_graph_record) records;
    VT_ARRAY(vt_graph_mention) mentions;
} vt_graph_work;

/* Nodes and edges of what was read, once the keys have joined. False when memory ran out. */
bool vt_graph_build(vt_graph_work *work);

#endif
