/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Citations (viện dẫn) across an archive: who cites a document, and what cites
 * what.
 *
 * Shapes, ownership and thread rule: as in archive.h; what a function hands out
 * is given back with the function named beside it.
 */
#ifndef VANTHU_REFERENCES_H
#define VANTHU_REFERENCES_H

#include <vanthu/archive.h>
#include <vanthu/write.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A place at which a document cites the one in question. */
typedef struct vt_citing_place {
    const char *text;      /* the mention */
    const char *clause;    /* the basis clause, or the sentence around the mention; one line */
    const char *section;   /* "II.2.a"; "" outside the sections */
    const char *provision; /* "khoản 2 Điều 5", several joined by "; "; NULL without one */
    vt_relation relation;
    bool is_basis;     /* stands in a basis clause (căn cứ) */
    const char *key;   /* identity key of what is cited, the fullest that is known */
    bool is_uncertain; /* several documents agree with the mention */
} vt_citing_place;

typedef struct vt_citing_document {
    const char *id, *path;                             /* the first of its paths */
    const char *type, *number, *date, *issuer, *title; /* code; full number; NULL where unknown */
    const vt_citing_place *places;                     /* in the order of the text */
    size_t place_count;
} vt_citing_document;

typedef struct vt_cited_by {
    const char *key;                 /* of the reference as given */
    const vt_citing_document *items; /* newest first */
    size_t count;
    uint64_t total;             /* all, though a limit cut the list */
    const vt_meaning *meanings; /* of all of them, the most cited first; several when the reference is incomplete */
    size_t meaning_count;
} vt_cited_by;

/* All zero is the default. */
typedef struct vt_cited_by_options {
    bool basis_only;        /* only as a legal basis */
    uint32_t offset, limit; /* documents; limit 0: all */
} vt_cited_by_options;

/*
 * The documents that cite another one. reference: any way in which a person
 * writes one ("24/CT-UBND", "Luật Giáo dục"), or the beginning of a record's
 * id, which stands for the record's own number. VT_ERR_ARGUMENT when there is no
 * reference in it, when the record has no number, or when the id fits
 * several. Nobody citing it is no error. options may be NULL.
 */
VT_API vt_code vt_archive_cited_by(vt_archive *archive, const char *reference, const vt_cited_by_options *options,
                                   vt_cited_by **out, vt_error *err);

/* Takes NULL. */
VT_API void vt_cited_by_free(vt_cited_by *cited_by);

/* The JSON, schema vanthu.cited-by/1; indented: for reading. */
VT_API vt_code vt_write_cited_by_json(const vt_cited_by *cited_by, bool indented, const vt_output *output,
                                      vt_error *err);

/* A document: one that matches the query, or one that is cited by such a one. */
typedef struct vt_graph_node {
    const char *key;              /* identity key; NULL for a record without a number */
    const char *id, *path;        /* of its record; NULL when the archive has none */
    const char *type, *type_name; /* code, "Kế hoạch" */
    const char *number, *date, *issuer;
    const char *title;      /* or subject, or a law's name */
    const char *year;       /* "2023"; NULL when unknown */
    int rank;               /* for ordering, 1 first: Hiến pháp; 99 unknown */
    bool matches;           /* the query found it */
    size_t cites, cited_by; /* edges */
} vt_graph_node;

typedef struct vt_graph_edge {
    size_t from, to;      /* indices of nodes: from cites to */
    vt_relation relation; /* the most telling one of its mentions */
    bool is_basis;
    uint64_t mentions;
} vt_graph_edge;

typedef struct vt_graph {
    const vt_graph_node *nodes; /* by rank, year, key */
    size_t node_count;
    const vt_graph_edge *edges; /* by from, to */
    size_t edge_count;
    uint64_t matches; /* all that the query found, though a limit cut them */
} vt_graph;

/* limit: the newest documents that match; 0: all. query NULL or empty: of all. */
VT_API vt_code vt_archive_graph(vt_archive *archive, const char *query, uint32_t limit, vt_graph **out, vt_error *err);

/* Takes NULL. */
VT_API void vt_graph_free(vt_graph *graph);

/*
 * Where a node of the picture leads: an address, which lives until the next
 * call and which the writer escapes, or NULL for none.
 */
typedef struct vt_graph_links {
    const char *(*address)(void *context, const vt_graph_node *node);
    void *context;
} vt_graph_links;

/* The JSON, schema vanthu.graph/1. */
VT_API vt_code vt_write_graph_json(const vt_graph *graph, bool indented, const vt_output *output, vt_error *err);

/* For Graphviz: dot -Tsvg. */
VT_API vt_code vt_write_graph_dot(const vt_graph *graph, const vt_output *output, vt_error *err);

/*
 * A picture: years from left to right, from the constitution (Hiến pháp) at the
 * top down to the communes and schools. It follows the reader's light or dark
 * colours and has no script. links NULL: to the records' files.
 */
VT_API vt_code vt_write_graph_svg(const vt_graph *graph, const vt_graph_links *links, const vt_output *output,
                                  vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
