/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The query language: text to a tree of nodes, and the tree to a query of the
 * index. docs/query.md tells the language.
 *
 *     query  = and { "OR" and }
 *     and    = unary { [ "AND" ] unary }
 *     unary  = "NOT" unary | "(" query ")" | leaf
 *     leaf   = word | "phrase" | reference | field:value | field:"value with spaces" | field:(query)
 *
 * A long text without fields and operators that cannot be read so is a paste:
 * its marks mean nothing.
 */
#ifndef VT_ARCHIVE_QUERY_H
#define VT_ARCHIVE_QUERY_H

#include "archive/fields.h"
#include "archive/reference.h"
#include "base/arena.h"
#include "index/index.h"

typedef enum vt_node_kind {
    VT_NODE_ALL, /* the empty query */
    VT_NODE_AND,
    VT_NODE_OR,
    VT_NODE_NOT,       /* of its one child */
    VT_NODE_WORDS,     /* text: one word, or several as a phrase */
    VT_NODE_REFERENCE, /* key, under the field's prefix */
    VT_NODE_TERM,      /* text under the field's prefix, as it is */
    VT_NODE_RANGE,     /* of dates: low..high */
    VT_NODE_FILTER     /* its one child, which counts nothing for the ranking */
} vt_node_kind;

/* Behind the high end of a range: sorts behind everything that a date goes on with. */
enum { VT_RANGE_BEHIND = '~' };

typedef struct vt_node vt_node;
struct vt_node {
    vt_node_kind kind;
    vt_slice whole; /* of the root: the query that the texts of words borrow */
    char prefix;
    vt_slice text;   /* NFC; of a reference as typed */
    const char *key; /* identity key */
    vt_references *found; /* of a reference: what the index had of it when it was compiled; NULL: nobody asks */
    double weight;   /* of a reference: how much more it counts for the ranking than a word; as typed: nothing */
    vt_slice low, high; /* an empty end is open; behind high stands VT_RANGE_BEHIND */
    vt_node *first, *last; /* children */
    vt_node *next;         /* the next child of the same parent */
};

/* text is borrowed; NULL is the empty query. VT_ERR_QUERY with the offset of a fault. */
vt_code vt_query_parse(vt_arena *arena, const char *text, const vt_node **out, vt_error *err);

/* Looks spellings and references up in the index, and builds its query. */
vt_code vt_query_compile(vt_index *index, vt_arena *arena, const vt_node *node, const vt_index_query **out,
                         vt_error *err);

/* Compiles the query and asks it; the caller releases the answer. */
vt_code vt_query_ask(vt_index *index, vt_arena *arena, const vt_node *node, const vt_index_search *search,
                     vt_index_answer **out, vt_error *err);

/* For the parser: the node that a field's value stands for; offset is the value's place in the query. */
vt_code vt_query_value(vt_arena *arena, const vt_field *field, vt_slice value, size_t offset, vt_node **out,
                       vt_error *err);

/* For the parser: a node of this kind in the arena; NULL when memory ran out. */
vt_node *vt_node_new(vt_arena *arena, vt_node_kind kind);
void vt_node_add(vt_node *parent, vt_node *child);

/* How many words the text has. */
size_t vt_query_count_words(vt_arena *arena, vt_slice text);

#endif
