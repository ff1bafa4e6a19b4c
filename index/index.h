/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The index: a plain C face of Xapian. It knows terms, positions, slots and
 * bytes, and nothing of documents, fields or text.
 *
 * Shapes: a stored document has data (any bytes), terms with a count and
 * positions, and values in numbered slots. It is named by a unique term, which
 * is one of its terms. Terms are at most VT_INDEX_TERM_MAX bytes, where a zero
 * byte counts double.
 * Ownership: what goes in is borrowed for the call; what comes out is an
 * answer, a copy that the caller gives back with vt_index_release.
 * Errors: VT_ERR_ARCHIVE for a database that is missing, damaged or of another
 * version, VT_ERR_LOCKED, VT_ERR_WRITE, VT_ERR_ARGUMENT, VT_ERR_MEMORY. No C++
 * exception leaves these functions. err may be NULL.
 * Thread rule: one thread at a time for each vt_index.
 */
#ifndef VT_INDEX_INDEX_H
#define VT_INDEX_INDEX_H

#include <stdint.h>
#include <vanthu/text.h>
#include "index/heap.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    VT_INDEX_TERM_MAX = 245,
    VT_INDEX_OWN_SLOT = 255 /* the index keeps there what it needs itself */
};

typedef struct vt_index vt_index;

typedef enum vt_index_mode {
    VT_INDEX_READ,
    VT_INDEX_WRITE,  /* one database, which is there */
    VT_INDEX_CREATE, /* one database, made when it is not there */
    VT_INDEX_SEGMENT /* one new database that nobody reads before it is merged: quicker to write, worthless after a crash */
} vt_index_mode;

typedef struct vt_index_term {
    vt_slice text;
    uint32_t count;            /* how often it stands in the document; 0: a term that carries no weight */
    const uint32_t *positions; /* ascending, or NULL */
    size_t position_count;
} vt_index_term;

typedef struct vt_index_value {
    uint32_t slot;
    vt_slice bytes;
} vt_index_value;

typedef struct vt_index_document {
    vt_slice data;
    const vt_index_term *terms;
    size_t term_count;
    const vt_index_value *values;
    size_t value_count;
} vt_index_document;

/* A change to a stored document; terms added here carry no weight and no positions. */
typedef struct vt_index_change {
    const vt_slice *added, *dropped; /* terms */
    size_t added_count, dropped_count;
    const vt_index_value *values; /* replace what the slots held; empty bytes empty a slot */
    size_t value_count;
} vt_index_change;

typedef enum vt_index_op {
    VT_INDEX_NONE,    /* matches nothing */
    VT_INDEX_ALL,     /* matches everything, without weight */
    VT_INDEX_TERM,
    VT_INDEX_PHRASE,  /* the children (terms, or ORs of terms) at positions in a row */
    VT_INDEX_AND,
    VT_INDEX_OR,
    VT_INDEX_EITHER,  /* like OR; the caller knows that no document matches two of the children */
    VT_INDEX_SYNONYM, /* like OR, but ranked as one term that all the children are */
    VT_INDEX_MAYBE,   /* the first child; the others only add their weight where they match too */
    VT_INDEX_FILTER,  /* all the children, the weight of the first */
    VT_INDEX_NOT,     /* the first child without any of the others */
    VT_INDEX_RANGE,   /* low <= value of slot <= high, as bytes; an empty end is open; an empty slot never matches */
    VT_INDEX_WEIGHTED /* the only child, its weight multiplied; 0 makes it a filter */
} vt_index_op;

typedef struct vt_index_query vt_index_query;
struct vt_index_query {
    vt_index_op op;
    vt_slice term;
    uint32_t slot;
    vt_slice low, high;
    double weight;
    bool beside_words; /* of a phrase below VT_INDEX_FILTER: whatever matches the first child has all of its terms */
    const vt_index_query *const *children;
    size_t child_count;
};

/* All zero: no rows, by relevance. */
typedef struct vt_index_search {
    uint32_t offset, limit;
    uint32_t depth; /* of how many matches at most values are counted, and phrases looked for before the total is an
                       estimate; without samples: how many are looked at, 0: only what the rows need */
    bool with_data;
    bool collapse;  /* only the best row for each value of collapse_slot */
    uint32_t collapse_slot;
    bool sorted;    /* by sort_slot alone; otherwise by weight and then by sort_slot, largest value first */
    bool ascending; /* for sorted */
    uint32_t sort_slot;
    /* Terms that begin so part the documents as sort_slot sorts them: each document has at most one of them, and a larger
     * term means a larger value; those with none have the smallest. So rows are found without a look at the values of all
     * matches. Empty: there are none. */
    vt_slice tiers;
    const uint32_t *value_slots; /* copied into each row, in this order */
    size_t value_slot_count;
    const uint32_t *facet_slots;
    size_t facet_slot_count;
    /* Terms of which each document has one, by chance: beyond the depth the total of a phrase, and what is counted of it,
     * are those of some of them, the total in proportion. Without samples any total beyond the depth is a guess. */
    const vt_slice *samples;
    size_t sample_count;
} vt_index_search;

typedef struct vt_index_row {
    uint32_t docid;
    uint32_t collapsed; /* at least how many further rows were collapsed into this one */
    double weight;
    vt_slice data;
    const vt_slice *values;
} vt_index_row;

typedef struct vt_index_facet {
    uint32_t slot;
    vt_slice value;
    uint32_t count;
    uint32_t docid; /* of one that has the value */
} vt_index_facet;

typedef struct vt_index_listed {
    vt_slice term;
    uint32_t documents;
} vt_index_listed;

typedef struct vt_index_answer {
    uint64_t total;   /* matches; an estimate unless total_is_exact */
    uint64_t counted; /* matches that the facets were counted over */
    bool total_is_exact;
    const vt_index_row *rows;
    size_t row_count;
    const vt_index_facet *facets; /* by slot, then by value */
    size_t facet_count;
    const vt_index_listed *terms; /* in byte order */
    size_t term_count;
    const uint32_t *docids; /* ascending */
    size_t docid_count;
} vt_index_answer;

/* Opens databases as one; writing takes exactly one. The heap holds the positions of their documents; it is borrowed
 * until the index is closed. NULL: no positions can be put, and phrases are an error. */
vt_code vt_index_open(const char *const *paths, size_t count, vt_heap *heap, vt_index_mode mode, vt_index **out,
                      vt_error *err);

/*
 * Xapian 1.4 ends the process when the disk is full at one moment: a destructor of its own (of what merges values)
 * writes, fails, and must not throw. What was committed before stands. A program that wants to say so sets what is
 * called then; it does not return.
 */
void vt_index_on_abort(void (*handler)(void));

/* Takes NULL. What was not committed is lost. */
void vt_index_close(vt_index *index);

/* Brings a reader up to what has been committed; changed, which may be NULL, tells whether there was anything, and is
 * true where writing goes on. */
vt_code vt_index_refresh(vt_index *index, bool *changed, vt_error *err);

/* Between begin and commit changes belong together: either all are kept or none. */
vt_code vt_index_begin(vt_index *index, vt_error *err);
vt_code vt_index_commit(vt_index *index, vt_error *err);
vt_code vt_index_cancel(vt_index *index, vt_error *err);

/* Stores a document in the place of the one that the unique term names, if there is one. */
vt_code vt_index_put(vt_index *index, vt_slice unique, const vt_index_document *document, vt_error *err);

/* Stores a document that is known to be new: its unique term, one of its terms, names no other. */
vt_code vt_index_add(vt_index *index, const vt_index_document *document, vt_error *err);

/* Changes a stored document in place. VT_ERR_NOT_FOUND when there is none. */
vt_code vt_index_amend(vt_index *index, vt_slice unique, const vt_index_change *change, vt_error *err);

/* No error when there is none. */
vt_code vt_index_delete(vt_index *index, vt_slice unique, vt_error *err);

/* Makes one compact database at target of several, their documents in the order of the paths; synced when it returns.
 * Nothing stands at target before, and nothing whole after a failure. */
vt_code vt_index_merge(const char *const *paths, size_t count, const char *target, vt_error *err);

/* How many documents there are. */
vt_code vt_index_count(vt_index *index, uint64_t *out, vt_error *err);

/* The documents that have this term, in the order of their docids: as many as the limit, or one where it is 0. Of the
 * search only that, with_data and the value slots count. */
vt_code vt_index_fetch(vt_index *index, vt_slice term, const vt_index_search *search, vt_index_answer **out,
                       vt_error *err);

vt_code vt_index_find(vt_index *index, const vt_index_query *query, const vt_index_search *search,
                      vt_index_answer **out, vt_error *err);

/* The docids of all matches, and nothing else of them. */
vt_code vt_index_docids(vt_index *index, const vt_index_query *query, vt_index_answer **out, vt_error *err);

/* The documents with these docids as rows, in their order, without those that are gone meanwhile or have nothing of
 * what is asked for. Quickest when they ascend. Of search only with_data and the value slots count. */
vt_code vt_index_rows_of(vt_index *index, const uint32_t *docids, size_t count, const vt_index_search *search,
                         vt_index_answer **out, vt_error *err);

/* The values of a slot, each with its document as a row, in ascending order of docids from the first one on and at most
 * limit of them. Documents with an empty slot are passed over. */
vt_code vt_index_values(vt_index *index, uint32_t slot, uint32_t first, size_t limit, vt_index_answer **out,
                        vt_error *err);

/* Examines the database at a path block by block. VT_ERR_ARCHIVE, with the first fault, when it is damaged. Slow; no
 * writer may be at work. VT_ERR_WRITE when it lies where nothing can be written: then it cannot be examined. */
vt_code vt_index_check(const char *path, vt_error *err);

/* Reads the positions of all documents. VT_ERR_ARCHIVE when the heap lacks any, or they are damaged. */
vt_code vt_index_check_positions(vt_index *index, vt_error *err);

/* The terms t with low <= t < high in byte order, at most limit of them. */
vt_code vt_index_terms(vt_index *index, vt_slice low, vt_slice high, size_t limit, vt_index_answer **out,
                       vt_error *err);

/* Takes NULL. */
void vt_index_release(vt_index_answer *answer);

#ifdef __cplusplus
}
#endif
#endif
