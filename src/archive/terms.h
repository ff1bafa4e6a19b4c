/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Terms: collects what a document is found by. A word is one term, its spelling
 * (words.h), whatever it stands in; its positions serve phrases. What its stem
 * would be found by is the terms that begin with it.
 *
 * A field's words stand a second time behind the text, each followed by the
 * field's mark, one term for all of them: a phrase inside the field is a phrase
 * with the marks between the words. So a field's phrases cost a place in the
 * positions of terms that are there already, and its words a term without any.
 */
#ifndef VT_ARCHIVE_TERMS_H
#define VT_ARCHIVE_TERMS_H

#include "archive/words.h"
#include "base/arena.h"
#include "index/index.h"

typedef struct vt_term_entry vt_term_entry;

/* A word as it is written, and what it is: as long as fits into a line of the cache. */
typedef struct vt_term_known {
    vt_term_entry *entry; /* in the document that is under way, if the number is its */
    uint64_t document;
    uint8_t written_size, term_size; /* 0: an empty place */
    char written[30], term[16];
} vt_term_known;

enum { VT_TERMS_KNOWN = 8192 };

/* What words have turned out to be, all zero at first. Who reads many documents keeps it, and reads the letters of most
 * words once only. One thread's. */
typedef struct vt_term_memory {
    uint64_t document; /* number of the one under way */
    vt_term_known known[VT_TERMS_KNOWN];
} vt_term_memory;

/* A place at which a term stands. */
typedef struct vt_term_use {
    uint32_t entry; /* its place among the entries */
    uint32_t position;
} vt_term_use;

typedef struct vt_terms {
    vt_arena *arena;
    VT_ARRAY(vt_term_entry *) entries; /* in the order in which they came */
    vt_term_entry **table;             /* of them, by their hashes: open addressing */
    size_t size;                       /* of the table, a power of two */
    size_t bytes;                      /* of all entries */
    VT_ARRAY(vt_term_use) uses;        /* of all entries, in the order of their positions */
    vt_term_memory *memory;
    uint32_t position; /* of the last word */
    size_t dropped;    /* words that were too long */
    bool failed;       /* memory ran out */
} vt_terms;

enum {
    VT_TERM_GAP = 16,      /* keeps phrases from running over from one text into the next */
    VT_TERM_FIELD_STEP = 2 /* from one word of a field to the next: the mark stands between them */
};

/* memory NULL: one for this document alone. */
void vt_terms_init(vt_terms *terms, vt_arena *arena, vt_term_memory *memory);

/* One term; position 0 is none. */
void vt_terms_add(vt_terms *terms, char prefix, vt_slice text, uint32_t weight, uint32_t position);

/* Words of the text, each weighing as much; all three take NULL as no text. */
void vt_terms_add_text(vt_terms *terms, uint32_t weight, vt_slice text);

/* The same words weigh more: no positions. */
void vt_terms_boost(vt_terms *terms, uint32_t weight, vt_slice text);

/* One value of a field; its words weigh more in the text too. */
void vt_terms_add_field(vt_terms *terms, char prefix, uint32_t weight, vt_slice text);

/* The terms as the index takes them, in an arena that may outlive theirs; false when memory ran out, now or before. */
bool vt_terms_finish(const vt_terms *terms, vt_arena *arena, const vt_index_term **items, size_t *count);

#endif
